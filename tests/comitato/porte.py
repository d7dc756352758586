"""The addresses of a proposal, and the members that may not open it."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from django.urls import reverse
from django.utils import timezone

from comitato.models import Seduta
from comitato.valutazione import azioni
from tests.comitato.fabbriche import make_componente, make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_decisioni import make_azione
from tests.comitato.fabbriche_sedute import make_carta, make_decisione
from tests.comitato.fabbriche_valutazione import make_giudizio, make_valutatore, make_valutazione_finale
from tests.documenti import carica
from tests.factories import make_aderente, make_alleanza, make_documento

SEGRETO = "ZEBRATO"
MODI = [
    "capofila",
    "supplente del capofila",
    "partner uscito",
    "alleato",
    "dichiarato",
    "senza dichiarazione",
    "ospite",
    "seggio rinnovato",
    "mandato finito",
]
METODI = ["get", "post", "put", "patch", "delete", "head", "options"]


def della_proposta(candidatura):
    """Return every address about a proposal that the admin has, of the Comitato and of the projects."""
    progetto = candidatura.progetto
    decisione = make_decisione(
        make_punto(make_seduta(stato="convocata"), candidatura=candidatura), testo=SEGRETO
    )
    azione = make_azione(decisione=decisione, testo=SEGRETO)
    documento = make_documento(progetto=progetto, file=carica(), titolo=SEGRETO)
    nomi = {
        "comitato_proposal": [candidatura.pk],
        "comitato_score": [candidatura.pk],
        "comitato_reconcile": [candidatura.pk],
        "progetti_candidatura_change": [candidatura.pk],
        "progetti_candidatura_history": [candidatura.pk],
        "progetti_candidatura_check": [candidatura.pk],
        "progetti_candidatura_close": [candidatura.pk],
        "progetti_progetto_change": [progetto.pk],
        "progetti_progetto_history": [progetto.pk],
        "progetti_documentoprogetto_change": [documento.pk],
        "progetti_documentoprogetto_document": [documento.pk],
        "comitato_project": [progetto.pk],
        "progetti_progetto_events": [progetto.pk],
        "progetti_progetto_event_document": [progetto.eventi.get().pk],
        "comitato_giudizioprogetto_change": [make_giudizio(progetto=progetto, problemi=SEGRETO).pk],
        "comitato_valutazionefinale_change": [
            make_valutazione_finale(progetto=progetto, ha_funzionato=SEGRETO).pk
        ],
        "comitato_decisione_change": [decisione.pk],
        "comitato_azione_change": [azione.pk],
    }
    indirizzi = [reverse(f"admin:{nome}", args=argomenti) for nome, argomenti in nomi.items()]
    indirizzi.append(reverse("admin:comitato_decisione_vote", args=[decisione.pk]))
    for formato in ("pdf", "zip"):
        indirizzi.append(reverse("admin:comitato_dossier", args=[candidatura.pk, formato]))
    for formato in ("html", "pdf", "xlsx", "ods"):
        indirizzi.append(reverse("admin:comitato_report_project", args=[progetto.pk, formato]))
    return indirizzi


def in_conflitto(valutazione, come):
    """Return a member in conflict with the proposal, each in its own way."""
    proposta = valutazione.proposta
    if come == "capofila":
        return make_valutatore(proposta, seggio=make_seggio(ente=valutazione.capofila))
    if come == "supplente del capofila":
        return make_componente(seggio=make_seggio(ente=valutazione.capofila), ruolo="supplente")
    if come == "partner uscito":
        ente = make_aderente()
        proposta.progetto.partner.create(organizzazione=ente, al="2020-01-01")
        return make_valutatore(proposta, seggio=make_seggio(ente=ente))
    if come == "alleato":
        ente, alleanza = make_aderente(), make_alleanza()
        alleanza.partecipazioni.create(organizzazione=ente)
        proposta.progetto.alleanza = alleanza
        proposta.progetto.save()
        return make_valutatore(proposta, seggio=make_seggio(ente=ente))
    if come == "seggio rinnovato":
        return _rinnovato(proposta)
    if come == "mandato finito":
        componente = make_valutatore(proposta)
        componente.al = timezone.localdate() - timedelta(days=1)
        componente.save()
        return componente
    if come == "ospite":
        return make_componente(ruolo="ospite")
    componente = make_componente()
    if come == "dichiarato":
        azioni.dichiara(candidatura=proposta, componente=componente, esito="conflitto", motivo="parente")
    return componente


def _rinnovato(proposta):
    """Return who sits now for a body whose seat was renewed after a member declared a conflict."""
    prima = make_componente()
    azioni.dichiara(candidatura=proposta, componente=prima, esito="conflitto", motivo="parente")
    ieri = timezone.localdate() - timedelta(days=1)
    prima.seggio.al = prima.al = ieri
    prima.save()
    prima.seggio.save()
    seggio = make_seggio(ente=prima.seggio.ente, dal=timezone.localdate())
    return make_valutatore(proposta, seggio=seggio, dal=timezone.localdate())


def con_la_proposta_in_mezzo(candidatura):
    """Return the addresses open to members that speak of many things, the proposal among them."""
    punto = make_punto(make_seduta(stato="convocata"), candidatura=candidatura, titolo="Una proposta")
    make_carta(punto, titolo=f"{SEGRETO} carta")
    make_decisione(punto, titolo=f"{SEGRETO} decisione", testo=SEGRETO)
    indirizzi = [reverse("admin:index"), reverse("admin:comitato_my_evaluations")]
    for nome in ("giudizioprogetto", "valutazionefinale", "decisione", "azione", "seduta", "verbale"):
        indirizzi.append(reverse(f"admin:comitato_{nome}_changelist"))
    for nome in ("candidatura", "progetto", "documentoprogetto", "finanziamento", "verificadoppio"):
        indirizzi.append(reverse(f"admin:progetti_{nome}_changelist"))
    indirizzi.append(reverse("admin:progetti_verificadoppio_todo"))
    for formato in ("csv", "xlsx", "ods"):
        indirizzi.append(reverse("admin:comitato_decisione_download", args=[formato]))
    for seduta in Seduta.objects.all():
        for nome in ("meeting", "meeting_papers", "meeting_ics"):
            indirizzi.append(reverse(f"admin:comitato_{nome}", args=[seduta.pk]))
        for formato in ("html", "pdf", "xlsx", "ods"):
            indirizzi.append(reverse("admin:comitato_report_meeting", args=[seduta.pk, formato]))
    return indirizzi


def contenuto(risposta):
    """Return the bytes of a response; of a zip, a spreadsheet too, those of its files."""
    corpo = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
    if corpo[:2] != b"PK":
        return corpo
    pacco = ZipFile(BytesIO(corpo))
    return b"".join(nome.encode() + pacco.read(nome) for nome in pacco.namelist())
