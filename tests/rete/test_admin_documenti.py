"""The papers of projects in the admin: seen, shown to citizens, downloaded, never swapped."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from progetti.models import DocumentoProgetto
from tests.documenti import OSTILI, carica, pdf
from tests.factories import make_documento, make_progetto, make_utente
from utenti.ruoli import COMITATO

pytestmark = pytest.mark.django_db

OGGI = timezone.localdate()
ELENCO = "/admin/progetti/documentoprogetto/"


def azione(client, nome, *documenti):
    """Run an action of the list."""
    return client.post(
        f"{ELENCO}?da_fare=tutto", {"action": nome, "_selected_action": [d.pk for d in documenti]}
    )


def test_what_is_marked_as_seen_leaves_the_list_and_keeps_its_first_day(client, operatore):
    nuovo, visto, altro = make_documento(), make_documento(visto_il="2026-01-02"), make_documento()
    azione(client, "segna_visti", nuovo, visto)
    giorni = dict(DocumentoProgetto.objects.values_list("pk", "visto_il"))
    assert {pk: str(giorno) for pk, giorno in giorni.items()} == {
        nuovo.pk: str(OGGI),
        visto.pk: "2026-01-02",
        altro.pk: "None",
    }
    assert list(client.get(ELENCO).context["cl"].queryset) == [altro]


def test_what_citizens_see_ats_has_seen(client, operatore):
    documento = make_documento()
    azione(client, "pubblica", documento)
    documento.refresh_from_db()
    assert (documento.pubblico, documento.visto_il) == (True, OGGI)
    azione(client, "nascondi", documento)
    documento.refresh_from_db()
    assert (documento.pubblico, documento.visto_il) == (False, OGGI)


def test_the_file_of_a_member_is_downloaded_and_not_changed(client, operatore):
    documento = make_documento()
    nome = documento.file.name
    pagina = client.get(f"{ELENCO}{documento.pk}/change/").content.decode()
    assert f"{ELENCO}{documento.pk}/documento/" in pagina
    dati = {
        "tipo": "altro",
        "titolo": "Rivisto",
        "data": "",
        "indirizzo": "",
        "visto_il": "",
        "file": carica(),
    }
    client.post(f"{ELENCO}{documento.pk}/change/", dati)
    documento.refresh_from_db()
    assert (documento.titolo, documento.file.name) == ("Rivisto", nome)
    assert b"".join(client.get(f"{ELENCO}{documento.pk}/documento/").streaming_content) == pdf()


def test_what_ats_puts_there_it_has_seen_and_a_hostile_file_is_refused(client, operatore):
    dati = {"progetto": make_progetto().pk, "tipo": "atto", "titolo": "Decreto", "data": "", "indirizzo": ""}
    risposta = client.post(f"{ELENCO}add/", dati | {"file": carica(OSTILI["javascript"][0])})
    assert "file" in risposta.context["adminform"].form.errors
    assert client.post(f"{ELENCO}add/", dati | {"file": carica()}).status_code == 302
    documento = DocumentoProgetto.objects.get()
    assert (documento.visto_il, documento.caricato_da, documento.pubblico) == (OGGI, operatore, False)


def test_the_comitato_reads_and_changes_nothing(client):
    documento = make_documento()
    utente = make_utente(is_staff=True)
    utente.groups.add(Group.objects.get(name=COMITATO))
    client.force_login(utente)
    assert client.get(f"{ELENCO}{documento.pk}/documento/").status_code == 200
    azione(client, "pubblica", documento)
    documento.refresh_from_db()
    assert (documento.pubblico, documento.visto_il) == (False, None)
