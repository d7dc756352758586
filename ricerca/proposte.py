"""What to propose beside the results: which of two meanings, the comuni around, September for a child."""

from django.db.models import Q
from django.utils import timezone

from ricerca import tempi
from ricerca.applica import applica
from ricerca.candidati import candidati
from servizi.models import AreaServita, Tipologia
from servizi.parole import eta_in_parole
from territorio.models import Adiacenza, AppartenenzaAmbito, Comune

VICINI_IN_PAGINA = 6


def significati(filtro):
    """Return the typologies, as Voci, that an ambiguous name of the query may mean; none when all is clear.

    Asked only when the query is about that name: once a typology is chosen there is nothing to ask.
    """
    domanda = filtro.domanda
    if domanda is None or {"tipologia", "gruppo"} & filtro.valori.keys() or len(domanda.concetti) != 1:
        return []
    tipologie = domanda.concetti[0].tipologie
    return [filtro.vocabolario.tipologie[pk] for pk in tipologie] if len(tipologie) > 1 else []


def eta_delle_tipologie(voci):
    """Return {pk: ages in words, empty without limits} of these typologies."""
    righe = Tipologia.objects.filter(pk__in=[voce.pk for voce in voci]) if voci else []
    limiti = {riga.pk: (riga.eta_min_mesi, riga.eta_max_mesi) for riga in righe}
    return {pk: eta_in_parole(*eta) if any(eta) else "" for pk, eta in limiti.items()}


def confinanti(comune):
    """Return the comuni of today that share a border with ``comune``."""
    righe = Adiacenza.objects.filter(Q(a=comune) | Q(b=comune))
    accanto = Comune.objects.al().filter(Q(pk__in=righe.values("a")) | Q(pk__in=righe.values("b")))
    return accanto.exclude(pk=comune.pk)


def comuni_accanto(filtro, luogo):
    """Return [(comune, number or None)] of today's comuni that border on ``luogo``.

    The number is the length of the list for that comune with the other parameters; None when the services
    are too many to count.
    """
    accanto = list(confinanti(luogo).only("nome", "slug"))
    trovati, oltre = candidati(applica(filtro, filtro.queryset, senza=("luogo",)).order_by("pk"))
    if oltre:
        return [(comune, None) for comune in accanto]
    numeri = _serviti({c.pk for c in trovati}, accanto)
    return [(comune, numeri[comune.pk]) for comune in accanto]


def _serviti(chiavi, comuni):
    """Return {comune pk: how many of the services with these keys are for who lives there}."""
    oggi = timezone.localdate()
    ambiti = AppartenenzaAmbito.objects.al(oggi).filter(comune__in=comuni).values_list("comune", "ambito")
    ambiti, serviti = dict(ambiti), {comune.pk: set() for comune in comuni}
    aree = AreaServita.objects.filter(servizio__in=chiavi).values_list("servizio", "comune", "ambito")
    for servizio, comune, ambito in aree:
        for pk, trovati in serviti.items():
            if comune == pk or (ambito is not None and ambiti.get(pk) == ambito):
                trovati.add(servizio)
    return {pk: len(trovati) for pk, trovati in serviti.items()}


def a_settembre(filtro):
    """Return (Monday of the first week of next September, age then in months) for a child; else None."""
    if "nascita" not in filtro.valori or {"settimana", "periodo"} & filtro.valori.keys():
        return None
    inizio = tempi.giorno_di_riferimento(timezone.localdate(), [], periodo="SETTEMBRE")
    return inizio, filtro.valori["nascita"].mesi(inizio)
