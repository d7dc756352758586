"""Calendars that a phone can keep (iCalendar, RFC 5545): whole days or instants, in Italian, Europe/Rome."""

from datetime import UTC, date, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from icalendar import Alarm, Calendar, Event, Timezone

ORA_ITALIANA = "Europe/Rome"
UN_GIORNO = timedelta(days=1)


def calendario(nome, eventi, metodo="PUBLISH"):
    """Return an iCalendar called ``nome``; ``metodo`` (RFC 5546): REQUEST to invite, CANCEL to call off."""
    anno = timezone.localdate().year
    vcalendar = Calendar()
    vcalendar.add("prodid", "-//Rete di Conciliazione della Montagna//Portale//IT")
    vcalendar.add("version", "2.0")
    vcalendar.add("method", metodo)
    vcalendar.add("x-wr-calname", nome)
    vcalendar.add("x-wr-timezone", ORA_ITALIANA)
    fuso = Timezone.from_tzid(ORA_ITALIANA, first_date=date(anno - 1, 1, 1), last_date=date(anno + 3, 1, 1))
    for parte in (fuso, *eventi):
        vcalendar.add_component(parte)
    return vcalendar


def evento(*, uid, dal, al, titolo, scritto_il, testo="", percorso="", luogo="", promemoria=None):
    """Return an event that takes whole days, ``dal`` and ``al`` inclusive.

    ``uid`` must never change: who reads the calendar again finds the same event. ``scritto_il``: an aware
    instant. ``percorso``: path of its page. ``promemoria``: days before the start to be reminded on.
    """
    vevent = _evento(uid, dal, scritto_il, titolo, testo, percorso, luogo)
    vevent.add("dtend", min(al, date.max - UN_GIORNO) + UN_GIORNO)  # RFC 5545: the first day after
    if promemoria:
        vevent.add_component(_promemoria(titolo, promemoria))
    return vevent


def istante(*, uid, quando, titolo, scritto_il, testo="", percorso="", promemoria=None):
    """Return an event of an instant, ``quando`` (aware): it has a start, and takes no time.

    The rest is as in ``evento``.
    """
    vevent = _evento(uid, quando.astimezone(UTC), scritto_il, titolo, testo, percorso, "")
    if promemoria:
        vevent.add_component(_promemoria(titolo, promemoria))
    return vevent


def impegno(*, uid, dalle, alle, titolo, scritto_il, sequenza, annullato=False, **altro):
    """Return an event that takes time, from ``dalle`` to ``alle`` (aware; ``alle`` None when not known).

    ``sequenza`` grows at each change told: who has the event puts the new one in its place. ``altro``:
    ``testo``, ``percorso``, ``luogo`` as in ``evento``; ``da`` and ``a``, addresses of who invites whom.
    """
    testi = [altro.get(nome, "") for nome in ("testo", "percorso", "luogo")]
    vevent = _evento(uid, dalle.astimezone(UTC), scritto_il, titolo, *testi)
    vevent["transp"] = "OPAQUE"
    if alle:
        vevent.add("dtend", alle.astimezone(UTC))
    vevent.add("sequence", sequenza)
    vevent.add("status", "CANCELLED" if annullato else "CONFIRMED")
    for nome, indirizzo in (("organizer", altro.get("da")), ("attendee", altro.get("a"))):
        if indirizzo:
            vevent.add(nome, f"mailto:{indirizzo}")
    return vevent


def _evento(uid, inizio, scritto_il, titolo, testo, percorso, luogo):
    vevent = Event()
    vevent.add("uid", f"{uid}@{settings.SITE_URL.partition('://')[2]}")
    vevent.add("dtstamp", scritto_il.astimezone(UTC))
    vevent.add("dtstart", inizio)
    vevent.add("transp", "TRANSPARENT")
    facoltative = {"summary": titolo, "description": testo, "location": luogo}
    if percorso:
        facoltative["url"] = f"{settings.SITE_URL}{percorso}"
    for nome, valore in facoltative.items():
        if valore:
            vevent.add(nome, valore)
    return vevent


def risposta(vcalendar, nome_file):
    """Return the response that hands over the calendar as the file ``nome_file``."""
    response = HttpResponse(vcalendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{nome_file}"'
    return response


def _promemoria(titolo, giorni):
    valarm = Alarm()
    valarm.add("action", "DISPLAY")
    valarm.add("trigger", timedelta(days=-giorni))
    valarm.add("description", titolo)
    return valarm
