"""A course that is called off or changes: who enrolled is told. The firms reached, counted."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.models import Messaggio
from imprese.formazione import iscrizioni, presenze, raggiunte, vita
from imprese.models import BuonaPratica, Dimensione, Gradimento, Iscrizione
from tests.factories import make_utente
from tests.imprese.fabbriche_formazione import make_incontro, make_iscrizione, make_percorso
from tests.rete.moduli import dati as dati_della_pagina
from utenti.ruoli import OPERATORE

NEVE = "La strada è chiusa per neve."


@pytest.fixture
def operatore(client, db):
    utente = make_utente(is_staff=True)
    utente.groups.set(Group.objects.filter(name=OPERATORE))
    client.force_login(utente)
    return utente


def scritti():
    return list(Messaggio.objects.order_by("pk").values_list("destinatario", "oggetto"))


def azione(nome, percorso):
    return reverse(f"admin:imprese_percorso_{nome}", args=[percorso.pk])


def test_who_has_or_waits_for_a_seat_is_told_that_a_course_is_called_off(client, operatore):
    percorso = make_percorso(titolo="Orari", posti=1)
    seduta, in_lista = make_iscrizione(percorso), make_iscrizione(percorso, "in_lista")
    for stato in ("da_confermare", "annullata"):
        make_iscrizione(percorso, stato)
    make_iscrizione()
    scheda = reverse("admin:imprese_percorso_change", args=[percorso.pk])
    assertRedirects(client.post(azione("cancel", percorso), {"perche": NEVE}), scheda)
    assert scritti() == [(riga.email, "Annullato: Orari") for riga in (seduta, in_lista)]
    assert all(NEVE in corpo for corpo in Messaggio.objects.values_list("testo", flat=True))
    assertContains(client.post(azione("cancel", percorso), {"perche": "Ancora."}), "già annullato")
    assert len(scritti()) == 2


def test_the_pages_of_a_course_called_off_say_why_and_take_nobody(client, db):
    percorso = make_percorso(posti=1)
    seduta, in_lista = make_iscrizione(percorso), make_iscrizione(percorso, "in_lista")
    assertNotContains(client.get(percorso.get_absolute_url()), "Annullato")
    assert vita.annulla_percorso(percorso=percorso, perche=NEVE) == 2
    pagina = client.get(percorso.get_absolute_url())
    assertContains(pagina, f"Annullato: {NEVE}")
    assertNotContains(pagina, "Iscriviti")
    assertContains(client.get(reverse("imprese:courses")), "<strong>Annullato</strong>", html=True)
    sua = client.get(reverse("imprese:enrolment", args=[seduta.codice]))
    assertContains(sua, f"Il percorso è annullato: {NEVE}")
    assertNotContains(sua, "Annulla l’iscrizione")
    with pytest.raises(ValidationError, match="chiuse"):
        iscrizioni.iscrivi(percorso=percorso, ente="Nuova", email="nuova@example.org")
    iscrizioni.annulla(codice=seduta.codice)
    assert Iscrizione.objects.get(pk=in_lista.pk).stato == "in_lista"
    for indirizzo in (
        reverse("imprese:courses-calendar"),
        reverse("imprese:course-calendar", args=[percorso.slug]),
    ):
        (evento,) = Calendar.from_ical(client.get(indirizzo).content).walk("VEVENT")
        assert str(evento["status"]) == "CANCELLED"


def test_nobody_is_reminded_of_a_course_called_off_nor_present_at_it(db):
    percorso = make_percorso(tra=1)
    iscritta = make_iscrizione(percorso, promemoria=True)
    vita.annulla_percorso(percorso=percorso, perche=NEVE)
    assert presenze.manda_promemoria() == 0
    with pytest.raises(ValidationError, match="annullato"):
        presenze.registra_presenze(incontro=make_incontro(percorso, -1), presenti=[iscritta])


@pytest.mark.parametrize(
    ("campi", "detto"), [({"tra": -3}, "già finito"), ({"pubblicato": False}, "eliminarlo")]
)
def test_a_course_that_is_over_or_nobody_saw_is_not_called_off(db, campi, detto):
    percorso = make_percorso(**campi)
    with pytest.raises(ValidationError, match=detto):
        vita.annulla_percorso(percorso=percorso, perche=NEVE)
    percorso.refresh_from_db()
    assert (percorso.annullato_il, percorso.annullato_perche) == (None, "")


@pytest.mark.parametrize(("anche", "quanti"), [("", 1), ("on", 2)])
def test_the_office_writes_to_who_is_enrolled(client, operatore, anche, quanti):
    percorso = make_percorso(titolo="Orari", posti=1)
    righe = [make_iscrizione(percorso), make_iscrizione(percorso, "in_lista")]
    dati = {"testo": "Ci vediamo in un'altra sala.", "anche_in_lista": anche}
    client.post(azione("notify", percorso), dati)
    assert scritti() == [(riga.email, "Un avviso per chi è iscritto: Orari") for riga in righe[:quanti]]
    assertContains(client.post(azione("notify", make_percorso()), dati), "Non c’è nessuno a cui scrivere")


@pytest.mark.parametrize(("iscritte", "avvisa"), [(0, False), (1, True)])
def test_who_moves_a_course_is_reminded_to_tell_who_is_enrolled(client, operatore, iscritte, avvisa):
    percorso = make_percorso()
    for _volta in range(iscritte):
        make_iscrizione(percorso)
    scheda = reverse("admin:imprese_percorso_change", args=[percorso.pk])
    for cambio, atteso in (({"per_chi": "Chi ha un negozio"}, False), ({"luogo": "Tirano"}, avvisa)):
        dati = dati_della_pagina(client.get(scheda))
        dati |= {"incontri-TOTAL_FORMS": "0", "incontri-INITIAL_FORMS": "0"}
        pagina = client.post(scheda, dati | cambio | {"_continue": "1"}, follow=True)
        detti = [str(messaggio) for messaggio in pagina.context["messages"]]
        assert any("chi è iscritto non lo sa ancora" in detto for detto in detti) is atteso


def test_what_is_thought_of_a_course_is_said_once(client, db):
    finito = make_iscrizione(make_percorso(tra=-3))
    pagina = reverse("imprese:enrolment", args=[finito.codice])
    for voto in ("5", "1"):
        assertContains(client.post(pagina, {"passo": "gradimento", "voto": voto}), "Grazie")
    assert list(Gradimento.objects.values_list("voto", flat=True)) == [5]
    assertNotContains(client.get(pagina), "Com’è andata?")


def test_size_and_sector_stay_when_the_data_end(client, db):
    percorso = make_percorso()
    dati = {"ente": "Forno Stelvio", "email": "forno@example.org", "dimensione": "micro", "settore": "C"}
    client.post(reverse("imprese:enrol", args=[percorso.slug]), dati)
    iscrizione = Iscrizione.objects.get()
    assert (iscrizione.dimensione, iscrizione.settore) == ("micro", "C")
    iscrizioni.rendi_anonima(chiave=iscrizione.pk, adesso=timezone.now())
    iscrizione.refresh_from_db()
    assert (iscrizione.ente, iscrizione.email, iscrizione.dimensione) == ("", "", "micro")


def test_firms_reached_are_seats_of_real_courses_that_began(client, db):
    anno = timezone.localdate(timezone.now() - timedelta(days=3)).year
    for percorso, dimensione in (
        (make_percorso(tra=-3, incontri=2), "micro"),
        (make_percorso(tra=-3), ""),
        (make_percorso(tra=5), "grande"),
        (make_percorso(tra=-3, dimostrativo=True), "grande"),
        (make_percorso(tra=-3, annullato_il=timezone.now(), annullato_perche=NEVE), "grande"),
    ):
        make_iscrizione(percorso, dimensione=dimensione, settore="G")
    make_iscrizione(make_percorso(tra=-3), "in_lista", dimensione="grande")
    posti = raggiunte.posti_presi()
    assert Counter((p["anno"], p["dimensione"]) for p in posti) == {(anno, "micro"): 1, (anno, ""): 1}
    assert raggiunte.quota_mpmi(posti) == (1, 1)
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    pagina = client.get(reverse("admin:imprese_reached"))
    assert [tavola.totale for _titolo, tavola in pagina.context["tavole"]] == [2, 2]
    foglio = client.get(reverse("admin:imprese_reached_export", args=["csv"])).content.decode()
    assert foglio.count("commercio") == 2


POSTI = st.lists(
    st.fixed_dictionaries(
        {
            "anno": st.integers(2020, 2024),
            "dimensione": st.sampled_from(["", *Dimensione.values]),
            "settore": st.sampled_from(["", *BuonaPratica.Settore.values]),
        }
    )
)


@given(POSTI)
def test_every_table_adds_up_to_the_seats(posti):
    for campo in ("dimensione", "settore"):
        tavola = raggiunte.per(campo, posti)
        assert tavola.totale == len(posti)
        assert [sum(colonna) for colonna in zip(*(r[1] for r in tavola.righe), strict=True)] == tavola.totali
        assert [totale for _n, _c, totale in tavola.righe] == [
            sum(p[campo] == codice for p in posti)
            for codice in [*(Dimensione if campo == "dimensione" else BuonaPratica.Settore).values, ""]
        ]
    assert sum(riga[-1] for riga in raggiunte.righe(posti)) == len(posti)
    detto = [p for p in posti if p["dimensione"]]
    assert raggiunte.quota_mpmi(posti) == (sum(p["dimensione"] != "grande" for p in detto), len(detto))
