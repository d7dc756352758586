"""The proposals in the admin of the projects: a member of the Comitato sees there only those it may open."""

from django.db.models import Q

from alleanze.models import Partecipazione
from comitato.accesso import chi_chiede
from comitato.models import DichiarazioneConflitto
from core.guardie import registra_guardia
from progetti.models import PartnerProgetto, Progetto

VERSO_IL_PROGETTO = {
    "progetti.progetto": "pk",
    "progetti.candidatura": "progetto",
    "progetti.documentoprogetto": "progetto",
    "progetti.quadrofinanziario": "progetto",
    "progetti.rendiconto": "progetto",
    "progetti.pagamento": "progetto",
    "progetti.impegno": "progetto",
    "progetti.indicatoreprogetto": "progetto",
    "progetti.valoreindicatore": "indicatore_progetto__progetto",
    "progetti.schedamonitoraggio": "progetto",
}
"""Model of the admin → how it reaches its project."""


def visibili(persona):
    """Return the projects that ``persona`` (``Chi``) may see in the admin; None: all of them.

    What citizens see; the other projects (proposals, refused or not) only when declared and free of conflict.
    Who sits for a body sees no proposal of that body, even when it runs the portal too.
    """
    if persona.componente is None:
        return None
    pubblici = Progetto.objects.pubblicati().order_by()
    if persona.seggio is None:
        return pubblici
    ente = persona.seggio.ente_id
    dentro = Q(pk__in=PartnerProgetto.objects.filter(organizzazione=ente).values("progetto"))
    dentro |= Q(alleanza__in=Partecipazione.objects.filter(organizzazione=ente).values("alleanza"))
    dichiarazioni = DichiarazioneConflitto.objects.filter(componente__seggio=persona.seggio)
    dentro |= Q(candidatura__in=dichiarazioni.filter(esito="conflitto").values("candidatura"))
    aperte = Progetto.objects.all()
    if not persona.segreteria:
        libere = dichiarazioni.filter(componente=persona.componente, esito="nessuno")
        aperte = aperte.filter(candidatura__in=libere.values("candidatura"))
    return Progetto.objects.filter(
        Q(pk__in=pubblici.values("pk")) | Q(pk__in=aperte.exclude(dentro).order_by().values("pk"))
    ).order_by()


def limita(request, righe):
    """Return the rows of a queryset of the admin that who asks may see."""
    progetti = visibili(chi_chiede(request))
    if progetti is None:
        return righe
    verso = VERSO_IL_PROGETTO[righe.model._meta.label_lower]
    return righe.filter(**{f"{verso}__in": progetti.values("pk")})


def registra():
    """Put the guard on the pages of the projects."""
    for etichetta in VERSO_IL_PROGETTO:
        registra_guardia(etichetta, limita)
