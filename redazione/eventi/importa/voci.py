"""The events of a calendar file as the portal would keep them, or what is wrong with each."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from icalendar import Event
from icalendar.prop import vBroken

from redazione.eventi.importa.testo import blocchi, in_testo
from redazione.eventi.models import DataEvento, Evento
from redazione.testo import TESTO_MASSIMO

ANNI = range(2000, 2101)
RICORRENZE = ("RRULE", "RDATE", "EXRULE", "RECURRENCE-ID")
NON_SI_LEGGE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
INDIRIZZO = re.compile(r"https?://\S+", re.IGNORECASE)
DI_EVENTO = ("titolo", "testo", "luogo", "online")
DI_DATA = ("inizio", "fine", "annullata")


class EventoIcsError(Exception):
    """An event that cannot be kept; its text is for people."""


@dataclass
class Voce:
    """An event of the file: its place in it, what to keep of it, what is wrong."""

    numero: int
    titolo: str = ""
    uid: str = ""
    valori: dict = field(default_factory=dict)
    errore: str = ""


def leggi(contenuto):
    """Return the ``Voce`` of every event of the file; raise FileIcsError when it cannot be read at all."""
    voci = [_voce(numero, righe) for numero, righe in enumerate(blocchi(in_testo(contenuto)), 1)]
    visti = set()
    for voce in voci:
        if voce.uid and voce.uid in visti and not voce.errore:
            voce.errore = _("L’identificativo (UID) è lo stesso di un altro evento del file.")
        visti.add(voce.uid)
    return voci


def _voce(numero, righe):
    voce = Voce(numero)
    try:
        evento = _evento(righe)
        voce.titolo = _riga(evento, "SUMMARY")[:150]
        voce.uid = _uid(evento)
        voce.valori = _valori(evento)
    except EventoIcsError as errore:
        voce.errore = str(errore)
    return voce


def _evento(righe):
    """Return the parsed event; whatever the parser raises is an error in words."""
    try:
        evento = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *righe, "END:VEVENT", ""]))
    except Exception:  # the parser raises many kinds, on a text that anybody wrote
        raise EventoIcsError(_("Non si riesce a leggere: esportalo di nuovo dal calendario.")) from None
    if any(evento.get(nome) is not None for nome in RICORRENZE):
        raise EventoIcsError(_("Le ricorrenze non si importano: scrivi le date una per una."))
    return evento


def _valori(evento):
    inizio, fine = _estremi(evento)
    luogo, online = _riga(evento, "LOCATION"), ""
    if INDIRIZZO.fullmatch(luogo):
        luogo, online = "", luogo
    valori = {
        "titolo": _riga(evento, "SUMMARY"),
        "testo": _pulito(_testo(evento, "DESCRIPTION")).strip(),
        "luogo": luogo,
        "online": online,
        "inizio": inizio,
        "fine": fine,
        "annullata": _riga(evento, "STATUS").upper() == "CANCELLED",
    }
    if not valori["titolo"]:
        raise EventoIcsError(_("Manca il titolo (SUMMARY)."))
    for nome in ("titolo", "luogo", "online"):
        _non_troppo(nome, valori[nome], Evento._meta.get_field(nome).max_length)
    _non_troppo("testo", valori["testo"], TESTO_MASSIMO)
    return valori


def sommario(valori):
    """Return the summary of a new event: the first paragraph of its text, or its title."""
    primo = valori["testo"].split("\n\n")[0]
    return Truncator(" ".join(primo.split()) or valori["titolo"]).chars(300)


def _non_troppo(nome, valore, massimo):
    if len(valore) > massimo:
        etichetta = Evento._meta.get_field(nome).verbose_name
        raise EventoIcsError(
            _("Troppo lungo: %(campo)s, al massimo %(massimo)s caratteri.")
            % {"campo": etichetta, "massimo": massimo}
        )


def _uid(evento):
    uid = _testo(evento, "UID").strip()
    if not uid or NON_SI_LEGGE.search(uid) or "\n" in uid:
        raise EventoIcsError(_("Manca l’identificativo (UID)."))
    if len(uid) > DataEvento._meta.get_field("uid").max_length:
        raise EventoIcsError(_("L’identificativo (UID) è troppo lungo."))
    if uid.endswith(f"@{settings.SITE_URL.partition('://')[2]}"):
        raise EventoIcsError(_("Questo evento viene dal portale: si cambia qui, non si importa."))
    return uid


def _estremi(evento):
    """Return the first and the last instant; a day is whole, an hour without a zone is Italian."""
    inizio = _quando(evento, "DTSTART")
    if inizio is None:
        raise EventoIcsError(_("Manca l’inizio (DTSTART)."))
    fine, durata = _quando(evento, "DTEND"), _uno(evento, "DURATION")
    if fine is None and durata is not None:
        fine = inizio + _durata(durata)
    if fine is None and not isinstance(inizio, datetime):
        fine = inizio + timedelta(days=1)
    if fine is None:
        raise EventoIcsError(_("Manca la fine (DTEND)."))
    inizio, fine = _istante(inizio), _istante(fine)
    if fine <= inizio:
        raise EventoIcsError(_("L’evento finisce dopo che è cominciato: controlla date e ore."))
    return inizio, fine


def _quando(evento, nome):
    valore = _uno(evento, nome)
    if valore is None:
        return None
    quando = getattr(valore, "dt", None)
    if not isinstance(quando, date) or quando.year not in ANNI:
        raise EventoIcsError(_("Una data non si riesce a leggere: %(nome)s.") % {"nome": nome})
    if isinstance(quando, datetime) and quando.tzinfo is None and "TZID" in valore.params:
        raise EventoIcsError(_("Il fuso orario non si conosce: usa quello italiano (Europe/Rome)."))
    return quando


def _durata(valore):
    durata = getattr(valore, "dt", None)
    if not isinstance(durata, timedelta) or not timedelta(0) < durata < timedelta(days=3660):
        raise EventoIcsError(_("La durata non si riesce a leggere (DURATION)."))
    return durata


def _istante(quando):
    if not isinstance(quando, datetime):
        quando = datetime.combine(quando, time.min)
    quando = timezone.make_aware(quando) if quando.tzinfo is None else quando
    return quando.astimezone(timezone.get_default_timezone()).replace(microsecond=0)


def _uno(evento, nome):
    """Return the value of a property that may be there once; None when it is not."""
    valore = evento.get(nome)
    if isinstance(valore, list):
        raise EventoIcsError(_("È scritto due volte: %(nome)s.") % {"nome": nome})
    if isinstance(valore, vBroken):
        raise EventoIcsError(_("Non si riesce a leggere: %(nome)s.") % {"nome": nome})
    return valore


def _testo(evento, nome):
    return str(_uno(evento, nome) or "").replace("\r\n", "\n").replace("\r", "\n")


def _pulito(testo):
    return NON_SI_LEGGE.sub("", testo)


def _riga(evento, nome):
    """Return a text on one line."""
    return " ".join(_pulito(_testo(evento, nome).replace("\n", " ")).split())
