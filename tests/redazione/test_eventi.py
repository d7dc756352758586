"""Events: what citizens read and when, what moves them, the whole way of a member."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from core.models import Messaggio
from redazione.eventi import azioni, quando
from redazione.eventi.parole import quando as in_parole
from redazione.models import DataEvento, Evento
from tests import controlli_html
from tests.area import entra, messaggi
from tests.documenti import carica
from tests.factories import make_accesso, make_aderente, make_ambito, make_comune, make_utente
from tests.redazione.fabbriche import make_allegato_evento, make_data_evento, make_evento, make_proposto

pytestmark = pytest.mark.django_db
ORA = timedelta(hours=1)
ATTIMO = timedelta(microseconds=1)


def make_tutti():
    """Return one event a state, and those that time hides."""
    adesso = timezone.now()
    ente = make_aderente()
    dell_ente = {"organizzatore": ente, "dall_ente": True}
    return {
        "pubblicato": make_evento(titolo="Pubblicato"),
        "annullato": make_evento(titolo="Annullato", stato="annullato", motivo="Piove."),
        "bozza": make_evento(titolo="Bozza", stato="bozza"),
        "inviato": make_evento(titolo="Inviato", stato="inviato", **dell_ente),
        "restituito": make_evento(titolo="Restituito", stato="restituito", motivo="Rivedi.", **dell_ente),
        "programmato": make_evento(titolo="Programmato", pubblica_dal=adesso + ORA),
        "tolto": make_evento(titolo="Tolto", pubblica_fino=adesso - ORA),
    }


def leggi(risposta):
    """Return the events of a calendar as the library reads them."""
    return Calendar.from_ical(risposta.content).walk("VEVENT")


@pytest.mark.parametrize(
    "indirizzo", ["/eventi/", "/eventi/?q=o", "/sitemap-eventi.xml", "/eventi/calendario.ics"]
)
def test_what_is_not_out_is_seen_nowhere(client, indirizzo):
    tutti = make_tutti()
    testo = client.get(indirizzo).content.decode().replace("\r\n ", "")
    trovati = {nome for nome, riga in tutti.items() if riga.get_absolute_url() in testo}
    assert trovati == {"pubblicato", "annullato"}


def test_past_dates_of_what_is_not_out_are_seen_nowhere(client):
    tutti = make_tutti()
    for evento in tutti.values():
        make_data_evento(evento, tra=-9 * ORA)
    html = client.get("/eventi/passati/").content.decode()
    assert {n for n, e in tutti.items() if e.get_absolute_url() in html} == {"pubblicato", "annullato"}


def test_what_is_not_out_has_no_page_and_no_calendar(client):
    tutti = make_tutti()
    attesi = {nome: 200 if nome in ("pubblicato", "annullato") else 404 for nome in tutti}
    pagine = {nome: client.get(riga.get_absolute_url()).status_code for nome, riga in tutti.items()}
    calendari = {
        nome: client.get(f"{riga.get_absolute_url()}calendario.ics").status_code
        for nome, riga in tutti.items()
    }
    assert (pagine, calendari) == (attesi, attesi)


def test_a_date_is_in_the_list_until_it_ends_then_among_the_past(client):
    evento = make_evento(date=0)
    iniziata = make_data_evento(evento, tra=-ORA)
    finita = make_data_evento(evento, tra=-3 * ORA)
    domani = make_data_evento(evento, tra=timedelta(days=1))
    assert list(client.get("/eventi/").context["object_list"]) == [iniziata, domani]
    assert list(client.get("/eventi/passati/").context["object_list"]) == [finita]


def test_pages_change_when_a_date_ends_and_when_an_event_comes_out_or_leaves():
    esce = timezone.now()
    evento = make_evento(date=0, pubblica_dal=esce, pubblica_fino=esce + ORA)
    data = make_data_evento(evento, inizio=esce, dura=ORA)
    assert quando.uscite(esce - ATTIMO, esce + ORA) == [esce, esce + ORA]
    assert quando.uscite(esce, esce + ORA - ATTIMO) == []
    assert quando.fini(esce, esce + ORA) == [data.fine]
    assert quando.fini(data.fine, data.fine + ORA) == []
    assert [DataEvento.objects.da_venire(i).count() for i in (data.fine - ATTIMO, data.fine)] == [1, 0]


def test_filters_by_ambito_and_month_survive_paging(client):
    ambito = make_ambito()
    comune = make_comune(ambito=ambito)
    evento = make_evento(date=0, comune=comune)
    inizio = timezone.make_aware(datetime(2199, 5, 31, 23, 30))
    for minuti in range(21):
        make_data_evento(evento, inizio=inizio - timedelta(minutes=minuti))
    make_data_evento(evento, inizio=inizio + ORA)
    make_data_evento(make_evento(date=0), inizio=inizio)
    risposta = client.get("/eventi/", {"ambito": ambito.slug, "mese": "2199-05"})
    assert risposta.context["page_obj"].paginator.count == 21
    assert f"ambito={ambito.slug}&amp;mese=2199-05&amp;pagina=2" in risposta.content.decode()
    scelte = [valore for valore, _nome in risposta.context["filter"].form.fields["mese"].choices if valore]
    assert scelte == ["2199-05", "2199-06"]
    assert list(client.get("/eventi/", {"mese": "1999-01"}).context["object_list"]) == []


def test_an_empty_list_says_where_to_go(client):
    assert "Nessun evento in programma" in client.get("/eventi/").content.decode()
    assert "Non c’è ancora nessun evento passato" in client.get("/eventi/passati/").content.decode()


@pytest.mark.parametrize("indirizzo", ["/eventi/", "/eventi/passati/", "/eventi/calendario.ics"])
def test_a_list_costs_the_same_with_more_events(client, indirizzo):
    def quante():
        with CaptureQueriesContext(connection) as lette:
            client.get(indirizzo)
        return len(lette)

    def altro(date):
        evento = make_evento(date=date, comune=make_comune(), organizzatore=make_aderente())
        make_data_evento(evento, tra=-9 * ORA)

    altro(1)
    una = quante()
    for _volta in range(5):
        altro(3)
    assert quante() == una


def test_the_members_list_costs_the_same_with_more_events(client):
    ente = entra(client).organizzazione

    def quante():
        with CaptureQueriesContext(connection) as lette:
            client.get(elenco(ente))
        return len(lette)

    make_proposto(ente)
    una = quante()
    for stato in ("bozza", "pubblicato", "inviato"):
        make_proposto(ente, date=3, stato=stato)
    assert quante() == una


def test_the_page_shows_public_papers_alone_and_hands_them_out(client):
    evento = make_evento()
    pubblico = make_allegato_evento(evento, titolo="Programma", indirizzo="", file=carica())
    riservato = make_allegato_evento(evento, titolo="Interno", indirizzo="", file=carica(), pubblico=False)
    html = client.get(evento.get_absolute_url()).content.decode()
    assert [titolo in html for titolo in ("Programma", "Interno")] == [True, False]
    indirizzi = [reverse("eventi:document", args=[evento.slug, a.pk]) for a in (pubblico, riservato)]
    assert [client.get(indirizzo).status_code for indirizzo in indirizzi] == [200, 404]
    assert client.get(indirizzi[0])["Content-Type"] == "application/pdf"
    Evento.objects.update(stato="bozza")
    assert client.get(indirizzi[0]).status_code == 404


def test_the_name_of_a_persons_firm_is_not_on_the_page(client):
    ente = make_aderente(denominazione="Bar di Anna Verdi", codice_fiscale="VRDNNA80A41L175A")
    comune = make_aderente(denominazione="Comune di Prova")
    eventi = [make_evento(organizzatore=chi) for chi in (ente, comune)]
    pagine = [client.get(evento.get_absolute_url()).content.decode() for evento in eventi]
    assert ["Anna Verdi" in pagine[0], "Comune di Prova" in pagine[1]] == [False, True]


def test_an_event_called_off_says_why_and_so_does_its_calendar(client):
    evento = make_evento(stato="annullato", motivo="Il tetto della sala non tiene.")
    assert "Il tetto della sala non tiene." in client.get(evento.get_absolute_url()).content.decode()
    (vevent,) = leggi(client.get("/eventi/calendario.ics"))
    assert str(vevent["STATUS"]) == "CANCELLED"


def test_the_calendar_gives_back_what_was_written(client, settings):
    settings.SITE_URL = "https://portale.example"
    evento = make_evento(
        date=0,
        titolo="Festa; \\ musica, «ballo»\nBEGIN:VALARM",
        sommario="Due, tre;\nquattro",
        luogo="Sala, via Uno",
        comune=make_comune(nome="Grosio"),
        gratuito=False,
        prezzo="5 euro",
        online="https://example.org/a",
    )
    data = make_data_evento(evento, nota="porta i guanti")
    annullata = make_data_evento(evento, tra=timedelta(days=9), annullata=True)
    risposta = client.get(f"{evento.get_absolute_url()}calendario.ics")
    assert risposta["Content-Type"] == "text/calendar; charset=utf-8"
    primo, secondo = leggi(risposta)
    scritto = max(evento.aggiornato_il, data.aggiornato_il)
    assert {
        "uid": str(primo["UID"]),
        "titolo": str(primo["SUMMARY"]),
        "testo": str(primo["DESCRIPTION"]),
        "luogo": str(primo["LOCATION"]),
        "pagina": str(primo["URL"]),
        "dal": primo["DTSTART"].dt,
        "al": primo["DTEND"].dt,
        "cambiato": primo["LAST-MODIFIED"].dt,
        "stati": [str(e["STATUS"]) for e in (primo, secondo)],
        "altri": [parte.name for parte in primo.subcomponents],
    } == {
        "uid": f"evento-{evento.pk}-{data.pk}@portale.example",
        "titolo": evento.titolo,
        "testo": "Due, tre;\nquattro\nporta i guanti\n5 euro\nhttps://example.org/a",
        "luogo": "Sala, via Uno, Grosio",
        "pagina": f"https://portale.example{evento.get_absolute_url()}",
        "dal": data.inizio.replace(microsecond=0),
        "al": data.fine.replace(microsecond=0),
        "cambiato": scritto.replace(microsecond=0),
        "stati": ["CONFIRMED", "CANCELLED"],
        "altri": [],
    }
    assert str(secondo["UID"]) == f"evento-{evento.pk}-{annullata.pk}@portale.example"


def test_the_sequence_grows_and_the_identifier_stays(client):
    evento = make_evento()
    (prima,) = leggi(client.get("/eventi/calendario.ics"))
    dopo = evento.creato_il + timedelta(minutes=2)
    Evento.objects.update(aggiornato_il=dopo)
    (ora,) = leggi(client.get("/eventi/calendario.ics"))
    assert (str(ora["UID"]), int(prima["SEQUENCE"]), int(ora["SEQUENCE"])) == (str(prima["UID"]), 0, 120)
    assert ora["LAST-MODIFIED"].dt == dopo.replace(microsecond=0)


def test_the_calendar_has_the_dates_not_over_of_all_the_events(client):
    primo, secondo = make_evento(date=2), make_evento()
    make_data_evento(primo, tra=-9 * ORA)
    uid = {str(vevent["UID"]).partition("@")[0] for vevent in leggi(client.get("/eventi/calendario.ics"))}
    assert uid == {f"evento-{d.evento_id}-{d.pk}" for e in (primo, secondo) for d in e.date.da_venire()}


def test_the_sitemap_names_the_events(client):
    evento = make_evento()
    radice = ElementTree.fromstring(client.get("/sitemap-eventi.xml").content)
    (nodo,) = radice.findall(".//{*}loc")
    assert nodo.text.endswith(evento.get_absolute_url())


@pytest.mark.parametrize(
    ("inizio", "fine", "attese"),
    [
        ((2026, 12, 5, 10, 0), (2026, 12, 5, 12, 30), "sabato 5 dicembre 2026, dalle 10:00 alle 12:30"),
        ((2026, 12, 5, 0, 0), (2026, 12, 6, 0, 0), "sabato 5 dicembre 2026, tutto il giorno"),
        ((2026, 12, 5, 0, 0), (2026, 12, 7, 0, 0), "da sabato 5 dicembre 2026 a domenica 6 dicembre 2026"),
        (
            (2026, 12, 5, 18, 0),
            (2026, 12, 6, 9, 0),
            "da sabato 5 dicembre 2026, ore 18:00, a domenica 6 dicembre 2026, ore 09:00",
        ),
    ],
)
def test_a_date_in_words(inizio, fine, attese):
    estremi = [timezone.make_aware(datetime(*istante)) for istante in (inizio, fine)]
    assert in_parole(DataEvento(inizio=estremi[0], fine=estremi[1])) == attese


# actions


def test_each_action_is_for_its_states():
    si = {
        (azione, stato.value, dall_ente)
        for azione in azioni.SI_PUO
        for stato in Evento.Stato
        for dall_ente in (True, False)
        if azioni.si_puo(azione, Evento(stato=stato, dall_ente=dall_ente))
    }
    assert si == {
        ("invia", "bozza", True),
        ("invia", "restituito", True),
        ("restituisci", "inviato", True),
        ("restituisci", "inviato", False),
        ("pubblica", "inviato", True),
        ("pubblica", "inviato", False),
        ("pubblica", "bozza", False),
        ("annulla", "pubblicato", True),
        ("annulla", "pubblicato", False),
    }


@pytest.mark.parametrize("azione", [azioni.restituisci, azioni.annulla])
def test_giving_back_and_calling_off_need_a_reason(azione):
    stato = "inviato" if azione is azioni.restituisci else "pubblicato"
    evento = make_proposto(make_aderente(), stato=stato)
    with pytest.raises(ValidationError, match="Scrivi perché"):
        azione(evento=evento, motivo="  ")
    evento.refresh_from_db()
    assert (evento.stato, Messaggio.objects.count()) == (stato, 0)


@pytest.mark.parametrize("date", ["nessuna", "passata", "annullata"])
def test_without_a_date_to_come_nothing_is_sent_nor_published(date):
    bozza = make_proposto(make_aderente(), date=0, stato="bozza")
    if date == "passata":
        make_data_evento(bozza, tra=-9 * ORA)
    if date == "annullata":
        make_data_evento(bozza, annullata=True)
    with pytest.raises(ValidationError, match="almeno una data"):
        azioni.invia(evento=bozza)
    Evento.objects.update(stato="inviato")
    with pytest.raises(ValidationError, match="almeno una data"):
        azioni.pubblica(evento=bozza)


def test_a_draft_without_a_place_is_not_sent():
    bozza = make_proposto(make_aderente(), stato="bozza", luogo="")
    with pytest.raises(ValidationError, match="Scrivi dove si tiene"):
        azioni.invia(evento=bozza)


def test_publishing_keeps_the_instant_chosen_for_later():
    dopo = timezone.now() + ORA
    evento = azioni.pubblica(evento=make_evento(stato="bozza", pubblica_dal=dopo))
    assert (evento.pubblica_dal, Evento.objects.pubblicati().count()) == (dopo, 0)


def test_nobody_is_told_of_a_demo_event():
    ente = make_accesso().organizzazione
    azioni.pubblica(evento=make_proposto(ente, dimostrativo=True))
    assert Messaggio.objects.count() == 0


# the member's area


def elenco(ente):
    return reverse("area_eventi:list", args=[ente.slug])


def salva(client, pagina, **campi):
    """Open the form of an event, send it; return the page after it."""
    letto = {"letto": client.get(pagina).context["letto"]}
    return client.post(pagina, modulo(**letto | campi), follow=True)


def modulo(**campi):
    vuote = {f"date-{n}-{c}": "" for n in range(3) for c in ("giorno", "dalle", "alle", "fino_al", "nota")}
    return {
        "titolo": "Festa dei nonni",
        "sommario": "Giochi e merenda.",
        "luogo": "Oratorio",
        "gratuito": "on",
        "date-TOTAL_FORMS": "3",
        "date-INITIAL_FORMS": "0",
        **vuote,
        "date-0-giorno": "2199-05-01",
        "date-0-dalle": "10:00",
        "date-0-alle": "12:00",
    } | campi


def test_the_whole_way_of_a_member(client):
    accesso = entra(client)
    ente, nuovo = accesso.organizzazione, reverse("area_eventi:create", args=[accesso.organizzazione.slug])
    assert len(client.get(nuovo).context["date"].forms) == 3
    risposta = client.post(nuovo, modulo(), follow=True)
    evento = Evento.objects.get()
    pagina = reverse("area_eventi:edit", args=[ente.slug, evento.pk])
    assert (risposta.request["PATH_INFO"], evento.stato, evento.organizzatore, evento.dall_ente) == (
        pagina,
        "bozza",
        ente,
        True,
    )
    altra = {"date-1-giorno": "2199-05-02", "date-1-dalle": "20:00", "date-1-alle": "01:00"}
    altra |= {"date-1-fino_al": "2199-05-03", "date-1-nota": "di sera", "manda": "si"}
    risposta = salva(client, pagina, **altra, titolo="Festa di maggio")
    assert messaggi(risposta) == ["Mandato ad ATS: ti scriviamo appena lo ha letto."]
    evento.refresh_from_db()
    assert (evento.stato, evento.titolo) == ("inviato", "Festa di maggio")
    assert [(in_parole(d), d.nota) for d in evento.date.all()] == [
        ("mercoledì 1° maggio 2199, dalle 10:00 alle 12:00", ""),
        ("da giovedì 2 maggio 2199, ore 20:00, a venerdì 3 maggio 2199, ore 01:00", "di sera"),
    ]
    assert client.post(pagina, modulo()).status_code == 200
    azioni.restituisci(evento=evento, motivo="Scrivi per chi è.")
    html = client.get(elenco(ente)).content.decode()
    assert ("Scrivi per chi è." in html, "Correggi" in html) == (True, True)
    oggi = client.get(reverse("rete:area-ente", args=[ente.slug])).content.decode()
    assert "ATS chiede di correggere l’evento «Festa di maggio»" in oggi
    salva(client, pagina, per_chi="per tutti", manda="si")
    evento.refresh_from_db()
    assert (evento.stato, evento.motivo, evento.per_chi) == ("inviato", "", "per tutti")
    azioni.pubblica(evento=evento)
    assert client.get("/eventi/").content.decode().count(evento.get_absolute_url()) == 1
    azioni.annulla(evento=evento, motivo="Piove.")
    mandati = Messaggio.objects.order_by("pk").values_list("motivo", "destinatario", "oggetto")
    assert list(mandati) == [
        ("evento_proposto", accesso.utente.email, oggetto)
        for oggetto in (
            "Da correggere: Festa di maggio",
            "Pubblicato: Festa dei nonni",
            "Annullato: Festa dei nonni",
        )
    ]


@pytest.mark.parametrize(
    ("cambi", "attesi"),
    [
        ({"date-0-alle": ""}, "Manca: serve a chi vuole venire."),
        ({"date-0-alle": "09:00"}, "L’evento finisce dopo che è cominciato: controlla date e ore."),
        (
            {"date-1-giorno": "2199-05-01", "date-1-dalle": "10:00", "date-1-alle": "11:00"},
            "Due date cominciano alla stessa ora: togline una.",
        ),
        ({"prezzo": "5 euro"}, "Un evento gratuito non ha un prezzo: togli l’uno o l’altro."),
        ({"manda": "si", "luogo": ""}, "Scrivi dove si tiene: un luogo, un comune o un collegamento online."),
        ({"manda": "si", "date-0-giorno": "1999-05-01"}, "Scrivi almeno una data che deve ancora venire."),
        ({"titolo": "x\x00"}, "I caratteri null non sono ammessi."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(client, cambi, attesi):
    ente = entra(client).organizzazione
    risposta = client.post(reverse("area_eventi:create", args=[ente.slug]), modulo(**cambi))
    assert (risposta.status_code, attesi in risposta.content.decode()) == (200, True)
    assert (Evento.objects.count(), DataEvento.objects.count()) == (0, 0)


def test_two_people_on_one_draft_do_not_overwrite_each_other_in_silence(client):
    ente = entra(client).organizzazione
    evento = make_proposto(ente, stato="bozza")
    pagina = reverse("area_eventi:edit", args=[ente.slug, evento.pk])
    letto = client.get(pagina).context["letto"]
    salva(client, pagina, titolo="Della prima persona")
    risposta = client.post(pagina, modulo(letto=letto, titolo="Della seconda"))
    assert "Nel frattempo qualcuno ha salvato questo evento." in risposta.content.decode()
    assert Evento.objects.get().titolo == "Della prima persona"
    client.post(pagina, modulo(letto=risposta.context["letto"], titolo="Della seconda"))
    assert Evento.objects.get().titolo == "Della seconda"


def test_what_is_published_is_not_changed_by_its_member(client):
    ente = entra(client).organizzazione
    evento = make_proposto(ente, stato="pubblicato")
    pagina = reverse("area_eventi:edit", args=[ente.slug, evento.pk])
    assert client.get(pagina).url == elenco(ente)
    client.post(pagina, modulo(titolo="Altro"))
    prima = (evento.titolo, evento.date.get().inizio)
    evento.refresh_from_db()
    assert (evento.titolo, evento.date.get().inizio) == prima


@pytest.mark.parametrize("metodo", ["get", "head", "post", "put", "patch", "delete", "options"])
def test_the_event_of_another_body_is_not_there(client, metodo):
    ente = entra(client).organizzazione
    for altrui in (
        make_proposto(make_aderente(), stato="bozza"),
        make_evento(organizzatore=ente, stato="bozza"),
    ):
        pagina = reverse("area_eventi:edit", args=[ente.slug, altrui.pk])
        assert getattr(client, metodo)(pagina, modulo()).status_code == 404


def test_a_demo_body_writes_demo_events(client):
    ente = entra(client, make_aderente(dimostrativo=True)).organizzazione
    client.post(reverse("area_eventi:create", args=[ente.slug]), modulo())
    assert Evento.objects.get().dimostrativo is True


# the admin


@pytest.mark.parametrize(
    ("pagina", "stato", "dati", "dopo"),
    [
        ("return", "inviato", {"motivo": "Rivedi."}, "restituito"),
        ("publish", "inviato", {}, "pubblicato"),
        ("cancel", "pubblicato", {"motivo": "Piove."}, "annullato"),
        ("return", "inviato", {"motivo": ""}, "inviato"),
        ("publish", "restituito", {}, "restituito"),
        ("cancel", "bozza", {"motivo": "Piove."}, "bozza"),
    ],
)
def test_the_actions_in_the_admin(client, pagina, stato, dati, dopo):
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    evento = make_proposto(make_aderente(), stato=stato, motivo="Prima." if stato == "restituito" else "")
    indirizzo = reverse(f"admin:redazione_evento_{pagina}", args=[evento.pk])
    assert client.get(indirizzo).status_code == 200
    client.post(indirizzo, dati)
    evento.refresh_from_db()
    assert evento.stato == dopo


def test_the_html_of_the_pages_holds(client, settings):
    evento = make_evento(date=2, testo="## Che cosa\n\nGiochi.", comune=make_comune(), per_chi="tutti")
    make_data_evento(evento, tra=-9 * ORA, annullata=True)
    make_allegato_evento(evento)
    pagine = ["/eventi/", "/eventi/passati/", "/eventi/?q=qzx", evento.get_absolute_url()]
    difetti = {p: controlli_html.difetti(client.get(p).content.decode(), settings.SITE_URL) for p in pagine}
    assert difetti == {p: [] for p in pagine}
