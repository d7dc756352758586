"""What citizens did not find in the last twelve months, by comune and typology."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Sum

from comitato.copertura.mondo import Bisogni
from ricerca.domanda import leggi
from ricerca.models import RicercaSenzaEsito, ServizioMancante
from ricerca.tempi import lunedi
from ricerca.vocabolario import carica as carica_vocabolario

SETTIMANE = 52
PAROLE_LETTE = 3_000  # different searches (words and comune) that are read, the most frequent first


def carica_bisogni(giorno):
    """Return the ``Bisogni`` of the 52 weeks up to ``giorno``. Four queries.

    Words are read as the search reads them; those that may mean several typologies count for each. An
    abolished comune counts for the one it is part of now.
    """
    dal = lunedi(giorno) - timedelta(weeks=SETTIMANE - 1)
    vocabolario = carica_vocabolario()
    erede = {c.pk: c.confluito_in_id or c.pk for c in vocabolario.comuni}
    mancanti = defaultdict(int)
    righe = ServizioMancante.objects.filter(settimana__range=(dal, giorno)).order_by()
    for comune, tipologia, periodo, volte in righe.values_list("comune", "tipologia", "periodo").annotate(
        Sum("numero")
    ):
        mancanti[erede.get(comune, comune), tipologia, periodo] += volte
    ricerche, non_lette = _ricerche(dal, giorno, vocabolario, erede)
    return Bisogni(dal, dict(mancanti), ricerche, non_lette)


def _ricerche(dal, giorno, vocabolario, erede):
    """Return {(comune or None, typology): {words: times}} and the times that name no typology."""
    righe = RicercaSenzaEsito.objects.filter(settimana__range=(dal, giorno)).order_by()
    conti = righe.values_list("termini", "comune").annotate(volte=Sum("numero"))
    trovate, non_lette = defaultdict(lambda: defaultdict(int)), 0
    for posto, (termini, comune, volte) in enumerate(conti.order_by("-volte", "termini", "comune")):
        domanda = leggi(termini, vocabolario) if posto < PAROLE_LETTE else None
        tipologie = {pk for parte in domanda.concetti for pk in parte.tipologie} if domanda else ()
        if not tipologie:
            non_lette += volte
            continue
        dove = comune or (domanda.luogo and domanda.luogo.pk)
        for tipologia in tipologie:
            trovate[erede.get(dove, dove), tipologia][termini] += volte
    return {chiave: dict(parole) for chiave, parole in trovate.items()}, non_lette
