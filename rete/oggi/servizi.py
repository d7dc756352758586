"""What the services of a body need today: checked, renewed, finished; each service once."""

from datetime import timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.formati import al_giorno, con_articolo
from rete.oggi.cosa import Cosa, pagina, pagina_di
from servizi.models import Servizio

PRESTO = timedelta(days=30)
QUANTI = 5  # of one kind; the others are counted
GENERI = ("nascosto", "scaduto", "dovuto", "scade", "bozza")
Stato, Freschezza = Servizio.Stato, Servizio.Freschezza


def da_ricontrollare(servizi, oggi):
    """Return the services whose check is due on ``oggi``: drafts and closed ones are not checked."""
    vivi = [s for s in servizi if s.stato in (Stato.ATTIVO, Stato.SOSPESO)]
    return [s for s in vivi if not s.verificato_il or s.verificato_il + timedelta(days=s.frequenza) <= oggi]


def dei_servizi(ente, servizi, mandati, oggi):
    """Yield what the services need, each once, the most urgent first; five of a kind, then how many more.

    ``mandati`` are the keys of the drafts that wait for ATS, or came back from it: not to be finished.
    """
    dovuti = {s.pk for s in da_ricontrollare(servizi, oggi)}
    per_genere = sorted(
        (voce for s in servizi if s.pk not in mandati and (voce := _del_servizio(s, s.pk in dovuti, oggi))),
        key=lambda voce: GENERI.index(voce.genere),
    )
    for genere, voci in groupby(per_genere, key=lambda voce: voce.genere):
        voci = list(voci)
        yield from voci[:QUANTI]
        if len(voci) > QUANTI:
            yield _altri(ente, genere, len(voci) - QUANTI)


def _del_servizio(servizio, dovuto, oggi):
    """Return what a service needs now, None when nothing."""
    fino, nome = servizio.valido_fino_al, {"titolo": servizio.titolo}
    if servizio.stato == Stato.BOZZA:
        testo = _("È una bozza: i cittadini non la vedono finché non la mandi ad ATS.")
        return _cosa("bozza", servizio, _("«%(titolo)s» è da finire") % nome, testo, _("Apri la bozza"))
    if servizio.stato == Stato.CHIUSO:
        return None
    if servizio.freschezza == Freschezza.NASCOSTA:
        titolo = _("«%(titolo)s» non si trova più nelle ricerche") % nome
        return _cosa("nascosto", servizio, titolo, _ultima_verifica(servizio), _("Ricontrolla"))
    if fino and fino < oggi:
        testo = _("Valeva fino %(al)s. Se il servizio c’è ancora, metti la nuova data.") % {
            "al": al_giorno(fino)
        }
        return _cosa("scaduto", servizio, _("«%(titolo)s» è scaduto") % nome, testo, _("Rinnova"))
    if dovuto:
        titolo = _("«%(titolo)s» va ricontrollato") % nome
        return _cosa("dovuto", servizio, titolo, _ultima_verifica(servizio), _("Ricontrolla"))
    if fino and fino <= oggi + PRESTO:
        testo = _("Vale fino %(al)s: dopo, sparisce dalle ricerche.") % {"al": al_giorno(fino)}
        return _cosa("scade", servizio, _("«%(titolo)s» sta per scadere") % nome, testo, _("Rinnova"))
    return None


def _cosa(genere, servizio, titolo, testo, azione):
    return Cosa(genere, titolo, testo, azione, pagina_di(servizio, servizio.gestore))


def _ultima_verifica(servizio):
    if not servizio.verificato_il:
        return _("Nessuno l’ha ancora verificato.")
    return _("L’ultima verifica è stata %(data)s.") % {"data": con_articolo(servizio.verificato_il)}


def _altri(ente, genere, numero):
    parole = {
        "nascosto": ngettext("Un altro non si trova più", "Altri %(n)s non si trovano più", numero),
        "scaduto": ngettext("Un altro è scaduto", "Altri %(n)s sono scaduti", numero),
        "dovuto": ngettext("Un altro da ricontrollare", "Altri %(n)s da ricontrollare", numero),
        "scade": ngettext("Un altro sta per scadere", "Altri %(n)s stanno per scadere", numero),
        "bozza": ngettext("Un’altra bozza", "Altre %(n)s bozze", numero),
    }
    return Cosa(
        genere,
        parole[genere] % {"n": numero},
        "",
        _("Vedi tutti i servizi"),
        pagina("area_servizi:list", ente),
    )
