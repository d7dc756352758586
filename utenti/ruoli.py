"""Roles: who may do what in the admin. The table below is the only truth.

After every ``migrate`` each role's permissions are made equal to the table, one application at a time, so
that a new model is covered without another migration. What is changed by hand in the database is put back.
"""

from dataclasses import dataclass, field

from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext_lazy as _

OPERATORE = "Operatore ATS"
COMITATO = "Componente del Comitato"
REFERENTE = "Referente"

GUARDA = ("view",)
CURA = ("view", "add", "change")
GESTISCE = (*CURA, "delete")

# Lines of a sheet: who corrects the sheet may take them away, nothing else points at them. Sheets are closed,
# not deleted; events (adhesions, states of a project) and participations are history and stay.
PARTI_DI_SCHEDA = (
    "piani.terminepiano",
    "piani.bisogno",
    "piani.priorita",
    "piani.documentopiano",
    "piani.scadenzarendicontazione",
    "aderenti.certificazione",
    "aderenti.referente",
    "alleanze.contributo",
    "progetti.partnerprogetto",
    "progetti.vocedenaro",
    "progetti.vocespesa",
    "progetti.attivita",
    "progetti.scadenza",
    "progetti.indicatoreprogetto",
    "progetti.partevalore",
    "progetti.colonnaregione",
    "imprese.misura",
    "imprese.incontro",
    "imprese.certificazione",
    "comitato.puntoodg",
    "comitato.cartapunto",
    "comitato.criterio",
    "comitato.domandavalutazione",
    "comitato.adempimento",
    "redazione.dataevento",
    "redazione.allegatoevento",
    "progetti.dotazionelinea",
    "progetti.documentoavviso",
    "progetti.domandafrequente",
    "progetti.vocecontrollo",
    "servizi.sinonimo",
    "servizi.vocetipologia",
    "servizi.datascolastica",
    "servizi.finanziamentoservizio",
    "servizi.documentorichiesto",
    "servizi.sedeservizio",
    "servizi.areaservita",
    "servizi.tariffa",
    "servizi.orario",
    "servizi.apertura",
)

# Names and addresses of who works on the pages of members: not the business of the Comitato.
PERSONE = (
    "aderenti.accesso",
    "aderenti.invito",
    "aderenti.richiestaaccesso",
    "aderenti.rapportoconservazione",
)
# Scores are private until an evaluation closes: no list of the admin shows them to anybody.
SEGRETI = ("comitato.schedapunteggio", "comitato.punteggio", "comitato.punteggiofinale")
# What the portal writes by itself: nobody changes it.
TRACCE = ("servizi.verifica", "servizi.passofreschezza", "servizi.sollecitoreferente")


@dataclass(frozen=True)
class Ruolo:
    """What a role is for, whether it enters the admin, and its actions.

    ``permessi`` maps an application, or ``application.model`` where a model differs, to the actions allowed
    (Django's: view, add, change, delete).
    """

    descrizione: str
    gestione: bool = False
    permessi: dict = field(default_factory=dict)

    def azioni(self, app_label, model_name):
        """Return the actions allowed on a model; the past versions of a row have none of their own."""
        if model_name.startswith("historical"):
            return ()
        return self.permessi.get(f"{app_label}.{model_name}", self.permessi.get(app_label, ()))


