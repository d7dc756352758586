"""The demo of what the office writes: a press release, answers, an event, a model; invented and marked."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from imprese.models import Tema
from redazione.models import Documento, Evento, Notizia, VoceFaq
from territorio.models import Ambito, Comune

TITOLO = "Un comunicato di esempio"
TESTO = """\
## Che cosa mostra

Questo comunicato è inventato. Serve a far vedere come si scrive:

- un **titolo** per ogni parte;
- un elenco, quando le cose sono più di due;
- un collegamento che dice dove porta, come [la ricerca dei servizi](/servizi/).

## Quando si vede

| Che cosa | Come |
|---|---|
| Esce | da solo, all’ora scritta nella scheda |
| Si toglie | da solo, se la scheda dice quando |
"""
DOMANDE = (
    (
        "famiglie",
        "Come trovo un servizio vicino a casa?",
        "Scrivi che cosa cerchi e il tuo comune nella [ricerca](/servizi/). Vedi prima i servizi più vicini.",
    ),
    (
        "famiglie",
        "Devo avere un account per cercare?",
        "No. Tutte le pagine per le famiglie si leggono senza account.",
    ),
    (
        "imprese",
        "La mia impresa può aderire alla Rete?",
        "Sì, con la [domanda di adesione](/aderenti/aderisci/). ATS la esamina e ti risponde.",
    ),
    (
        "aderenti",
        "Come aggiorno la scheda del mio ente?",
        "Entra nell’area riservata e apri la scheda. Alcune modifiche si vedono subito, altre aspettano ATS.",
    ),
)


def prepara_redazione(*, oggi):
    """Create the demo press release, answers, event and model as of ``oggi``, unless they are there."""
    if VoceFaq.objects.filter(dimostrativo=True).exists():
        return
    ieri = oggi - timedelta(days=1)
    notizia = Notizia.objects.create(
        titolo=TITOLO,
        sommario="Un comunicato inventato, per mostrare come si presenta una notizia in questo portale.",
        testo=TESTO,
        data=ieri,
        pubblica_dal=_alle(ieri, 9),
        comunicato_stampa=True,
        dimostrativo=True,
    )
    notizia.ambiti.set(Ambito.objects.order_by("ordine")[:1])
    for ordine, (pubblico, domanda, risposta) in enumerate(DOMANDE, start=1):
        VoceFaq.objects.create(
            pubblico=pubblico,
            domanda=domanda,
            risposta=risposta,
            ordine=ordine,
            pubblicata=True,
            verificata_il=ieri,
            dimostrativo=True,
        )
    _prepara_evento(oggi)
    _prepara_modello(oggi)


def _prepara_modello(oggi):
    """Create the demo model of the library: a text to copy."""
    modello = Documento.objects.create(
        titolo="Un regolamento di esempio sull’orario flessibile",
        sommario="Un modello inventato, per mostrare come si presenta un documento in questo portale.",
        tipo=Documento.Tipo.REGOLAMENTO,
        per_chi=Documento.PerChi.IMPRESE,
        testo="1. Si entra **dalle 8 alle 9.30**.\n2. Si esce dopo otto ore.\n3. Vale per un anno.",
        pubblica_dal=_alle(oggi - timedelta(days=7), 9),
        dimostrativo=True,
    )
    modello.temi.set(Tema.objects.filter(code="ORARIO"))


def _prepara_evento(oggi):
    """Create the demo event: a date last week, two to come."""
    evento = Evento.objects.create(
        titolo="Un pomeriggio di giochi di esempio",
        sommario="Un evento inventato, per mostrare come si presenta un appuntamento in questo portale.",
        testo="Si gioca, si legge e si fa merenda. **Non c’è davvero**: serve a far vedere la pagina.",
        luogo="Biblioteca",
        comune=Comune.objects.al(oggi).order_by("codice_istat").first(),
        per_chi="famiglie con bambini da 3 a 10 anni",
        stato=Evento.Stato.PUBBLICATO,
        pubblica_dal=_alle(oggi - timedelta(days=14), 9),
        dimostrativo=True,
    )
    for giorni in (-7, 7, 21):
        giorno = oggi + timedelta(days=giorni)
        evento.date.create(inizio=_alle(giorno, 16), fine=_alle(giorno, 18))


def _alle(giorno, ora):
    return timezone.make_aware(datetime.combine(giorno, time(ora)))


def togli_redazione():
    """Delete the demo news, answers, events and models, with their past versions."""
    for modello in (Notizia, VoceFaq, Evento, Documento):
        modello.objects.filter(dimostrativo=True).delete()
        modello.history.filter(dimostrativo=True).delete()
