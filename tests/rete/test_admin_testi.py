"""The texts of the e-mails in the admin: original, preview, changed, back to the original."""

import re

import pytest

from core.models import TestoEmail
from core.posta import testi
from tests.rete.moduli import dati, errori, pagina_di

ELENCO = "/admin/core/testoemail/"
CODICE = "core/email/riepilogo"


@pytest.fixture
def riga(db):
    return TestoEmail.objects.get(codice=CODICE)


def in_riga(pagina):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", pagina.content.decode()))


def test_the_list_has_every_text_and_says_which_are_changed(client, operatore, riga):
    assert client.get(ELENCO).context["cl"].result_count == len(testi.TESTI)
    TestoEmail.objects.filter(pk=riga.pk).update(oggetto="Ciao", testo="{voci}")
    assert list(client.get(f"{ELENCO}?testo=cambiato").context["cl"].queryset) == [riga]
    assert riga not in client.get(f"{ELENCO}?testo=originale").context["cl"].queryset
    celle = re.findall(r'class="field-(oggetto_in_uso|stato)">([^<]+)', client.get(ELENCO).content.decode())
    assert ("oggetto_in_uso", "Ciao") in celle
    assert [testo for nome, testo in celle if nome == "stato"].count("cambiato") == 1


def test_the_sheet_starts_from_the_original_with_its_preview(client, operatore, riga):
    pagina = client.get(pagina_di(riga))
    definizione = testi.TESTI[CODICE]
    iniziali = pagina.context["adminform"].form.initial
    assert (iniziali["oggetto"], iniziali["testo"]) == definizione.originale()
    assert pagina.context["anteprima"] == testi.da_file(CODICE, definizione.esempi())
    testo = in_riga(pagina)
    assert "{voci} Le e-mail della giornata, una dopo l’altra (serve) SCHEDA DA CONTROLLARE" in testo
    assert "Torna al testo originale" not in testo


def test_the_preview_saves_nothing_and_keeps_what_was_typed(client, operatore, riga):
    scritto = {"oggetto": "Per te: {quanti}", "testo": "Salve!\r\n\r\n{voci}", "_anteprima": "1"}
    pagina = client.post(pagina_di(riga), scritto)
    assert pagina.status_code == 200
    assert pagina.context["anteprima"] == (
        "Per te: 2",
        "Salve!\n\nSCHEDA DA CONTROLLARE\n\nBuongiorno, una persona ci dice che …\n",
    )
    assert errori(pagina) == []
    assert "Non è ancora salvato" in in_riga(pagina)
    assert "Torna al testo originale" not in pagina.content.decode()
    assert dati(pagina)["oggetto"] == "Per te: {quanti}"
    riga.refresh_from_db()
    assert (riga.testo, riga.history.count()) == ("", 0)


def test_changed_words_leave_and_the_original_comes_back(client, operatore, riga):
    client.post(pagina_di(riga), {"oggetto": "Per te", "testo": "Salve!\r\n{voci}", "_save": "1"})
    riga.refresh_from_db()
    assert (riga.oggetto, riga.testo) == ("Per te", "Salve!\n{voci}\n")
    assert testi.componi(CODICE, {"voci": "X", "quanti": 1, "sito": ""}) == ("Per te", "Salve!\nX\n")
    assert "Torna al testo originale" in client.get(pagina_di(riga)).content.decode()
    assert client.post(pagina_di(riga), {"oggetto": "{x}", "testo": "", "_originale": "1"}).status_code == 302
    riga.refresh_from_db()
    assert (riga.oggetto, riga.testo) == ("", "")
    assert [voce.history_user for voce in riga.history.all()] == [operatore, operatore]


def test_words_equal_to_the_original_are_the_original(client, operatore, riga):
    """So that a better text in a new version of the portal reaches who changed nothing."""
    oggetto, testo = testi.TESTI[CODICE].originale()
    client.post(pagina_di(riga), {"oggetto": oggetto, "testo": testo.replace("\n", "\r\n"), "_save": "1"})
    riga.refresh_from_db()
    assert (riga.oggetto, riga.testo) == ("", "")


@pytest.mark.parametrize("bottone", ["_save", "_anteprima"])
def test_an_unknown_variable_is_named_with_those_there_are(client, operatore, riga, bottone):
    scritto = {"oggetto": "Ciao {nome}", "testo": "{voci} {voci.__class__}", bottone: "1"}
    pagina = client.post(pagina_di(riga), scritto)
    assert errori(pagina) == [
        "{nome} non è una variabile di questa e-mail. Puoi usare: {voci}, {quanti}, {sito}.",
        "{voci.__class__} non è una variabile di questa e-mail. Puoi usare: {voci}, {quanti}, {sito}.",
    ]
    assert pagina.context["anteprima"] is None
    assert dati(pagina)["oggetto"] == "Ciao {nome}"
    riga.refresh_from_db()
    assert riga.testo == ""


@pytest.mark.parametrize("testo", ["", "   ", "\x00{voci}", "x" * 10_001, "Senza niente"])
def test_a_text_that_cannot_leave_is_refused(client, operatore, riga, testo):
    pagina = client.post(pagina_di(riga), {"oggetto": "Ciao", "testo": testo, "_save": "1"})
    assert pagina.status_code == 200
    assert errori(pagina)
    riga.refresh_from_db()
    assert (riga.oggetto, riga.testo) == ("", "")


def test_a_text_that_leaves_no_more_only_says_so(client, operatore):
    vecchia = TestoEmail.objects.create(codice="vecchia/email", oggetto="Ciao", testo="{x}")
    pagina = client.get(pagina_di(vecchia))
    assert "Questa e-mail non parte più" in in_riga(pagina)
    assert 'name="_save"' not in pagina.content.decode()
