"""The demo of the Comitato, piece by piece in their order, and its removal in the other one."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from comitato.cruscotto.istantanea import scatta
from comitato.models import Criterio, Griglia, Istantanea, Seduta, Valutazione, Verbale
from piani.models import Piano
from progetti.models import Avviso, Progetto, Rilevazione, ValoreIndicatore
from progetti.monitoraggio import azioni
from progetti.monitoraggio.valori import Voce, seguiti
from rete.dimostrazione.comitato_decisioni import prepara_decisioni, rimuovi_decisioni
from rete.dimostrazione.comitato_sedute import prepara_sedute, rimuovi_sedute

CRITERI = (
    (
        "Coerenza con i bisogni del territorio",
        20,
        "Risponde a un bisogno del Documento di indirizzo?",
    ),
    ("Qualità e concretezza", 30, "Obiettivi, attività, tempi e indicatori stanno in piedi?"),
    ("Ampiezza del partenariato", 20, "Ci sono Comuni, privato sociale, imprese, sindacati?"),
    ("Bilancio adeguato", 20, "I costi sono motivati e il cofinanziamento è reale?"),
    ("Vita dopo il finanziamento", 10, "Che cosa resta quando i soldi finiscono?"),
)


def prepara_comitato(*, oggi):
    """Create the demo of monitoring, meetings and evaluation as of ``oggi``, unless it is there."""
    progetti = Progetto.objects.filter(dimostrativo=True)
    if not progetti.exists() or Rilevazione.objects.filter(dimostrativo=True).exists():
        return
    piano = Piano.objects.filter(progetti__in=progetti).first()
    if piano is None:
        return
    _rilevazione(piano, oggi)
    prepara_sedute(oggi=oggi)
    prepara_decisioni(oggi=oggi)
    _verbale_pubblicato(oggi)
    _istantanea(piano, oggi)
    _valutazione()


def togli_comitato():
    """Delete the demo of the Comitato, before the projects and bodies it is about."""
    rimuovi_decisioni()
    Seduta.objects.filter(dimostrativo=True).update(istantanea=None)
    rimuovi_sedute()
    Istantanea.objects.filter(dimostrativo=True).delete()
    Valutazione.objects.filter(dimostrativo=True).delete()
    Criterio.objects.filter(griglia__dimostrativo=True).delete()
    Griglia.objects.filter(dimostrativo=True).delete()
    ValoreIndicatore.objects.filter(scheda__rilevazione__dimostrativo=True).delete()
    for rilevazione in Rilevazione.objects.filter(dimostrativo=True):
        rilevazione.schede.all().delete()
        rilevazione.delete()


def _rilevazione(piano, oggi):
    """Make a round with a sheet validated, one given back with a comment, the others to fill."""
    rilevazione = Rilevazione.objects.create(
        piano=piano,
        titolo="Rilevazione dimostrativa",
        dal=oggi - timedelta(days=210),
        al=oggi - timedelta(days=30),
        scade_il=oggi + timedelta(days=10),
        istruzioni="È un esempio: racconta in poche righe che cosa è stato fatto e conta chi hai raggiunto.",
        dimostrativo=True,
    )
    azioni.apri_rilevazione(rilevazione=rilevazione, utente=None)
    schede = list(rilevazione.schede.order_by("progetto__titolo"))
    for scheda in schede[:2]:
        _invia(scheda)
    if schede:
        azioni.valida_scheda(scheda=schede[0], utente=None)
    if len(schede) > 1:
        azioni.restituisci(
            scheda=schede[1], utente=None, commenti={"speso": "Manca la spesa di giugno: controlla."}
        )


def _invia(scheda):
    valori = {
        seguito.pk: Voce(
            valore=round((seguito.obiettivo or Decimal(40)) * 6 / 10), da_dove="registro delle iscrizioni"
        )
        for seguito in seguiti(scheda.progetto).filter(indicatore__genere="quantita")
    }
    narrativa = {
        "attivita": "I laboratori sono partiti in due comuni, con gli operatori delle cooperative.",
        "problemi": "Il trasporto del pomeriggio è partito con un mese di ritardo.",
        "prossimi_passi": "Aprire le iscrizioni per l’estate.",
        "speso": Decimal("4200.00"),
    }
    azioni.invia(scheda=scheda, utente=None, narrativa=narrativa, valori=valori)


def _verbale_pubblicato(oggi):
    """Make an older meeting whose minutes were approved in the one held last month, for citizens to read."""
    dopo = Seduta.objects.filter(dimostrativo=True, stato=Seduta.Stato.CHIUSA).first()
    if dopo is None:
        return
    inizio = dopo.inizio - timedelta(days=60)
    seduta = Seduta.objects.create(
        titolo="Avvio del ciclo",
        numero=900,
        anno=inizio.year,
        stato=Seduta.Stato.CHIUSA,
        inizio=inizio,
        luogo="Sondrio, sala di esempio",
        convocata_il=inizio - timedelta(days=10),
        aperta_il=inizio,
        chiusa_il=inizio + timedelta(hours=2),
        dimostrativo=True,
    )
    testo = "Verbale di esempio.\n\nSi presentano i progetti del ciclo e si fissa il calendario delle sedute."
    Verbale.objects.create(
        seduta=seduta,
        stato=Verbale.Stato.PUBBLICATO,
        testo=testo,
        testo_pubblico=testo,
        approvato_in=dopo,
        pubblicato_il=oggi,
    )


def _istantanea(piano, oggi):
    seduta = Seduta.objects.filter(dimostrativo=True, stato=Seduta.Stato.CHIUSA).order_by("-inizio").first()
    giorno = timezone.localdate(seduta.inizio) if seduta else oggi
    fissata = scatta(piano=piano, nome=f"Esempio: situazione al {giorno:%d/%m/%Y}", al=giorno, utente=None)
    Istantanea.objects.filter(pk=fissata.pk).update(dimostrativo=True)
    if seduta:
        Seduta.objects.filter(pk=seduta.pk).update(istantanea=fissata)


def _valutazione():
    """Make an example grid, and the evaluation of the demo call that has proposals, still in preparation."""
    avviso = Avviso.objects.filter(dimostrativo=True, candidature__isnull=False).first()
    griglia = Griglia.objects.create(
        titolo="Griglia di esempio",
        spiegazione="Inventata per mostrare il portale: la griglia vera è quella dell’avviso.",
        dimostrativo=True,
    )
    for ordine, (titolo, punti, descrizione) in enumerate(CRITERI, start=1):
        Criterio.objects.create(
            griglia=griglia, ordine=ordine, titolo=titolo, punti_massimi=punti, descrizione=descrizione
        )
    if avviso:
        Valutazione.objects.create(avviso=avviso, griglia=griglia, soglia=60, dimostrativo=True)
