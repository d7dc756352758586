"""What the admin shows of proposals: a member of the Comitato finds there only those it may open."""

from django.db.models import Q

from alleanze.models import Partecipazione
from comitato.accesso import chi_chiede
from comitato.models import DichiarazioneConflitto
from comitato.valutazione.conflitti import Esito
from core.guardie import registra_guardia
from progetti.models import Candidatura, PartnerProgetto, Progetto

VERSO_IL_PROGETTO = {
    "progetti.progetto": ["pk"],
    "progetti.candidatura": ["progetto"],
    "progetti.eventoprogetto": ["progetto"],
    "progetti.documentoprogetto": ["progetto"],
    "progetti.richiestaprogetto": ["progetto"],
    "progetti.quadrofinanziario": ["progetto"],
    "progetti.finanziamento": ["progetto"],
    "progetti.rendiconto": ["progetto"],
    "progetti.pagamento": ["progetto"],
    "progetti.impegno": ["progetto"],
    "progetti.verificadoppio": ["primo", "secondo"],
    "progetti.indicatoreprogetto": ["progetto"],
    "progetti.valoreindicatore": ["indicatore_progetto__progetto"],
    "progetti.schedamonitoraggio": ["progetto"],
    "comitato.giudizioprogetto": ["progetto"],
    "comitato.valutazionefinale": ["progetto"],
    "comitato.quesito": ["progetto"],
}
"""Model of the admin → how it reaches its projects."""

VERSO_LA_PROPOSTA = {
    "comitato.puntoodg": "candidatura",
    "comitato.decisione": "punto__candidatura",
    "comitato.azione": "decisione__punto__candidatura",
}
"""Model of the admin → how it reaches the proposal it is about, when there is one."""


def aperte(persona):
    """Return the proposals that ``persona`` (``Chi``) may open: ``conflitti.Porte.apre`` as a queryset."""
    if persona.seggio is None:
        return Candidatura.objects.all() if persona.segreteria else Candidatura.objects.none()
    fuori = Candidatura.objects.exclude(progetto__in=_del_suo_ente(persona).values("pk")).order_by()
    sue = DichiarazioneConflitto.objects.filter(componente__seggio__ente=persona.seggio.ente_id)
    fuori = fuori.exclude(pk__in=sue.filter(esito=Esito.CONFLITTO).order_by().values("candidatura"))
    if persona.segreteria:
        return fuori
    libere = sue.filter(esito=Esito.NESSUNO, componente=persona.componente).order_by()
    return fuori.filter(pk__in=libere.values("candidatura"))


def _del_suo_ente(persona):
    """Return the projects that the body of who sits leads, takes part in or is allied to, at any time."""
    ente = persona.seggio.ente_id
    partner = PartnerProgetto.objects.filter(organizzazione=ente).order_by()
    alleanze = Partecipazione.objects.filter(organizzazione=ente).order_by()
    return Progetto.objects.filter(
        Q(pk__in=partner.values("progetto")) | Q(alleanza__in=alleanze.values("alleanza"))
    ).order_by()


def visibili(persona):
    """Return the projects that ``persona`` (``Chi``) may see in the admin; None: all of them.

    What citizens see; the other projects (proposals, refused or not) only when it may open them. All of them
    for who keeps the sheets of the projects, unless it also sits: then none of its own body.
    """
    cura = persona.segreteria or persona.utente.has_perm("progetti.change_progetto")
    if cura and persona.seggio is None:
        return None
    note = aperte(persona).values("progetto")
    if cura:
        chiuse = Candidatura.objects.exclude(pk__in=aperte(persona).values("pk")).order_by()
        altre = Progetto.objects.exclude(pk__in=chiuse.values("progetto"))
        note = altre.exclude(pk__in=_del_suo_ente(persona).values("pk")).order_by().values("pk")
    pubblici = Progetto.objects.pubblicati().order_by()
    return Progetto.objects.filter(Q(pk__in=pubblici.values("pk")) | Q(pk__in=note)).order_by()


def dei_progetti(request, righe):
    """Return the rows of a queryset of the admin whose projects who asks may see."""
    progetti = visibili(chi_chiede(request))
    if progetti is None:
        return righe
    for verso in VERSO_IL_PROGETTO[righe.model._meta.label_lower]:
        righe = righe.filter(Q(**{f"{verso}__isnull": True}) | Q(**{f"{verso}__in": progetti.values("pk")}))
    return righe


def delle_proposte(request, righe):
    """Return the rows of a queryset of the admin about no proposal, or about one that who asks may open."""
    persona = chi_chiede(request)
    if persona.segreteria and persona.seggio is None:
        return righe
    verso = VERSO_LA_PROPOSTA[righe.model._meta.label_lower]
    return righe.filter(Q(**{f"{verso}__isnull": True}) | Q(**{f"{verso}__in": aperte(persona).values("pk")}))


def registra():
    """Put the guards on the pages of the projects and of the Comitato."""
    for etichetta in VERSO_IL_PROGETTO:
        registra_guardia(etichetta, dei_progetti)
    for etichetta in VERSO_LA_PROPOSTA:
        registra_guardia(etichetta, delle_proposte)
