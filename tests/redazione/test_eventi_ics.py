"""Calendars that come in: what they become, twice without harm, hostile ones refused in words."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.models import Caricamento
from redazione.eventi.importa import piano
from redazione.eventi.importa.testo import FileIcsError
from redazione.eventi.importa.voci import leggi
from redazione.models import DataEvento, Evento
from tests.factories import make_utente
from tests.redazione.fabbriche import make_data_evento, make_evento

pytestmark = pytest.mark.django_db
CARICA = "admin:redazione_evento_ics_upload"
ANTEPRIMA = "admin:redazione_evento_ics_preview"
RICORRENZE = "Le ricorrenze non si importano: scrivi le date una per una."


def vevent(uid="a@example.org", **righe):
    """Return the lines of an event; an empty value takes the line away."""
    base = {
        "UID": uid,
        "DTSTAMP": "20260101T000000Z",
        "DTSTART": "20990501T080000Z",
        "DTEND": "20990501T100000Z",
        "SUMMARY": "Festa dei nonni",
        "LOCATION": "Oratorio\\, via Uno",
        "DESCRIPTION": "Giochi e merenda.\\n\\nPortare il cappello.",
    } | {nome.replace("_", "-"): valore for nome, valore in righe.items()}
    return ["BEGIN:VEVENT", *(f"{n}:{v}" for n, v in base.items() if v), "END:VEVENT"]


def vcalendar(*eventi, altro=()):
    """Return the bytes of a calendar."""
    righe = ["BEGIN:VCALENDAR", "VERSION:2.0", *altro, *(r for evento in eventi for r in evento)]
    return "\r\n".join([*righe, "END:VCALENDAR", ""]).encode()


def errori(contenuto):
    return [voce.errore for voce in leggi(contenuto)]


def importa(contenuto, utente=None):
    utente = utente or make_utente()
    file = SimpleUploadedFile("eventi.ics", contenuto)
    return piano.applica(caricamento=piano.carica(file=file, utente=utente), utente=utente)


def stato():
    """Return every row that an import may write, as plain values."""
    return [list(m.objects.order_by("pk").values()) for m in (Evento, DataEvento, Evento.history.model)]


def test_an_event_of_the_file_becomes_a_draft():
    assert importa(vcalendar(vevent())) == 1
    (data,) = DataEvento.objects.all()
    evento = data.evento
    assert {
        "stato": evento.stato,
        "titolo": evento.titolo,
        "sommario": evento.sommario,
        "testo": evento.testo,
        "luogo": evento.luogo,
        "uid": data.uid,
        "quando": (data.inizio.isoformat(), data.fine.isoformat()),
        "annullata": data.annullata,
    } == {
        "stato": "bozza",
        "titolo": "Festa dei nonni",
        "sommario": "Giochi e merenda.",
        "testo": "Giochi e merenda.\n\nPortare il cappello.",
        "luogo": "Oratorio, via Uno",
        "uid": "a@example.org",
        "quando": ("2099-05-01T08:00:00+00:00", "2099-05-01T10:00:00+00:00"),
        "annullata": False,
    }


def test_the_same_file_twice_writes_nothing():
    contenuto = vcalendar(vevent(), vevent("b@example.org", STATUS="CANCELLED"))
    importa(contenuto)
    prima = stato()
    assert importa(contenuto) == 0
    assert stato() == prima


def test_a_changed_event_is_found_again_and_only_it_is_written():
    importa(vcalendar(vevent(), vevent("b@example.org")))
    altro = DataEvento.objects.get(uid="b@example.org").evento.aggiornato_il
    evento = DataEvento.objects.get(uid="a@example.org").evento
    nuovo = vcalendar(vevent(SUMMARY="Festa rinviata", STATUS="CANCELLED"), vevent("b@example.org"))
    passi = piano.prova(nuovo)
    assert [(p.esito, p.cambi) for p in passi] == [("cambia", ["titolo", "annullata"]), ("uguale", [])]
    assert importa(nuovo) == 1
    data = DataEvento.objects.get(uid="a@example.org")
    assert (data.evento, data.evento.titolo, data.annullata) == (evento, "Festa rinviata", True)
    assert DataEvento.objects.get(uid="b@example.org").evento.aggiornato_il == altro


def test_one_wrong_event_and_nothing_is_written():
    utente = make_utente()
    file = SimpleUploadedFile("e.ics", vcalendar(vevent(), vevent("b@example.org", DTSTART="")))
    caricamento = piano.carica(file=file, utente=utente)
    assert caricamento.errori == [[2, "Festa dei nonni", "Manca l’inizio (DTSTART)."]]
    with pytest.raises(Caricamento.DoesNotExist):
        piano.applica(caricamento=caricamento, utente=utente)
    assert Evento.objects.count() == 0


def test_the_preview_writes_nothing():
    piano.carica(file=SimpleUploadedFile("e.ics", vcalendar(vevent())), utente=make_utente())
    assert stato() == [[], [], []]


def test_what_changed_since_the_preview_is_not_written():
    utente = make_utente()
    caricamento = piano.carica(file=SimpleUploadedFile("e.ics", vcalendar(vevent())), utente=utente)
    importa(vcalendar(vevent(SUMMARY="Altro")))
    prima = stato()
    with pytest.raises(piano.ValidationError, match="dopo l’anteprima"):
        piano.applica(caricamento=caricamento, utente=utente)
    assert stato() == prima


def test_what_a_rule_refuses_is_the_error_of_its_event():
    evento = make_evento(date=0)
    data = make_data_evento(evento, uid="a@example.org")
    altra = make_data_evento(evento, tra=timedelta(days=9))
    inizio = altra.inizio.replace(microsecond=0)
    DataEvento.objects.filter(pk=altra.pk).update(inizio=inizio)
    sbagliato = vevent(
        data.uid, DTSTART=f"{inizio:%Y%m%dT%H%M%SZ}", DTEND=f"{inizio + timedelta(hours=1):%Y%m%dT%H%M%SZ}"
    )
    (passo,) = piano.prova(vcalendar(sbagliato))
    assert passo.errore == "Questa data c’è già: l’evento comincia una volta sola a quell’ora."


@pytest.mark.parametrize(
    ("righe", "inizio", "fine"),
    [
        ({"DTSTART": "20990501T100000"}, (2099, 5, 1, 10), (2099, 5, 1, 12)),
        ({"DTSTART;TZID=Europe/Rome": "20990501T100000", "DTSTART": ""}, (2099, 5, 1, 10), (2099, 5, 1, 12)),
        ({"DTSTART;VALUE=DATE": "20990501", "DTSTART": "", "DTEND": ""}, (2099, 5, 1), (2099, 5, 2)),
        ({"DTEND": "", "DURATION": "PT1H"}, (2099, 5, 1, 10), (2099, 5, 1, 11)),
    ],
)
def test_hours_are_italian_and_days_are_whole(righe, inizio, fine):
    (voce,) = leggi(vcalendar(vevent(**righe)))
    attesi = [timezone.make_aware(datetime(*istante)) for istante in (inizio, fine)]
    assert [voce.errore, voce.valori.get("inizio"), voce.valori.get("fine")] == ["", *attesi]


def test_what_the_portal_tells_comes_back_the_same(client, settings):
    """The calendar of the portal, read by the import from another address, has equal content."""
    data = make_data_evento(make_evento(date=0, sommario="Giochi.", luogo="Sala"))
    contenuto = client.get("/eventi/calendario.ics").content
    assert errori(contenuto) == ["Questo evento viene dal portale: si cambia qui, non si importa."]
    settings.SITE_URL = "https://altrove.example"
    (voce,) = leggi(contenuto)
    assert (voce.valori["titolo"], voce.valori["luogo"]) == (data.evento.titolo, "Sala")
    assert (voce.valori["inizio"], voce.valori["fine"]) == (
        data.inizio.replace(microsecond=0),
        data.fine.replace(microsecond=0),
    )


# hostile files


@pytest.mark.parametrize(
    ("righe", "atteso"),
    [
        ({"RRULE": "FREQ=DAILY;COUNT=2"}, RICORRENZE),
        ({"RRULE": "FREQ=SECONDLY;COUNT=99999999999999999999"}, RICORRENZE),
        ({"RRULE": "FREQ=SECONDLY"}, RICORRENZE),
        ({"RDATE": "20990502T080000Z"}, RICORRENZE),
        ({"RECURRENCE-ID": "20990501T080000Z"}, RICORRENZE),
        ({"DTSTART": ""}, "Manca l’inizio (DTSTART)."),
        ({"DTSTART": "domani"}, "Non si riesce a leggere: DTSTART."),
        ({"DTSTART": "20990501T080000Z\r\nDTSTART:20990502T080000Z"}, "È scritto due volte: DTSTART."),
        ({"DTSTART": "00010101T000000Z"}, "Una data non si riesce a leggere: DTSTART."),
        ({"DTEND": "99991231T235959Z"}, "Una data non si riesce a leggere: DTEND."),
        ({"DTEND": ""}, "Manca la fine (DTEND)."),
        ({"DTEND": "", "DURATION": "P999999999D"}, "La durata non si riesce a leggere (DURATION)."),
        ({"DTEND": "", "DURATION": "boh"}, "Non si riesce a leggere: DURATION."),
        (
            {"DTEND": "20990501T080000Z"},
            "L’evento finisce dopo che è cominciato: controlla date e ore.",
        ),
        (
            {"DTSTART": "", "DTSTART;TZID=Luna/Mare": "20990501T080000"},
            "Il fuso orario non si conosce: usa quello italiano (Europe/Rome).",
        ),
        ({"UID": ""}, "Manca l’identificativo (UID)."),
        ({"UID": "a\\nBEGIN:VEVENT"}, "Manca l’identificativo (UID)."),
        ({"UID": "a" * 256}, "L’identificativo (UID) è troppo lungo."),
        ({"SUMMARY": ""}, "Manca il titolo (SUMMARY)."),
        ({"SUMMARY": "a" * 151}, "Troppo lungo: titolo, al massimo 150 caratteri."),
        ({"LOCATION": "a" * 201}, "Troppo lungo: luogo, al massimo 200 caratteri."),
        ({"DESCRIPTION": "a" * 20_001}, "Troppo lungo: testo, al massimo 20000 caratteri."),
    ],
)
def test_an_event_that_cannot_be_kept_says_why(righe, atteso):
    assert errori(vcalendar(vevent(**righe))) == [atteso]


def test_an_identifier_is_of_one_event_of_the_file():
    assert errori(vcalendar(vevent(), vevent())) == [
        "",
        "L’identificativo (UID) è lo stesso di un altro evento del file.",
    ]


@pytest.mark.parametrize(
    ("contenuto", "atteso"),
    [
        (b"", "non è un calendario"),
        (b"<html>", "non è un calendario"),
        (b"%PDF-1.4", "non è un calendario"),
        (b"\xff\xfe\x00B", "non è in UTF-8"),
        (vcalendar(), "nessun evento"),
        (vcalendar(vevent())[:-20], "tagliato a metà"),
        (vcalendar(["BEGIN:VEVENT"]), "rovinato"),
        (vcalendar(["END:VEVENT"]), "rovinato"),
        (vcalendar(*[vevent(f"{n}@a") for n in range(501)]), "più di 500 eventi"),
        (vcalendar(altro=["X-A:b"] * 100_000), "troppe righe"),
        (vcalendar(vevent(DESCRIPTION="a" * 1024 * 1024)), "troppo grande"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(contenuto, atteso):
    with pytest.raises(FileIcsError, match=atteso):
        leggi(contenuto)


def test_a_zone_that_repeats_for_ever_is_never_expanded():
    fuso = ["BEGIN:VTIMEZONE", "TZID:Europe/Rome", "BEGIN:STANDARD", "DTSTART:19000101T000000"]
    fuso += ["RRULE:FREQ=SECONDLY", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE"]
    assert errori(vcalendar(vevent(), altro=fuso)) == [""]
    piegato = [fuso[0][:5] + "\r\n " + fuso[0][5:], *fuso[1:]]
    assert errori(vcalendar(vevent(), altro=piegato)) == [""]


def test_deep_nesting_is_no_error_of_ours():
    fondo = ["BEGIN:X"] * 5000 + ["END:X"] * 5000
    assert errori(vcalendar(vevent(), altro=fondo)) == [""]


def test_script_html_and_broken_lines_are_text(client):
    contenuto = vcalendar(
        vevent(
            SUMMARY="<script>alert(1)</script>\\nBEGIN:VEVENT",
            DESCRIPTION="<img src=x onerror=alert(1)> [x](javascript:alert(1))",
            **{"X-ALT-DESC;FMTTYPE=text/html": "<script>alert(2)</script>"},
        )
    )
    importa(contenuto)
    evento = Evento.objects.get()
    assert evento.titolo == "<script>alert(1)</script> BEGIN:VEVENT"
    assert "alert(2)" not in evento.testo
    Evento.objects.update(stato="pubblicato", pubblica_dal=timezone.now())
    html = client.get(evento.get_absolute_url()).content.decode()
    assert [pezzo in html for pezzo in ("<script>alert", "<img src=x", 'href="javascript')] == [False] * 3
    assert client.get("/eventi/calendario.ics").content.count(b"\nBEGIN:VEVENT") == 1


# the pages


@pytest.fixture
def ufficio(client):
    utente = make_utente(is_staff=True, is_superuser=True)
    client.force_login(utente)
    return utente


def manda(client, contenuto):
    return client.post(reverse(CARICA), {"file": SimpleUploadedFile("e.ics", contenuto)}, follow=True)


def test_sent_shown_confirmed(client, ufficio):
    pagina = manda(client, vcalendar(vevent(), vevent("b@example.org", SUMMARY="Gita")))
    assert pagina.context["conti"] == {"nuovo": 2, "cambia": 0, "uguale": 0, "errore": 0}
    assert Evento.objects.count() == 0
    dopo = client.post(pagina.request["PATH_INFO"], follow=True)
    assert [str(m) for m in dopo.context["messages"]] == ["2 eventi registrati."]
    assert set(Evento.objects.values_list("titolo", "stato")) == {
        ("Festa dei nonni", "bozza"),
        ("Gita", "bozza"),
    }
    assert client.post(pagina.request["PATH_INFO"]).status_code == 404


def test_the_page_of_a_file_with_errors_writes_nothing(client, ufficio):
    pagina = manda(client, vcalendar(vevent(), vevent("b@example.org", RRULE="FREQ=SECONDLY")))
    html = pagina.content.decode()
    assert (RICORRENZE in html, "Conferma: scrivi tutto" in html) == (True, False)
    dopo = client.post(pagina.request["PATH_INFO"], follow=True)
    assert "non ho scritto nulla" in dopo.content.decode()
    assert Evento.objects.count() == 0


@pytest.mark.parametrize(
    "contenuto", [b"x", b"\xff\xfe\x00B", b"\x00" * 9, vcalendar(altro=["X-A:b"] * 100_000)]
)
def test_a_hostile_file_is_refused_in_words(client, ufficio, contenuto):
    pagina = manda(client, contenuto)
    assert (pagina.status_code, bool(pagina.context["form"].errors["file"])) == (200, True)
    assert Caricamento.objects.count() == 0


def test_the_upload_of_somebody_else_is_not_there(client, ufficio):
    altrui = piano.carica(file=SimpleUploadedFile("e.ics", vcalendar(vevent())), utente=make_utente())
    assert client.get(reverse(ANTEPRIMA, args=[altrui.pk])).status_code == 404
    assert client.post(reverse(ANTEPRIMA, args=[altrui.pk])).status_code == 404
