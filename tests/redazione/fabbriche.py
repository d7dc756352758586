"""Small factories of news, events and frequent questions."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from redazione.models import (
    AllegatoEvento,
    DataEvento,
    Documento,
    Evento,
    Notizia,
    VersioneDocumento,
    VoceFaq,
)

_numeri = count(1)


def make_notizia(**campi):
    """Return a piece of news that came out yesterday."""
    n = next(_numeri)
    valori = {
        "titolo": f"Notizia {n}",
        "sommario": f"Che cosa è successo {n}.",
        "data": date(2018, 5, 30),
        "pubblica_dal": timezone.now() - timedelta(days=1),
    }
    legami = {nome: campi.pop(nome) for nome in ("ambiti", "progetti", "aderenti", "fonti") if nome in campi}
    notizia = Notizia.objects.create(**valori | campi)
    for nome, righe in legami.items():
        getattr(notizia, nome).set(righe)
    return notizia


def make_voce_faq(**campi):
    """Return a published question, verified today."""
    n = next(_numeri)
    valori = {
        "domanda": f"Domanda {n}?",
        "risposta": f"Risposta {n}.",
        "pubblicata": True,
        "verificata_il": timezone.localdate(),
    }
    return VoceFaq.objects.create(**valori | campi)


def make_data_evento(evento, tra=timedelta(days=7), dura=timedelta(hours=2), **campi):
    """Return a date of ``evento``, in a week by default."""
    inizio = campi.pop("inizio", timezone.now() + tra)
    return DataEvento.objects.create(**{"evento": evento, "inizio": inizio, "fine": inizio + dura} | campi)


def make_evento(date=1, **campi):
    """Return a published event with ``date`` dates to come, a week from each other."""
    n = next(_numeri)
    valori = {
        "titolo": f"Evento {n}",
        "sommario": f"Che cosa si fa {n}.",
        "luogo": f"Sala {n}, via Prova",
        "stato": "pubblicato",
        "pubblica_dal": timezone.now() - timedelta(days=1),
    }
    evento = Evento.objects.create(**valori | campi)
    for quante in range(date):
        make_data_evento(evento, tra=timedelta(days=7 * (quante + 1)))
    return evento


def make_proposto(ente, date=1, **campi):
    """Return an event that ``ente`` has sent to ATS."""
    return make_evento(date, **{"organizzatore": ente, "dall_ente": True, "stato": "inviato"} | campi)


def make_allegato_evento(evento=None, **campi):
    """Return a paper elsewhere of an event (a new one)."""
    valori = {"titolo": "Locandina", "indirizzo": "https://example.org/locandina.pdf", "pubblico": True}
    return AllegatoEvento.objects.create(evento=evento or make_evento(), **valori | campi)


def make_documento(**campi):
    """Return a paper of the library, a model agreement, out a second after the one before it."""
    n = next(_numeri)
    valori = {
        "titolo": f"Documento {n}",
        "sommario": f"Serve a qualcosa {n}.",
        "tipo": "accordo",
        "pubblica_dal": timezone.now() - timedelta(days=1) + timedelta(seconds=n),
    }
    return Documento.objects.create(**valori | campi)


def make_versione(documento=None, **campi):
    """Return the next version of a paper (a new one), on another site, a day after the one before."""
    documento = documento or make_documento()
    numero = documento.versioni.count() + 1
    giorno = date(2026, 1, 15) + timedelta(days=numero)
    valori = {"numero": numero, "data": giorno, "indirizzo": "https://example.org/modello.pdf"}
    return VersioneDocumento.objects.create(documento=documento, **valori | campi)
