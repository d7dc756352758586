"""Giving and ending places, the role that goes with them, the calendar that each one sees."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from comitato.accesso import chi
from comitato.composizione.abbonamento import FIRMA, indirizzo
from comitato.composizione.adempimenti import copia_ogni_anno, segna_fatto
from comitato.composizione.calendario import voci
from comitato.composizione.persone import chiudi_scaduti, nomina, revoca
from comitato.composizione.seggi import composizione, regolamento
from comitato.models import Adempimento, Azione, Componente
from core.models import Messaggio
from progetti.area.calendario import apri_calendario
from progetti.area.calendario import indirizzo as dei_progetti
from tests.comitato.fabbriche import make_componente, make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_sedute import make_adempimento, make_decisione, make_regolamento
from tests.factories import make_aderente, make_utente
from tests.progetti.monitoraggio import make_rilevazione, make_scheda
from utenti.models import Utente
from utenti.ruoli import COMITATO, OPERATORE

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
UN_GIORNO = timedelta(days=1)


def _nomina(**campi):
    valori = {"email": "nuovo@example.org", "ruolo": "titolare", "dal": OGGI, "al": None, "utente": None}
    return nomina(**{"seggio": make_seggio()} | valori | campi)


def test_a_new_account_is_opened_and_invited():
    componente = _nomina(email=" Nuovo@Example.org ")
    utente = Utente.objects.get(email="nuovo@example.org")
    assert (componente.utente, utente.is_staff, utente.has_usable_password()) == (utente, True, False)
    assert list(utente.groups.values_list("name", flat=True)) == [COMITATO]
    assert Messaggio.objects.get().destinatario == "nuovo@example.org"
    assert chi(utente).vota


def test_an_account_that_is_there_keeps_its_password_and_gets_no_mail():
    utente = make_utente(email="gia@example.org")
    _nomina(email="GIA@example.org")
    utente.refresh_from_db()
    assert (utente.is_staff, utente.check_password("parola-di-prova")) == (True, True)
    assert not Messaggio.objects.exists()


@pytest.mark.parametrize(
    "campi",
    [
        {"ruolo": "supplente"},
        {"ruolo": "ospite", "seggio": None},
        {"ruolo": "ospite", "al": OGGI},
        {"seggio": None},
        {"al": OGGI - UN_GIORNO},
        {"dal": date(2019, 1, 1)},
    ],
    ids=["supplente senza fine", "ospite senza fine", "ospite con seggio", "senza seggio", "fine", "prima"],
)
def test_places_that_are_refused_leave_no_account_behind(campi):
    with pytest.raises(ValidationError):
        _nomina(**campi)
    assert not Utente.objects.filter(email="nuovo@example.org").exists()


def test_a_seat_has_one_full_member_at_a_time_and_many_substitutes():
    titolare = make_componente(al=OGGI + UN_GIORNO)
    with pytest.raises(ValidationError):
        _nomina(seggio=titolare.seggio)
    _nomina(seggio=titolare.seggio, dal=OGGI + 2 * UN_GIORNO)
    _nomina(seggio=titolare.seggio, email="b@example.org", ruolo="supplente", al=OGGI)


def test_ending_today_closes_the_admin_but_not_for_an_operator():
    solo, operatore = make_componente(), make_componente()
    operatore.utente.groups.add(Group.objects.get(name=OPERATORE))
    for componente in (solo, operatore):
        revoca(componente=componente, dal=OGGI, utente=None)
    for utente, resta in ((solo.utente, False), (operatore.utente, True)):
        utente.refresh_from_db()
        assert (utente.is_staff, utente.groups.filter(name=COMITATO).exists()) == (resta, False)
    assert Componente.objects.get(pk=solo.pk).al == OGGI - UN_GIORNO
    with pytest.raises(ValidationError):
        revoca(componente=operatore, dal=OGGI - UN_GIORNO, utente=None)


def test_the_daily_step_takes_the_role_from_who_has_no_place_left():
    """Also when its seat is over; not who begins again, who got the role by hand, a demo account."""
    finito = make_componente(ruolo="supplente", al=OGGI - UN_GIORNO)
    torna = make_componente(ruolo="ospite", al=OGGI - UN_GIORNO)
    make_componente(utente=torna.utente, dal=OGGI + UN_GIORNO)
    make_componente(utente=make_utente(is_staff=True, dimostrativo=True), ruolo="ospite", al=OGGI - UN_GIORNO)
    a_mano = make_utente(is_staff=True)
    a_mano.groups.add(Group.objects.get(name=COMITATO))
    make_componente(seggio=make_seggio(al=OGGI - UN_GIORNO))
    make_componente(ruolo="ospite")
    assert (chiudi_scaduti(OGGI), chiudi_scaduti(OGGI)) == (2, 0)
    finito.utente.refresh_from_db()
    assert not finito.utente.is_staff
    assert Group.objects.get(name=COMITATO).user_set.count() == 4


def test_composition_and_rules_are_those_of_the_day():
    prima = make_seggio(al=date(2024, 12, 31))
    dopo = make_seggio(ente=prima.ente, dal=date(2025, 1, 1), ruolo="presidente")
    altro = make_seggio(ente=make_aderente(denominazione="Aaa"))
    make_seggio(dimostrativo=True)
    vecchie = make_regolamento(al=date(2024, 12, 31))
    nuove = make_regolamento(dal=date(2025, 1, 1))
    assert composizione(date(2024, 12, 31)) == [altro, prima]
    assert composizione(date(2025, 1, 1)) == [dopo, altro]
    assert (regolamento(date(2024, 12, 31)), regolamento(OGGI)) == (vecchie, nuove)
    assert regolamento(date(2019, 1, 1)) is None


def test_the_export_names_bodies_and_no_account(client):
    titolare = make_componente()
    client.force_login(titolare.utente)
    testo = client.get("/admin/comitato/seggio/composizione/csv/").content.decode("utf-8-sig")
    assert str(titolare.seggio.ente) in testo
    assert titolare.utente.email not in testo
    pagina = client.get("/admin/comitato/seggio/composizione/?al=1999-01-01").content.decode()
    assert "non risulta nessun seggio" in pagina
    assert client.get("/admin/comitato/seggio/composizione/?al=31/02/2020").status_code == 200


def test_yearly_duties_are_copied_once():
    make_adempimento(titolo="Relazione", giorno=date(2028, 2, 29), ogni_anno=True, fatto_il=date(2028, 2, 1))
    make_adempimento(giorno=date(2028, 3, 1))
    assert (copia_ogni_anno(anno=2028), copia_ogni_anno(anno=2028)) == (1, 0)
    nuovo = Adempimento.objects.get(giorno__year=2029)
    assert (nuovo.giorno, nuovo.fatto_il, nuovo.ogni_anno) == (date(2029, 2, 28), None, True)
    with pytest.raises(ValidationError):
        segna_fatto(adempimento=nuovo, giorno=OGGI + UN_GIORNO)


def _anno_pieno():
    """Make a line of each kind, one day each from ``OGGI``; return the meeting being prepared."""
    inizio = timezone.now()
    make_adempimento(giorno=OGGI - UN_GIORNO)
    make_adempimento(giorno=OGGI - UN_GIORNO, fatto_il=OGGI)
    make_seduta(stato="convocata", inizio=inizio)
    make_seduta(stato="annullata", inizio=inizio, motivo_annullata="neve")
    preparata = make_seduta(inizio=inizio)
    rilevazione = make_rilevazione(scade_il=OGGI)
    make_scheda(rilevazione)
    make_scheda(rilevazione, stato="validata")
    punto = make_punto(make_seduta(stato="chiusa", inizio=inizio - timedelta(days=900)))
    Azione.objects.create(
        decisione=make_decisione(punto), testo="Scrivere al capofila", ente=make_aderente(), scade_il=OGGI
    )
    return preparata


def test_the_calendar_holds_every_kind_of_deadline_that_one_may_see(client):
    preparata = _anno_pieno()
    operatore = make_utente(is_staff=True, is_superuser=True)
    titolare = make_componente().utente

    def viste(utente):
        return [(voce.tipo, voce.stato, voce.chi) for voce in voci(OGGI - UN_GIORNO, OGGI, chi(utente), OGGI)]

    di_tutti = viste(titolare)
    assert sorted(t for t, _s, _c in di_tutti) == [
        "Adempimento",
        "Adempimento",
        "Azione decisa",
        "Schede di monitoraggio",
        "Seduta",
    ]
    assert ("Schede di monitoraggio", "aperto", "mancano 1 schede su 2") in di_tutti
    assert sorted(s for t, s, _c in di_tutti if t == "Adempimento") == ["fatto", "ritardo"]
    assert len(viste(operatore)) == len(di_tutti) + 1
    client.force_login(titolare)
    ics = Calendar.from_ical(
        client.get(f"/admin/comitato/adempimento/calendario/comitato.ics?anno={OGGI.year}").content
    )
    chiavi = {str(evento["uid"]).partition("@")[0] for evento in ics.walk("VEVENT")}
    assert f"comitato-seduta-{preparata.pk}" not in chiavi
    assert len(chiavi) == 4  # what is done is left out


def test_the_calendar_makes_the_same_queries_with_more_rows(client, nplus):
    client.force_login(make_componente().utente)
    nplus(lambda: client.get("/admin/comitato/adempimento/calendario/"), _anno_pieno, attese=12)


@pytest.mark.parametrize("anno", ["²²²²", "0000", "99999", "x"])
def test_a_year_of_nonsense_is_this_one(client, anno):
    client.force_login(make_componente().utente)
    pagina = client.get("/admin/comitato/adempimento/calendario/", {"anno": anno})
    assert pagina.context["anno"] == OGGI.year


def test_the_feed_opens_for_its_owner_while_the_place_lasts(client):
    """Without login; not with the token of another calendar, an old one, nor once the place is over."""
    componente = make_componente()
    client.force_login(componente.utente)
    for _volta in range(2):
        assert client.post("/admin/comitato/adempimento/calendario/indirizzo/").status_code == 302
    buono = indirizzo(componente.utente)
    client.logout()
    make_seduta(stato="convocata")
    make_seduta()
    risposta = client.get(buono)
    assert risposta.headers["Cache-Control"] == "no-store"
    assert len(Calendar.from_ical(risposta.content).walk("VEVENT")) == 1
    calendario = apri_calendario(utente=componente.utente)
    vecchio = FIRMA.sign_object([componente.utente.pk, calendario.versione - 1])
    altrui = dei_progetti(calendario).rpartition("/")[2].removesuffix(".ics")
    for gettone in (vecchio, altrui, "x"):
        assert client.get(f"/calendario/comitato/{gettone}.ics").status_code == 404
    Componente.objects.update(al=OGGI - UN_GIORNO)
    assert client.get(buono).status_code == 404
