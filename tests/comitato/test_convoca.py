"""Convening, changing and calling off a meeting: its number, its mails, the event in the calendars."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from comitato.accesso import chi
from comitato.models import Seduta
from comitato.sedute.convoca import annulla, cambia, comunica, comunica_tutte, convoca
from comitato.sedute.ordine import aggiungi
from comitato.sedute.presenze import annuncia, apri, chiudi, registra
from core.models import Messaggio
from core.posta import invia
from tests.comitato.fabbriche import make_componente, make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_sedute import make_decisione, make_presenza, make_regolamento
from tests.factories import make_aderente, make_progetto, make_utente

pytestmark = pytest.mark.django_db


def _da_convocare(**campi):
    seduta = make_seduta(**campi)
    make_punto(seduta, titolo="Stato dei progetti", minuti=30)
    return seduta


def _evento(messaggio):
    """Return (method, event) of the calendar attached to a message."""
    [(_nome, _tipo, testo)] = messaggio.allegati
    calendario = Calendar.from_ical(testo)
    return calendario["method"], calendario.walk("VEVENT")[0]


def _indirizzi():
    return sorted(Messaggio.objects.values_list("destinatario", flat=True))


def test_convening_numbers_in_order_within_the_year():
    make_seduta(stato="convocata", numero=7, anno=2030)
    quando = timezone.make_aware(datetime(2030, 5, 6, 10))
    numeri = []
    for dimostrativo in (False, False, True, True):
        seduta, _muti = convoca(seduta=_da_convocare(inizio=quando, dimostrativo=dimostrativo), utente=None)
        numeri.append((seduta.numero, seduta.anno, seduta.stato))
    attesi = [(8, 2030), (9, 2030), (901, 2030), (902, 2030)]
    assert numeri == [(*coppia, "convocata") for coppia in attesi]


def test_writes_to_the_accounts_of_the_seats_and_to_the_office_of_who_has_none():
    """Not to who is over by then, to a suspended account, to a guest that nobody invited."""
    titolare, supplente = make_componente(), make_componente(ruolo="supplente")
    make_componente(utente=make_utente(email="spento@example.org", is_staff=True, is_active=False))
    make_componente(ruolo="ospite")
    make_componente(ruolo="supplente", al=timezone.localdate())
    make_seggio(ente=make_aderente(email="ufficio@comune.example.org"))
    muto = make_seggio(ente=make_aderente(email=""))
    _seduta, muti = convoca(seduta=_da_convocare(), utente=None)
    assert _indirizzi() == sorted(
        [titolare.utente.email, supplente.utente.email, "ufficio@comune.example.org"]
    )
    assert muto in muti


def test_a_guest_is_written_to_when_invited_and_then_at_every_change():
    ospite = make_componente(ruolo="ospite")
    seduta, _muti = convoca(seduta=_da_convocare(), utente=None, con_ospiti=True)
    annulla(seduta=seduta, motivo="neve", utente=None)
    assert _indirizzi() == [ospite.utente.email] * 2


def test_nobody_is_written_to_for_a_demo_meeting():
    make_componente()
    make_componente(seggio=make_seggio(dimostrativo=True))
    convoca(seduta=_da_convocare(dimostrativo=True), utente=None)
    assert _indirizzi() == []


def test_the_event_moves_and_goes_away_in_the_calendars():
    """One event, the same uid, a sequence that grows: calendars put the new one in place of the old."""
    titolare = make_componente()
    seduta, _muti = convoca(seduta=_da_convocare(), utente=None)
    nuovo = seduta.inizio + timedelta(days=1)
    seduta, _muti = cambia(seduta=seduta, utente=None, inizio=nuovo)
    annulla(seduta=seduta, motivo="neve sulle strade", utente=None)
    eventi = [_evento(messaggio) for messaggio in Messaggio.objects.order_by("pk")]
    assert [metodo for metodo, _e in eventi] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [e["sequence"] for _m, e in eventi] == [0, 1, 2]
    assert [e["status"] for _m, e in eventi] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert len({e["uid"] for _m, e in eventi}) == 1
    assert [e["dtstart"].dt for _m, e in eventi] == [seduta.inizio - timedelta(days=1), nuovo, nuovo]
    assert eventi[0][1]["dtend"].dt - eventi[0][1]["dtstart"].dt == timedelta(minutes=30)
    assert {str(e["attendee"]) for _m, e in eventi} == {f"mailto:{titolare.utente.email}"}
    assert "neve sulle strade" in Messaggio.objects.latest("pk").testo


def test_the_calendar_leaves_attached_to_the_mail():
    make_componente()
    convoca(seduta=_da_convocare(luogo="Sondrio"), utente=None)
    invia(limite=5)
    [lettera] = mail.outbox
    parti = {parte.get_content_type(): parte for parte in lettera.message().walk()}
    calendario = parti["text/calendar"]
    assert calendario.get_param("method") == "REQUEST"
    assert b"BEGIN:VEVENT" in calendario.get_payload(decode=True)
    testo = parti["text/plain"].get_payload(decode=True).decode()
    assert "1. 10:00 Stato dei progetti (informativa)" in testo
    assert "Dove: Sondrio" in testo
    assert "A distanza" not in testo


def test_a_short_notice_asks_for_a_word():
    make_regolamento(giorni_convocazione=15)
    seduta = _da_convocare()
    with pytest.raises(ValidationError) as errore:
        convoca(seduta=seduta, utente=None)
    assert (errore.value.code, errore.value.messages) == (
        "preavviso",
        ["Il regolamento chiede 15 giorni, qui ce ne sono 14."],
    )
    seduta.refresh_from_db()
    assert (seduta.stato, Messaggio.objects.count()) == ("preparazione", 0)
    assert convoca(seduta=seduta, utente=None, conferma=True)[0].numero == 1


def test_the_notice_of_a_written_procedure_is_the_days_to_answer():
    make_regolamento(giorni_convocazione=99, giorni_procedura_scritta=5)
    inizio = timezone.now() + timedelta(hours=1)
    corta = _da_convocare(modo="scritta", inizio=inizio, termine=inizio + timedelta(days=4))
    with pytest.raises(ValidationError):
        convoca(seduta=corta, utente=None)
    giusta = _da_convocare(modo="scritta", inizio=inizio, termine=inizio + timedelta(days=5))
    assert convoca(seduta=giusta, utente=None)[0].stato == "convocata"


@pytest.mark.parametrize(
    "seduta",
    [
        lambda: make_seduta(),
        lambda: _da_convocare(inizio=timezone.now() - timedelta(hours=1)),
        lambda: _da_convocare(stato="convocata"),
        lambda: _da_convocare(stato="annullata", motivo_annullata="neve"),
    ],
    ids=["senza punti", "passata", "già convocata", "annullata"],
)
def test_what_is_not_convened(seduta):
    with pytest.raises(ValidationError):
        convoca(seduta=seduta(), utente=None)
    assert Messaggio.objects.count() == 0


def test_a_changed_agenda_is_told_once_by_hand_or_by_the_daily_step():
    make_componente()
    seduta, _muti = convoca(seduta=_da_convocare(), utente=None)
    for _volta in range(2):
        aggiungi(seduta=seduta, titolo="Un punto in più")
    assert (comunica_tutte(), comunica_tutte()) == (1, 0)
    assert Messaggio.objects.count() == 2
    assert Messaggio.objects.latest("pk").testo.count("Un punto in più") == 2
    with pytest.raises(ValidationError):
        comunica(seduta=seduta, utente=None)
    assert Seduta.objects.get().sequenza == 1


def test_from_the_announcement_to_the_closing():
    """What seats announce is only announced: a meeting closes on what the secretariat recorded."""
    primo, secondo = make_componente(), make_componente()
    seduta, _muti = convoca(seduta=_da_convocare(), utente=None)
    annuncia(seduta=seduta, chi=chi(primo.utente), modo="presente")
    annuncia(seduta=seduta, chi=chi(secondo.utente), modo="delega", delegato=primo.seggio)
    with pytest.raises(ValidationError):
        apri(seduta=seduta, utente=None)  # two weeks too early
    giorno = seduta.inizio + timedelta(minutes=5)
    apri(seduta=seduta, utente=None, adesso=giorno)
    with pytest.raises(ValidationError):
        annuncia(seduta=seduta, chi=chi(primo.utente), modo="giustificato")
    with pytest.raises(ValidationError, match="Registra prima le presenze"):
        chiudi(seduta=seduta, utente=None, adesso=giorno)
    registra(seduta=seduta, modi={secondo.seggio.pk: ("presente", None)}, utente=None)
    assert dict(seduta.presenze.values_list("seggio", "modo")) == {
        primo.seggio.pk: "assente",
        secondo.seggio.pk: "presente",
    }
    assert chiudi(seduta=seduta, utente=None, adesso=giorno).stato == "chiusa"
    with pytest.raises(ValidationError):
        registra(seduta=seduta, modi={}, utente=None)


def test_only_a_full_member_answers_and_only_for_a_seat_of_that_day():
    seduta = _da_convocare(stato="convocata")
    finisce = make_componente(seggio=make_seggio(al=timezone.localdate() + timedelta(days=3)))
    for componente in (make_componente(ruolo="supplente"), make_componente(ruolo="ospite"), finisce):
        with pytest.raises(ValidationError):
            annuncia(seduta=seduta, chi=chi(componente.utente), modo="presente")
    titolare = make_componente()
    for delegato in (None, titolare.seggio, make_seggio(al=date(2025, 1, 1))):
        with pytest.raises(ValidationError):
            annuncia(seduta=seduta, chi=chi(titolare.utente), modo="delega", delegato=delegato)
    assert not seduta.presenze.exists()


def test_a_written_procedure_closes_at_its_deadline_or_when_all_have_answered():
    inizio = timezone.now()
    seduta = make_seduta(stato="aperta", modo="scritta", inizio=inizio, termine=inizio + timedelta(days=7))
    decisione = make_decisione(make_punto(seduta))
    seggio = make_seggio()
    with pytest.raises(ValidationError):
        chiudi(seduta=seduta, utente=None)
    decisione.voti.create(seggio=seggio, scelta="favorevole")
    assert chiudi(seduta=seduta, utente=None).stato == "chiusa"


def test_the_page_answers_and_keeps_what_was_typed(client):
    titolare = make_componente()
    altro = make_seggio()
    seduta = _da_convocare(stato="convocata")
    client.force_login(titolare.utente)
    indirizzo = f"/admin/comitato/seduta/{seduta.pk}/seduta/risposta/"
    pagina = client.post(indirizzo, {"modo": "delega"})
    assert pagina.status_code == 200
    assert pagina.context["risposta"].errors == {"delegato": ["Scegli a quale ente va la delega."]}
    assert client.post(indirizzo, {"modo": "delega", "delegato": altro.pk}).status_code == 302
    assert seduta.presenze.get().delegato == altro
    supplente = make_componente(ruolo="supplente", seggio=titolare.seggio)
    client.force_login(supplente.utente)
    assert client.post(indirizzo, {"modo": "presente"}).status_code == 404


def test_attendance_is_recorded_on_one_page(client, admin_user):
    client.force_login(admin_user)
    seduta = _da_convocare(stato="aperta", inizio=timezone.now())
    uno, due = make_seggio(), make_seggio()
    make_presenza(seduta, uno)
    indirizzo = f"/admin/comitato/seduta/{seduta.pk}/presenze/"
    assert client.get(indirizzo).context["form"].fields[f"modo_{uno.pk}"].initial == "presente"
    dati = {f"modo_{uno.pk}": "delega", f"delegato_{uno.pk}": "", f"modo_{due.pk}": "presente"}
    assert f"{uno}: scegli a chi va la delega." in client.post(indirizzo, dati).content.decode()
    assert client.post(indirizzo, dati | {f"delegato_{uno.pk}": due.pk}).status_code == 302
    conti = client.get(indirizzo).context["conti"]
    assert (conti.presenti, conti.deleghe) == (1, 1)


def test_the_page_of_a_meeting_makes_the_same_queries_with_more_rows(client, admin_user, nplus):
    client.force_login(admin_user)
    seduta = _da_convocare(stato="convocata")

    def aggiungi_righe():
        make_punto(seduta, progetto=make_progetto(titolo="")).carte.create(
            titolo="Carta", indirizzo="https://example.org/x"
        )
        make_presenza(seduta, make_seggio(), "delega", make_seggio())

    nplus(lambda: client.get(f"/admin/comitato/seduta/{seduta.pk}/seduta/"), aggiungi_righe, attese=14)
