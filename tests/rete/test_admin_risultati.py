"""Values of the indicators of a project in the admin: validated, then changed."""

from datetime import date

from pytest_django.asserts import assertContains

from tests.rete.moduli import dati, pagina_di
from tests.rete.oggetti import make

VALORI = "/admin/progetti/valoreindicatore/"
NEL_2021 = {"dal": date(2021, 1, 1), "al": date(2021, 12, 31), "riferito_al": date(2021, 12, 31)}


def test_chosen_values_are_validated_and_the_one_of_the_future_is_told(client, operatore):
    fatto = make("progetti.valoreindicatore", **NEL_2021)
    futuro = make("progetti.valoreindicatore", **NEL_2021 | {"riferito_al": date(2999, 1, 1)})
    scelti = {"action": "valida_i_scelti", "_selected_action": [fatto.pk, futuro.pk]}
    risposta = client.post(VALORI, scelti, follow=True)
    assertContains(risposta, "1 valore validato.")
    assertContains(risposta, "deve ancora venire")
    fatto.refresh_from_db()
    futuro.refresh_from_db()
    assert (fatto.validato_da, futuro.validato_il) == (operatore, None)


def test_a_validated_value_that_changes_waits_again(client, operatore):
    riga = make("progetti.valoreindicatore", validato_il=date(2022, 1, 1), **NEL_2021)
    pagina = client.get(pagina_di(riga))
    assert client.post(pagina_di(riga), dati(pagina, nota="riletto")).status_code == 302
    riga.refresh_from_db()
    assert riga.validato_il == date(2022, 1, 1)
    client.post(pagina_di(riga), dati(pagina, valore="99"))
    riga.refresh_from_db()
    assert (riga.valore, riga.validato_il) == (99, None)