RUOLI = {
    OPERATORE: Ruolo(
        descrizione=_("Tiene aggiornato il portale per ATS: apre la gestione e cambia tutte le schede."),
        gestione=True,
        permessi={
            "core": CURA,
            "core.versionecontenuti": (),
            "core.messaggio": GUARDA,
            "core.preferenzaposta": (),
            "core.testoemail": ("view", "change"),
            "core.proposta": ("view", "change"),
            "core.eventoproposta": (),
            "core.campomoderato": ("view", "change"),
            "core.mappacolonne": ("view", "change", "delete"),
            "territorio": CURA,
            "giudizi": ("view", "change"),
            "piani": CURA,
            "aderenti": CURA,
            "aderenti.accesso": ("view", "change"),
            "aderenti.richiestaaccesso": ("view", "change"),
            "aderenti.rapportoconservazione": GUARDA,
            "aderenti.domandaadesione": ("view", "change"),
            "aderenti.eventodomanda": (),
            "aderenti.richiestarecesso": ("view", "change"),
            "aderenti.confermaadesione": ("view", "change"),
            "alleanze": CURA,
            "progetti": CURA,
            "progetti.iscrizioneavvisi": ("view", "delete"),
            "progetti.calendariopersonale": (),
            "progetti.promemoriascadenza": GUARDA,
            "progetti.elencopubblicato": ("view", "add"),
            "progetti.richiestaprogetto": ("view", "change"),
            "servizi": CURA,
            "comunicazioni.comunicazione": GESTISCE,
            "comunicazioni.destinatariocomunicazione": GUARDA,
            "ricerca.ricercasalvata": ("view", "delete"),
            "servizi.segnalazione": ("view", "change"),
            **dict.fromkeys(TRACCE, GUARDA),
            "servizi.richiestaconferma": GUARDA,
            "servizi.rigaconferma": GUARDA,
            "servizi.turno": (),
            "ricerca.ricercasenzaesito": ("view", "delete"),
            "ricerca.serviziomancante": GUARDA,
            "imprese": CURA,
            "imprese.commentopratica": (),
            "imprese.contorisposte": GUARDA,
            "imprese.iscrizione": GUARDA,
            "imprese.presenza": (),
            "imprese.attestato": GUARDA,
            "imprese.gradimento": GUARDA,
            "comitato": CURA,
            "comitato.istantanea": GUARDA,
            "comitato.presenza": (),
            "comitato.voto": (),
            "comitato.verbale": ("view", "change"),
            "comitato.commentoverbale": (),
            "comitato.decisione": GUARDA,
            "comitato.azione": GUARDA,
            "comitato.dichiarazioneconflitto": GUARDA,
            "comitato.postograduatoria": GUARDA,
            **dict.fromkeys(SEGRETI, ()),
            "progetti.schedamonitoraggio": ("view", "change"),
            "progetti.passoscheda": (),
            "progetti.commentoscheda": (),
            "redazione": CURA,
            "newsletter.numero": GESTISCE,
            "newsletter.vocenumero": ("view", "change"),
            "newsletter.abbonato": ("view", "delete"),
            "redirects": GESTISCE,
            "utenti": CURA,
            **dict.fromkeys(PARTI_DI_SCHEDA, GESTISCE),
        },
    ),
    COMITATO: Ruolo(
        descrizione=_("Siede nel Comitato della Rete: apre la gestione e legge, senza cambiare nulla."),
        gestione=True,
        permessi={
            "piani": GUARDA,
            "aderenti": GUARDA,
            **dict.fromkeys(PERSONE, ()),
            "aderenti.domandaadesione": (),
            "aderenti.eventodomanda": (),
            "aderenti.richiestarecesso": (),
            "aderenti.confermaadesione": (),
            "alleanze": GUARDA,
            "progetti": GUARDA,
            "progetti.iscrizioneavvisi": (),
            "progetti.calendariopersonale": (),
            "progetti.promemoriascadenza": (),
            "progetti.richiestaprogetto": (),
            "servizi": GUARDA,
            "servizi.richiestaconferma": (),
            "servizi.rigaconferma": (),
            "servizi.turno": (),
            "ricerca.ricercasenzaesito": GUARDA,
            "ricerca.serviziomancante": GUARDA,
            "imprese": GUARDA,
            "imprese.commentopratica": (),
            "imprese.iscrizione": (),
            "imprese.presenza": (),
            "imprese.attestato": (),
            "imprese.gradimento": (),
            "comitato": GUARDA,
            "comitato.componente": (),
            "comitato.puntoodg": (),
            "comitato.cartapunto": (),
            "comitato.presenza": (),
            "comitato.voto": (),
            "comitato.commentoverbale": (),
            "comitato.dichiarazioneconflitto": (),
            **dict.fromkeys(SEGRETI, ()),
            "progetti.passoscheda": (),
            "progetti.commentoscheda": (),
            "progetti.modelloregione": (),
            "progetti.colonnaregione": (),
            "redazione": GUARDA,
        },
    ),
    REFERENTE: Ruolo(descrizione=_("Parla per un aderente della Rete: entra nell'area riservata.")),
}


def allinea_ruoli(app_config, using=DEFAULT_DB_ALIAS, apps=global_apps, **kwargs):
    """Make every role's permissions on one application equal to the table (``post_migrate`` receiver).

    Does nothing while the tables of the accounts do not exist yet.
    """
    try:
        Group = apps.get_model("auth", "Group")
        Permission = apps.get_model("auth", "Permission")
    except LookupError:
        return
    create_permissions(app_config, verbosity=0, using=using, apps=apps)
    permessi = Permission.objects.using(using).filter(content_type__app_label=app_config.label)
    permessi = list(permessi.select_related("content_type"))
    for nome, ruolo in RUOLI.items():
        gruppo, _creato = Group.objects.using(using).get_or_create(name=nome)
        voluti = {permesso.pk for permesso in permessi if _spetta(ruolo, permesso)}
        attuali = gruppo.permissions.filter(content_type__app_label=app_config.label)
        attuali = set(attuali.values_list("pk", flat=True))
        gruppo.permissions.remove(*(attuali - voluti))
        gruppo.permissions.add(*(voluti - attuali))


def _spetta(ruolo, permesso):
    modello = permesso.content_type.model
    azione = permesso.codename.removesuffix(f"_{modello}")
    return azione in ruolo.azioni(permesso.content_type.app_label, modello)


def entra_in_gestione(nomi_dei_ruoli):
    """Return whether one of the roles opens the admin."""
    return any(RUOLI[nome].gestione for nome in nomi_dei_ruoli if nome in RUOLI)
