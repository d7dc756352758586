"""Which step of the ladder a service takes today: pure, from the steps of its cycle and the rule."""

from datetime import timedelta

from servizi.models import PassoFreschezza, Servizio

Passo = PassoFreschezza.Passo
# The step and what the sheet becomes with it.
FRESCHEZZE = {
    Passo.DA_CONFERMARE: Servizio.Freschezza.DA_CONFERMARE,
    Passo.NASCOSTA: Servizio.Freschezza.NASCOSTA,
}


def prossimo(fatti, regola, scadenza, oggi):
    """Return the step to take on ``oggi``, None for none.

    ``fatti`` is {step: day it was taken} of the cycle; ``scadenza`` the day the check was due (None: it was
    always due). Steps are taken in order, one a day at most, and count from the first one: when the round did
    not run for a while, nobody finds the sheet hidden on the day of the first e-mail.
    """
    if any(giorno >= oggi for giorno in fatti.values()):
        return None
    passo = next((passo for passo in PassoFreschezza.SCALA if passo not in fatti), None)
    if passo is None:
        return None
    if passo == Passo.PRIMO:
        tocca = scadenza is None or oggi >= scadenza + timedelta(days=regola.primo_richiamo)
    else:
        attesa = getattr(regola, passo) - regola.primo_richiamo  # a step is named as its field
        tocca = oggi >= fatti[Passo.PRIMO] + timedelta(days=attesa)
    return passo if tocca else None
