"""Drafts: made from nothing, from last season, thrown away."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.models import Proposta
from core.proposte import chiedi
from servizi.area.duplica import anno_nel_titolo
from servizi.bozze import anno_dopo, crea_bozza, duplica, elimina_bozza, settimane_di, spostamento
from servizi.models import Apertura, DocumentoRichiesto, Orario, Servizio, Tariffa
from tests.factories import (
    make_accesso,
    make_aderente,
    make_ambito,
    make_comune,
    make_destinatario,
    make_servizio,
    make_tipologia,
    make_utente,
)

pytestmark = pytest.mark.django_db


def test_a_draft_begins_with_what_is_known_already():
    tipologia = make_tipologia(eta_min_mesi=36, eta_max_mesi=179)
    tipologia.destinatari.add(make_destinatario(label="Bambini"))
    ente = make_aderente(telefono="0342 1", email="ufficio@example.org")
    servizio = crea_bozza(
        ente=ente, autore=make_utente(), titolo="Grest", tipologia=tipologia, descrizione_breve="Estate."
    )
    assert (servizio.stato, servizio.gestore, servizio.slug) == ("bozza", ente, "grest")
    assert (servizio.telefono, servizio.eta_max_mesi) == ("0342 1", 179)
    assert [str(d) for d in servizio.destinatari.all()] == ["Bambini"]


def _stagione():
    servizio = make_servizio(
        comune=make_comune(),
        area=[make_ambito()],
        titolo="Grest 2026",
        posti="esauriti",
        posti_al=date(2026, 6, 1),
        valido_fino_al=date(2026, 12, 31),
        nota="Solo per gli operatori.",
        come_fare="Telefona.",
    )
    sede = servizio.sedi_servizio.get().sede
    servizio.destinatari.add(make_destinatario())
    Orario.objects.create(
        servizio=servizio, sede=sede, giorno=0, dalle=time(8), alle=time(17), dal=date(2026, 6, 15)
    )
    Apertura.objects.create(
        servizio=servizio, dal=date(2026, 6, 15), al=date(2026, 6, 19), posti="esauriti", descrizione="Una"
    )
    Tariffa.objects.create(servizio=servizio, importo="90", unita="settimana", al=date(2026, 12, 31))
    DocumentoRichiesto.objects.create(servizio=servizio, nome="Certificato")
    return servizio, sede


def test_last_season_is_copied_whole_as_a_draft_with_its_days_moved():
    servizio, sede = _stagione()
    aperture = [{"sede": None, "tipo": "aperto", "dal": date(2027, 6, 14), "al": date(2027, 6, 18)}]
    tariffe = [{"importo": "95", "unita": "settimana", "al": date(2027, 12, 31)}]
    nuovo = duplica(
        servizio=servizio, autore=make_utente(), titolo="Grest 2027", aperture=aperture, tariffe=tariffe
    )
    nuovo.refresh_from_db()
    assert (nuovo.stato, nuovo.copia_di, nuovo.titolo) == ("bozza", servizio, "Grest 2027")
    assert (nuovo.posti, nuovo.posti_al, nuovo.verificato_il, nuovo.valido_fino_al) == (
        "da_verificare",
        None,
        None,
        None,
    )
    assert (nuovo.come_fare, nuovo.nota) == ("Telefona.", "")
    assert [porta.sede for porta in nuovo.sedi_servizio.all()] == [sede]
    assert [str(area) for area in nuovo.aree.all()] == [str(area) for area in servizio.aree.all()]
    assert list(nuovo.destinatari.all()) == list(servizio.destinatari.all())
    assert [d.nome for d in nuovo.documenti.all()] == ["Certificato"]
    orario = nuovo.orari.get()
    assert (orario.sede, orario.dalle, orario.dal) == (sede, time(8), date(2027, 6, 14))
    assert [(a.dal, a.posti) for a in nuovo.aperture.all()] == [(date(2027, 6, 14), "")]
    assert [(str(t.importo), t.al) for t in nuovo.tariffe.all()] == [("95.00", date(2027, 12, 31))]
    assert servizio.aperture.get().dal == date(2026, 6, 15)


def test_a_line_that_is_refused_leaves_no_draft():
    servizio, _sede = _stagione()
    rovescia = {"tipo": "aperto", "dal": date(2027, 6, 18), "al": date(2027, 6, 14)}
    with pytest.raises(ValidationError):
        duplica(servizio=servizio, autore=make_utente(), titolo="Grest", aperture=[rovescia], tariffe=[])
    assert Servizio.objects.count() == 1


def test_weeks_keep_their_weekdays_and_a_season_is_in_the_future():
    assert [settimane_di(anni).days % 7 for anni in range(1, 9)] == [0] * 8
    assert date(2026, 6, 15) + settimane_di(1) == date(2027, 6, 14)
    servizio, _sede = _stagione()
    assert spostamento(servizio, date(2026, 9, 1)) == 1
    assert spostamento(servizio, date(2029, 9, 1)) == 3
    assert anno_dopo(date(2028, 2, 29), 1) == date(2029, 2, 28)


def test_what_lasts_for_ever_has_a_next_season_too(client):
    sempre = date(9999, 12, 31)
    servizio = make_servizio(valido_fino_al=sempre, iscrizioni_al=sempre)
    Apertura.objects.create(servizio=servizio, tipo="aperto", dal=date(2026, 6, 1), al=sempre)
    Tariffa.objects.create(servizio=servizio, importo=10, unita="mese", al=sempre)
    client.force_login(make_accesso(organizzazione=servizio.gestore).utente)
    pagina = reverse("area_servizi:duplicate", args=[servizio.gestore.slug, servizio.slug])
    assert client.get(pagina).context["aperture"].forms[0].initial["al"] == sempre
    assert anno_dopo(sempre, 1) == sempre
    for indirizzo in (servizio.get_absolute_url(), f"{servizio.get_absolute_url()}calendario.ics"):
        assert client.get(indirizzo).status_code == 200


@pytest.mark.parametrize(
    ("titolo", "nuovo"),
    [
        ("Grest 2026", "Grest 2027"),
        ("Doposcuola 2025/26", "Doposcuola 2026/27"),
        ("Doposcuola 2025-2026", "Doposcuola 2026-2027"),
        ("Nido", "Nido"),
    ],
)
def test_the_year_in_the_title_moves(titolo, nuovo):
    assert anno_nel_titolo(titolo, 1) == nuovo


def test_a_draft_is_thrown_away_with_what_it_asked():
    servizio = make_servizio(stato="bozza")
    chiedi(oggetto=servizio, cambi={"stato": "attivo"}, autore=make_utente())
    elimina_bozza(servizio=servizio, autore=make_utente())
    assert not Servizio.objects.exists()
    assert not Proposta.objects.exists()


def test_what_citizens_have_seen_is_not_thrown_away():
    servizio = make_servizio(stato="attivo")
    servizio.stato = "bozza"
    servizio.save()
    with pytest.raises(ValidationError):
        elimina_bozza(servizio=servizio, autore=make_utente())
    assert Servizio.objects.filter(pk=servizio.pk).exists()
