"""Who reads which papers of a meeting, by its page, by the direct address of each, and in the zip."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from comitato.models import CartaPunto, Componente
from tests.comitato.fabbriche import make_componente, make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_sedute import make_carta
from tests.factories import make_accesso, make_utente
from utenti.ruoli import COMITATO, OPERATORE

pytestmark = pytest.mark.django_db
IERI = timezone.localdate() - timedelta(days=1)
ATTESE = {
    "titolare": {"tutti", "seggi", "voto"},
    "supplente": {"tutti", "seggi", "voto"},
    "invitato": {"tutti", "seggi"},
    "ospite": {"tutti"},
    "dimostrativo": set(),
    "ospite scaduto": None,
    "seggio scaduto": None,
    "ruolo senza seggio": None,
    "referente": None,
    "segreteria": {"tutti", "seggi", "voto", "segreteria"},
}


def _utente(chi):
    if chi == "segreteria":
        utente = make_utente(is_staff=True)
        utente.groups.add(Group.objects.get(name=OPERATORE))
        return utente
    if chi == "referente":
        return make_accesso().utente
    if chi == "ruolo senza seggio":
        utente = make_utente(is_staff=True)
        utente.groups.add(Group.objects.get(name=COMITATO))
        return utente
    campi = {
        "titolare": {},
        "supplente": {"ruolo": "supplente"},
        "invitato": {"seggio": make_seggio(ruolo="invitato", con_voto=False)},
        "ospite": {"ruolo": "ospite"},
        "dimostrativo": {"seggio": make_seggio(dimostrativo=True)},
        "ospite scaduto": {"ruolo": "ospite", "al": IERI},
        "seggio scaduto": {"seggio": make_seggio(al=IERI)},
    }[chi]
    return make_componente(**campi).utente


@pytest.fixture
def carte():
    """Return {access: paper} of one item of a convened meeting."""
    punto = make_punto(make_seduta(stato="convocata"))
    return {accesso: make_carta(punto, accesso, titolo=accesso) for accesso in CartaPunto.Accesso.values}


def _indirizzo(carta):
    return reverse("admin:comitato_meeting_paper", args=[carta.punto.seduta_id, carta.pk])


@pytest.mark.parametrize("chi", ATTESE)
def test_who_reads_which_papers(client, carte, chi):
    client.force_login(_utente(chi))
    seduta = carte["tutti"].punto.seduta
    pagina = client.get(reverse("admin:comitato_meeting", args=[seduta.pk]))
    zip_ = client.get(reverse("admin:comitato_meeting_papers", args=[seduta.pk]))
    stati = {accesso: client.get(_indirizzo(carta)).status_code for accesso, carta in carte.items()}
    if ATTESE[chi] is None:
        assert {pagina.status_code, zip_.status_code, *stati.values()} <= {302, 403}
        return
    assert {accesso for accesso, stato in stati.items() if stato == 200} == ATTESE[chi]
    assert {stato for accesso, stato in stati.items() if accesso not in ATTESE[chi]} <= {404}
    mostrate = {carta.accesso for punto in pagina.context["punti"] for carta in punto.leggibili}
    assert mostrate == ATTESE[chi]
    if not ATTESE[chi]:
        assert zip_.status_code == 404
        return
    nomi = set(zipfile.ZipFile(io.BytesIO(zip_.content)).namelist())
    assert nomi == {f"01-{accesso}.pdf" for accesso in ATTESE[chi]} | {"indice.txt"}


def test_a_meeting_being_prepared_is_of_the_secretariat_alone(client):
    carta = make_carta(make_punto(make_seduta()), "tutti")
    pagine = [
        _indirizzo(carta),
        *(
            reverse(f"admin:comitato_{nome}", args=[carta.punto.seduta_id])
            for nome in ("meeting", "meeting_papers", "meeting_ics", "seduta_change")
        ),
    ]
    client.force_login(_utente("titolare"))
    assert [client.get(pagina).status_code for pagina in pagine] == [404, 404, 404, 404, 302]
    assert client.get(pagine[-1]).url == "/admin/"
    client.force_login(_utente("segreteria"))
    assert [client.get(pagina).status_code for pagina in pagine] == [200] * 5


def test_a_paper_is_read_only_through_its_own_meeting(client, carte):
    client.force_login(_utente("titolare"))
    altra = make_seduta(stato="convocata")
    indirizzo = reverse("admin:comitato_meeting_paper", args=[altra.pk, carte["tutti"].pk])
    assert client.get(indirizzo).status_code == 404


def test_a_place_that_ends_closes_the_door_at_the_next_request(client, carte):
    utente = _utente("titolare")
    client.force_login(utente)
    assert client.get(_indirizzo(carte["seggi"])).status_code == 200
    Componente.objects.filter(utente=utente).update(al=IERI)
    assert client.get(_indirizzo(carte["seggi"])).status_code == 403


@pytest.mark.parametrize("chi", ["titolare", "supplente", "ospite", "ruolo senza seggio"])
def test_members_do_not_act_for_the_secretariat(client, carte, chi):
    """Neither by GET nor by POST, on any action, nor on the sheet of an item, where every paper is named."""
    punto = carte["tutti"].punto
    client.force_login(_utente(chi))
    azioni = ("agenda", "reorder", "copy", "convene", "move", "tell", "cancel", "open", "attendance", "close")
    pagine = [reverse(f"admin:comitato_seduta_{nome}", args=[punto.seduta_id]) for nome in azioni]
    pagine += [
        reverse("admin:comitato_puntoodg_change", args=[punto.pk]),
        reverse("admin:comitato_puntoodg_remove", args=[punto.pk]),
        reverse("admin:comitato_puntoodg_changelist"),
        reverse("admin:comitato_componente_changelist"),
        reverse("admin:comitato_componente_add"),
    ]
    for pagina in pagine:
        assert client.get(pagina).status_code == 403, pagina
        assert client.post(pagina, {"motivo": "no"}).status_code == 403, pagina


def test_the_first_page_tells_a_member_of_the_meetings_to_come(client, carte):
    make_seduta()
    make_seduta(stato="chiusa")
    client.force_login(_utente("ospite"))
    [gruppo] = [g for g in client.get("/admin/").context["da_fare"] if g["titolo"] == "sedute"]
    [voce] = gruppo["voci"]
    assert voce["numero"] == 1
    assert list(client.get(voce["indirizzo"]).context["cl"].queryset) == [carte["tutti"].punto.seduta]
