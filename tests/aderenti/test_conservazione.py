"""Retention: what has been over for a year goes away, what has not stays, and a report counts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aderenti.conservazione import conserva, un_anno_prima
from aderenti.models import Invito, RapportoConservazione, Referente, RichiestaAccesso
from core.models import Messaggio
from tests.factories import make_accesso, make_aderente, make_utente

pytestmark = pytest.mark.django_db
OGGI = date(2026, 11, 26)
PRIMA = datetime(2025, 11, 25, 12, tzinfo=UTC)  # a year and a day ago
DOPO = datetime(2025, 11, 26, 12, tzinfo=UTC)


def quanti(righe):
    return [riga["quanti"] for riga in righe]


def test_a_year_before_a_leap_day_is_the_28th():
    assert un_anno_prima(date(2028, 2, 29)) == date(2027, 2, 28)
    assert un_anno_prima(OGGI) == date(2025, 11, 26)


def test_old_referents_go_and_the_others_stay():
    ente = make_aderente()
    for al in (PRIMA.date(), DOPO.date(), None):
        Referente.objects.create(organizzazione=ente, ruolo="ufficio", email="u@example.org", al=al)
    assert quanti(conserva(OGGI)) == [1, 0, 0, 0]
    assert list(Referente.objects.order_by("pk").values_list("al", flat=True)) == [DOPO.date(), None]


def test_old_invitations_and_requests_go_and_the_others_stay():
    ente = make_aderente()
    lontano = DOPO + timedelta(days=400)
    inviti = [
        {"usato_il": PRIMA},
        {"usato_il": DOPO, "scade_il": PRIMA},
        {"revocato_il": PRIMA},
        {"revocato_il": DOPO},
        {"scade_il": PRIMA},
        {"scade_il": lontano},
    ]
    for n, campi in enumerate(inviti):
        Invito.objects.create(organizzazione=ente, email=f"m{n}@example.org", **campi)
    richieste = [
        {"stato": "respinta", "decisa_il": PRIMA, "creata_il": PRIMA},
        {"stato": "accolta", "decisa_il": DOPO, "creata_il": PRIMA},
        {"creata_il": PRIMA},
        {"creata_il": DOPO},
    ]
    for n, campi in enumerate(richieste):
        RichiestaAccesso.objects.create(
            organizzazione=ente, email=f"m{n}@example.org", ruolo="ufficio", **campi
        )
    assert quanti(conserva(OGGI)) == [0, 3, 2, 0]
    assert set(Invito.objects.values_list("email", flat=True)) == {f"m{n}@example.org" for n in (1, 3, 5)}
    assert set(RichiestaAccesso.objects.values_list("email", flat=True)) == {
        "m1@example.org",
        "m3@example.org",
    }


def test_accounts_without_access_for_a_year_are_closed_and_told():
    vecchio = {"date_joined": PRIMA}
    fine = {"dal": PRIMA - timedelta(days=9)}
    nomi = ["senza", "mai-avuto", "nuovo", "ancora", "da-poco", "personale", "prova", "invitata"]
    utenti = {nome: make_utente(email=f"{nome}@example.org", **vecchio) for nome in nomi}
    make_accesso(utente=utenti["senza"], tolto_il=PRIMA, **fine)
    make_accesso(utente=utenti["ancora"], **fine)
    make_accesso(utente=utenti["ancora"], tolto_il=PRIMA, **fine)
    make_accesso(utente=utenti["da-poco"], tolto_il=DOPO, **fine)
    Invito.objects.create(organizzazione=make_aderente(), email="invitata@example.org")
    for nome, campi in {
        "nuovo": {"date_joined": DOPO},
        "personale": {"is_staff": True},
        "prova": {"dimostrativo": True},
    }.items():
        type(utenti[nome]).objects.filter(pk=utenti[nome].pk).update(**campi)
    assert quanti(conserva(OGGI)) == [0, 0, 0, 2]
    chiusi = {nome for nome, utente in utenti.items() if not type(utente).objects.get(pk=utente.pk).is_active}
    assert chiusi == {"senza", "mai-avuto"}
    assert set(Messaggio.objects.values_list("destinatario", "oggetto")) == {
        (f"{nome}@example.org", "Abbiamo chiuso il tuo account") for nome in chiusi
    }


def test_the_report_counts_and_names_nobody_and_is_not_written_for_nothing():
    assert quanti(conserva(OGGI)) == [0, 0, 0, 0]
    assert not RapportoConservazione.objects.exists()
    Invito.objects.create(organizzazione=make_aderente(), email="m@example.org", usato_il=PRIMA)
    righe = conserva(OGGI)
    conserva(OGGI)
    rapporto = RapportoConservazione.objects.get()
    assert (rapporto.giorno, rapporto.righe) == (OGGI, righe)
    assert "@" not in str(rapporto.righe)
