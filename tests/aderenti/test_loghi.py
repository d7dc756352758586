"""The logo of a member: sent, shown with its words, served, taken away when nobody names it any more."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from core.models import CampoModerato, Proposta
from core.proposte import annulla, decidi, ritira
from tests.area import entra, salva, sezione
from tests.factories import make_aderente, make_organizzazione, make_utente
from tests.immagini import immagine

pytestmark = pytest.mark.django_db


@pytest.fixture
def ente():
    return make_aderente(denominazione="Cooperativa Il Filo")


def _manda(client, ente, capture, **campi):
    """Send a logo and return the response, with what follows the transaction done."""
    campi = {"logo": immagine(), "logo_alt": "Cooperativa Il Filo"} | campi
    with capture(execute=True):
        risposta = salva(client, ente, "presentazione", **campi)
    ente.refresh_from_db()
    return risposta


def _in_attesa():
    """Make the logo one of the fields that wait for ATS."""
    CampoModerato.objects.update_or_create(
        scheda="aderenti.organizzazione", campo="logo", defaults={"sensibile": True}
    )


def test_a_logo_is_shown_with_its_words_and_served_to_everybody(
    client, ente, django_capture_on_commit_callbacks
):
    entra(client, ente)
    _manda(client, ente, django_capture_on_commit_callbacks)
    client.logout()
    assertContains(
        client.get(ente.get_absolute_url()),
        f'<img src="{ente.logo.url}" alt="Cooperativa Il Filo">',
        html=True,
    )
    risposta = client.get(ente.logo.url)
    intestazioni = {n: risposta[n] for n in ("Content-Type", "X-Content-Type-Options", "Cache-Control")}
    assert intestazioni == {
        "Content-Type": "image/webp",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=31536000, immutable",
    }
    assert "sandbox" in risposta["Content-Security-Policy"]
    assert risposta.content[8:12] == b"WEBP"
    assert len(risposta.content) <= 30_000


@pytest.mark.parametrize("nome", ["assente.webp", "..webp", "x" * 300 + ".png", "logo.svg", "logo.html", "x"])
def test_no_other_file_is_served(client, db, nome):
    default_storage.save("loghi/logo.svg", SimpleUploadedFile("logo.svg", b"<svg/>"))
    default_storage.save("loghi/logo.html", SimpleUploadedFile("logo.html", b"<script>"))
    assert client.get(reverse("rete:logo", args=[nome])).status_code == 404


def test_without_its_words_a_logo_is_not_kept_and_must_be_chosen_again(
    client, ente, django_capture_on_commit_callbacks
):
    entra(client, ente)
    risposta = _manda(client, ente, django_capture_on_commit_callbacks, logo_alt="", offre="Un pulmino")
    form = risposta.context["form"]
    assert form.errors == {
        "logo_alt": ["Scrivi il testo alternativo del logo: lo legge chi non lo vede."],
        "logo": ["Scegli di nuovo il file del logo."],
    }
    assert (form["offre"].value(), ente.logo.name) == ("Un pulmino", "")


def test_a_refused_file_says_why_and_keeps_the_rest(client, ente, django_capture_on_commit_callbacks):
    entra(client, ente)
    svg = SimpleUploadedFile("logo.png", b"<svg onload='x'/>", content_type="image/png")
    form = _manda(client, ente, django_capture_on_commit_callbacks, logo=svg).context["form"]
    assert list(form.errors) == ["logo"]
    assert "SVG" in form.errors["logo"][0]
    assert form["logo_alt"].value() == "Cooperativa Il Filo"


def test_of_two_direct_changes_the_first_file_goes_and_the_second_can_be_put_back(
    client, ente, django_capture_on_commit_callbacks
):
    entra(client, ente)
    nomi = []
    for _volta in range(3):
        _manda(client, ente, django_capture_on_commit_callbacks)
        nomi.append(ente.logo.name)
    assert [default_storage.exists(nome) for nome in nomi] == [False, True, True]
    with django_capture_on_commit_callbacks(execute=True):
        annulla(proposta=Proposta.objects.di(ente).first(), da=make_utente(), testo="Era quello giusto.")
    ente.refresh_from_db()
    assert ente.logo.name == nomi[1]
    assert [default_storage.exists(nome) for nome in nomi] == [False, True, False]


def test_a_logo_that_waits_is_kept_until_it_is_withdrawn(client, ente, django_capture_on_commit_callbacks):
    entra(client, ente)
    _manda(client, ente, django_capture_on_commit_callbacks)
    vivo = ente.logo.name
    _in_attesa()
    _manda(client, ente, django_capture_on_commit_callbacks)
    proposta = Proposta.objects.di(ente).aperte().get()
    nuovo = proposta.cambi["logo"]["dopo"]
    assert ente.logo.name == vivo
    assert (default_storage.exists(vivo), default_storage.exists(nuovo)) == (True, True)
    assertContains(client.get(reverse("area:profile-preview", args=[ente.slug])), nuovo)
    assertNotContains(client.get(ente.get_absolute_url()), nuovo)
    with django_capture_on_commit_callbacks(execute=True):
        ritira(proposta=proposta, autore=make_utente())
    assert (default_storage.exists(vivo), default_storage.exists(nuovo)) == (True, False)


def test_a_logo_that_ats_refuses_goes(client, ente, django_capture_on_commit_callbacks):
    entra(client, ente)
    _in_attesa()
    _manda(client, ente, django_capture_on_commit_callbacks)
    proposta = Proposta.objects.di(ente).aperte().get()
    nuovo = proposta.cambi["logo"]["dopo"]
    motivi = dict.fromkeys(proposta.cambi, "Non è il vostro.")
    with django_capture_on_commit_callbacks(execute=True):
        decidi(proposta=proposta, versione=proposta.versione, da=make_utente(), respinti=motivi)
    assert not default_storage.exists(nuovo)


def test_the_logo_of_a_draft_is_replaced_and_taken_away(client, django_capture_on_commit_callbacks):
    ente = make_organizzazione()
    entra(client, ente)
    _manda(client, ente, django_capture_on_commit_callbacks)
    primo = ente.logo.name
    _manda(client, ente, django_capture_on_commit_callbacks)
    secondo = ente.logo.name
    assert (default_storage.exists(primo), default_storage.exists(secondo)) == (False, True)
    assertContains(client.get(sezione(ente, "presentazione")), "Togli l’immagine")
    with django_capture_on_commit_callbacks(execute=True):
        salva(client, ente, "presentazione", **{"logo-clear": "on"})
    ente.refresh_from_db()
    assert (ente.logo.name, default_storage.exists(secondo)) == ("", False)


def test_the_admin_draws_the_logo_again_too(client, ente, db):
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    modulo = client.get(reverse("admin:aderenti_organizzazione_change", args=[ente.pk])).context["adminform"]
    campo = modulo.form.fields["logo"]
    assert campo.clean(immagine("JPEG", nome="foto.jpg")).name.endswith(".webp")
