"""Views and contacts: totals by the day, of public services alone, shown to who runs them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from servizi.conteggi import con_cifre, conta
from servizi.models import ConteggioServizio, Servizio
from tests.factories import make_accesso, make_servizio

pytestmark = pytest.mark.django_db


def test_each_event_adds_one_to_the_row_of_today():
    servizio = make_servizio()
    for evento in ("vista", "vista", "contatto"):
        assert conta(slug=servizio.slug, evento=evento)
    riga = ConteggioServizio.objects.get()
    assert (riga.servizio, riga.giorno, riga.viste, riga.contatti) == (servizio, timezone.localdate(), 2, 1)


def test_a_draft_a_wrong_event_and_an_unknown_address_are_not_counted():
    bozza = make_servizio(stato="bozza")
    servizio = make_servizio()
    assert [
        conta(slug=bozza.slug, evento="vista"),
        conta(slug=servizio.slug, evento="altro"),
        conta(slug="assente", evento="vista"),
    ] == [False, False, False]
    assert ConteggioServizio.objects.count() == 0


def test_the_page_answers_the_same_whatever_it_counts_and_stops_at_sixty(client):
    servizio = make_servizio()
    stati = [client.post("/conta/", {"s": servizio.slug, "e": "vista"}).status_code for _volta in range(62)]
    stati.append(client.post("/conta/", {"s": "x\x00" * 100, "e": "vista"}).status_code)
    assert set(stati) == {204}
    assert ConteggioServizio.objects.get().viste == 60


def test_a_month_is_thirty_days_and_a_year_365():
    servizio, oggi = make_servizio(), timezone.localdate()
    for giorni, viste in ((0, 1), (29, 10), (30, 100), (364, 1000), (365, 10000)):
        ConteggioServizio.objects.create(
            servizio=servizio, giorno=oggi - timedelta(days=giorni), viste=viste, contatti=1
        )
    riga = con_cifre(Servizio.objects.all()).get()
    assert (riga.viste_mese, riga.viste_anno, riga.contatti_mese, riga.contatti_anno) == (11, 1111, 2, 4)


def test_who_runs_the_services_sees_their_figures_and_nobody_elses(client):
    accesso = make_accesso()
    mio = make_servizio(gestore=accesso.organizzazione, titolo="Nido mio")
    altrui = make_servizio(titolo="Nido altrui")
    for servizio, viste in ((mio, 1234), (altrui, 777)):
        ConteggioServizio.objects.create(servizio=servizio, giorno=timezone.localdate(), viste=viste)
    client.force_login(accesso.utente)
    pagina = client.get(f"/area-riservata/enti/{accesso.organizzazione.slug}/servizi/cifre/").content.decode()
    presenti = [testo in pagina for testo in ("Nido mio", "1.234", "Nido altrui", "777")]
    assert presenti == [True, True, False, False]


def test_counting_is_no_change_of_the_public_content():
    assert not ConteggioServizio.contenuto_pubblico
