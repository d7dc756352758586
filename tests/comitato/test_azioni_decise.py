"""Action points: every step from every state, other eyes that verify, reminders; the area of the body."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from comitato.decisioni.azioni import SI_PUO, affida, annulla, riferisci, rimanda, verifica
from comitato.decisioni.promemoria import promemoria_azioni
from comitato.models import Azione
from core.models import Messaggio
from tests.comitato.fabbriche_decisioni import make_aperta, make_azione, make_presa
from tests.factories import make_accesso, make_aderente, make_utente

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
PASSI = {
    "riferisci": (lambda a, u: riferisci(azione=a, resoconto="Fatto.", utente=u), "fatta"),
    "verifica": (lambda a, u: verifica(azione=a, come="Visto.", utente=u), "chiusa"),
    "rimanda": (lambda a, u: rimanda(azione=a, motivo="Manca la data.", utente=u), "aperta"),
    "annulla": (lambda a, u: annulla(azione=a, motivo="Superata.", utente=u), "annullata"),
}
# What may be done in each state, written here and not read from the code.
PERMESSI = {
    "aperta": {"riferisci", "annulla"},
    "fatta": {"verifica", "rimanda", "annulla"},
    "chiusa": set(),
    "annullata": set(),
}


@pytest.mark.parametrize("stato", PERMESSI)
def test_every_step_from_every_state(stato):
    decisione = make_presa()
    for nome, (passo, arrivo) in PASSI.items():
        azione = make_azione(decisione, stato=stato)
        if nome in PERMESSI[stato]:
            assert passo(azione, make_utente()).stato == arrivo
        else:
            with pytest.raises(ValidationError):
                passo(azione, make_utente())
            assert Azione.objects.get(pk=azione.pk).stato == stato
    assert {nome for nome, stati in SI_PUO.items() if stato in stati} == PERMESSI[stato]


def test_who_told_it_done_does_not_verify_it_and_empty_words_do_nothing():
    azione, chi_la_fa = make_azione(), make_utente()
    for vuoto in ("", "  \n"):
        with pytest.raises(ValidationError):
            riferisci(azione=azione, resoconto=vuoto, utente=chi_la_fa)
    riferisci(azione=azione, resoconto="Fatto.", utente=chi_la_fa)
    with pytest.raises(ValidationError, match="altra persona"):
        verifica(azione=azione, come="Visto.", utente=chi_la_fa)
    rimanda(azione=azione, motivo="Manca la data.", utente=make_utente())
    riferisci(azione=azione, resoconto="Ora c'è.", utente=make_utente())
    chiusa = verifica(azione=azione, come="Visto.", utente=chi_la_fa)  # it was another who told it done
    assert (chiusa.stato, chiusa.resoconto, chiusa.rimandata) == ("chiusa", "Ora c'è.", "")


def _mail():
    return list(Messaggio.objects.filter(motivo="azione_comitato").values_list("destinatario", flat=True))


def test_reminded_fifteen_days_before_the_day_after_and_then_weekly():
    azione = make_azione(ente=make_aderente(email="ufficio@example.org"))
    giorni = [n for n in range(-20, 25) if promemoria_azioni(azione.scade_il + timedelta(days=n))]
    assert giorni == [-15, 1, 8, 15, 22]
    assert _mail() == ["ufficio@example.org"] * 5
    riferisci(azione=azione, resoconto="Fatto.", utente=make_utente())
    assert promemoria_azioni(azione.scade_il + timedelta(days=40)) == 0


def test_a_late_round_reminds_once_and_a_body_without_address_waits_for_one():
    muto = make_aderente(email="")
    azione = make_azione(ente=muto, scade_il=OGGI)
    tardi = OGGI + timedelta(days=5)
    assert promemoria_azioni(tardi) == 0
    muto.email = "ora@example.org"
    muto.save()
    assert [promemoria_azioni(tardi + timedelta(days=n)) for n in range(8)] == [1, 0, 0, 0, 0, 0, 0, 1]
    azione.refresh_from_db()
    assert azione.promemoria_il == tardi + timedelta(days=7)


def test_nobody_is_written_to_for_a_demo_and_the_body_is_told_of_a_real_one():
    seduta, _seggi = make_aperta(dimostrativo=True)
    ente = make_aderente(email="ufficio@example.org")
    dati = {"testo": "Si fa", "ente": ente, "scade_il": OGGI + timedelta(days=3), "utente": None}
    affida(decisione=make_presa(seduta=seduta), **dati)
    assert (promemoria_azioni(OGGI), _mail()) == (0, [])
    azione = affida(decisione=make_presa(), **dati)
    riferisci(azione=azione, resoconto="Fatto.", utente=make_utente())
    rimanda(azione=azione, motivo="Manca la data.", utente=make_utente())
    assert _mail() == ["ufficio@example.org"] * 2
    assert "Manca la data." in Messaggio.objects.latest("pk").testo


def test_the_body_tells_it_done_in_its_area_and_others_do_not_find_it(client):
    accesso = make_accesso(organizzazione=make_aderente())
    azione = make_azione(ente=accesso.organizzazione, testo="Mandare il cronoprogramma")
    altrui = make_azione(azione.decisione, testo="Di un altro ente")
    client.force_login(accesso.utente)
    base = f"/area-riservata/enti/{accesso.organizzazione.slug}/azioni/"
    assert "Mandare il cronoprogramma" in client.get(base[: -len("azioni/")]).content.decode()
    pagina = client.get(base).content.decode()
    assert "Mandare il cronoprogramma" in pagina
    assert "Di un altro ente" not in pagina
    for chiave in (altrui.pk, 10**30):
        assert client.post(f"{base}{chiave}/fatta/", {"resoconto": "x"}).status_code == 404
    assert client.post(f"{base}{azione.pk}/fatta/", {"resoconto": " "}).status_code == 200
    assert client.post(f"{base}{azione.pk}/fatta/", {"resoconto": "Mandato."}).status_code == 302
    assert client.post(f"{base}{azione.pk}/fatta/", {"resoconto": "Due volte."}).status_code == 200
    azione.refresh_from_db()
    altrui.refresh_from_db()
    assert (azione.stato, azione.resoconto, altrui.stato) == ("fatta", "Mandato.", "aperta")
    assert azione.riferita_da == accesso.utente


def test_the_list_of_a_body_makes_the_same_queries_with_more_rows(client, nplus):
    accesso = make_accesso(organizzazione=make_aderente())
    decisione = make_presa()
    client.force_login(accesso.utente)
    base = f"/area-riservata/enti/{accesso.organizzazione.slug}/azioni/"
    nplus(lambda: client.get(base), lambda: make_azione(decisione, ente=accesso.organizzazione), attese=5)
