"""News and questions in the admin: checks, preview, pictures, what is to do."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from redazione.models import Notizia, VoceFaq
from tests.factories import make_utente
from tests.redazione.fabbriche import make_notizia, make_voce_faq
from utenti.ruoli import OPERATORE

pytestmark = pytest.mark.django_db


@pytest.fixture
def redattore(client):
    utente = make_utente(is_staff=True)
    utente.groups.set(Group.objects.filter(name=OPERATORE))
    client.force_login(utente)
    return client


def foto(lati=(3000, 1500), colore="green"):
    """Return a photo with a secret in its metadata."""
    flusso, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "segreto"
    Image.new("RGB", lati, colore).save(flusso, "JPEG", exif=exif)
    return SimpleUploadedFile("foto.jpg", flusso.getvalue(), "image/jpeg")


def modulo(**campi):
    return {
        "titolo": "Un fatto",
        "sommario": "Che cosa è successo.",
        "data": "30/05/2018",
        "data_precisione": "giorno",
        "pubblica_dal_0": "01/06/2018",
        "pubblica_dal_1": "08:00",
    } | campi


FIGURA = {"immagine_alt": "Un prato", "immagine_crediti": "ATS, CC BY 4.0"}


def salva(client, indirizzo, **campi):
    risposta = client.post(indirizzo, modulo(**campi))
    assert risposta.status_code == 302, risposta.context["adminform"].form.errors
    return Notizia.objects.latest("pk")


def test_a_news_is_written_and_published_from_the_sheet(redattore):
    notizia = salva(redattore, "/admin/redazione/notizia/add/", testo="## Perché")
    assert (notizia.slug, notizia.data) == ("un-fatto", date(2018, 5, 30))
    assert notizia.stato() == Notizia.Stato.PUBBLICATA
    assert redattore.get(notizia.get_absolute_url()).status_code == 200


def test_a_picture_is_drawn_again_in_two_sizes_without_metadata(redattore):
    notizia = salva(redattore, "/admin/redazione/notizia/add/", immagine=foto(), **FIGURA)
    assert (notizia.immagine_larghezza, notizia.immagine_altezza) == (1200, 600)
    lati = []
    for nome in (notizia.immagine.name, notizia.immagine_piccola.name):
        with default_storage.open(nome) as file:
            grezzo = file.read()
        immagine = Image.open(BytesIO(grezzo))
        lati.append((immagine.format, immagine.size))
        assert (b"segreto" in grezzo, dict(immagine.getexif())) == (False, {})
    assert lati == [("WEBP", (1200, 600)), ("WEBP", (480, 240))]
    risposta = redattore.get(notizia.immagine.url)
    assert (risposta.status_code, risposta["Content-Type"]) == (200, "image/webp")
    pagina = redattore.get(notizia.get_absolute_url()).content.decode()
    assert f'<img src="{notizia.immagine.url}" alt="Un prato" width="1200" height="600">' in pagina
    assert f'src="{notizia.immagine_piccola.url}"' in redattore.get("/notizie/").content.decode()


def test_a_picture_without_words_or_owner_is_refused_in_words(redattore):
    risposta = redattore.post("/admin/redazione/notizia/add/", modulo(immagine=foto()))
    assert "Con l&#x27;immagine scrivi che cosa si vede e di chi è." in risposta.content.decode()
    assert Notizia.objects.count() == 0


@pytest.mark.parametrize("resto", [{"immagine-clear": "on"}, {"immagine": None}])
def test_the_files_of_an_old_picture_go(redattore, resto, django_capture_on_commit_callbacks):
    notizia = salva(redattore, "/admin/redazione/notizia/add/", immagine=foto(), **FIGURA)
    vecchi = [notizia.immagine.name, notizia.immagine_piccola.name]
    resto = {nome: valore or foto(colore="red") for nome, valore in resto.items()}
    scheda = f"/admin/redazione/notizia/{notizia.pk}/change/"
    letti = redattore.get(scheda).context["adminform"].form
    nascosti = {c.html_name: c.value() or "" for c in letti if c.is_hidden}
    with django_capture_on_commit_callbacks(execute=True):
        notizia = salva(redattore, scheda, slug=notizia.slug, **FIGURA, **nascosti, **resto)
    assert [default_storage.exists(nome) for nome in vecchi] == [False, False]
    resta = "immagine-clear" not in resto
    assert (bool(notizia.immagine), bool(notizia.immagine_piccola)) == (resta, resta)


@pytest.mark.parametrize("modo", ["scheda", "elenco"])
def test_the_files_of_a_deleted_news_go(admin_client, modo, django_capture_on_commit_callbacks):
    notizia = salva(admin_client, "/admin/redazione/notizia/add/", immagine=foto(), **FIGURA)
    nomi = [notizia.immagine.name, notizia.immagine_piccola.name]
    chiesto = {
        "scheda": (f"/admin/redazione/notizia/{notizia.pk}/delete/", {"post": "yes"}),
        "elenco": (
            "/admin/redazione/notizia/?da_fare=tutto",
            {"action": "delete_selected", "_selected_action": [notizia.pk], "post": "yes"},
        ),
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert admin_client.post(*chiesto[modo]).status_code == 302
    assert Notizia.objects.count() == 0
    assert [default_storage.exists(nome) for nome in nomi] == [False, False]


def test_the_sheet_shows_the_checks_of_its_text(redattore):
    notizia = make_notizia(testo="# Uno\n### Tre\n\n[clicca qui](/a)")
    pagina = redattore.get(f"/admin/redazione/notizia/{notizia.pk}/change/")
    assert [rilievo.che for rilievo in pagina.context["rilievi"]] == ["titoli", "collegamenti"]
    html = pagina.content.decode()
    assert "Il titolo «Tre» salta un livello." in html
    assert f'href="/admin/redazione/notizia/{notizia.pk}/anteprima/"' in html


def test_day_and_hour_of_an_instant_have_a_name_each(redattore):
    html = redattore.get("/admin/redazione/notizia/add/").content.decode()
    attesi = ["esce il: giorno", "esce il: ora", "si toglie il: giorno", "si toglie il: ora"]
    assert [nome for nome in attesi if f'aria-label="{nome}"' in html] == attesi


def test_the_preview_shows_the_text_as_citizens_will_read_it(redattore):
    notizia = make_notizia(pubblica_dal=None, testo="# Uno\n\n<script>alert(1)</script> [x](javascript:y)")
    html = redattore.get(f"/admin/redazione/notizia/{notizia.pk}/anteprima/").content.decode()
    assert "<h3>Uno</h3>" in html
    assert ("<script>alert" in html, "javascript:y" in html) == (False, False)
    voce = make_voce_faq(risposta="Una *risposta*.")
    html = redattore.get(f"/admin/redazione/vocefaq/{voce.pk}/anteprima/").content.decode()
    assert "<p>Una <em>risposta</em>.</p>" in html


def test_answers_are_marked_as_checked_today(redattore):
    vecchia = timezone.localdate() - timedelta(days=365)
    righe = [make_voce_faq(verificata_il=vecchia), make_voce_faq(verificata_il=None, pubblicata=False)]
    assert list(VoceFaq.objects.da_verificare()) == righe[:1]
    azione = {"action": "verificate", "_selected_action": [riga.pk for riga in righe]}
    redattore.post("/admin/redazione/vocefaq/?da_fare=tutto", azione)
    assert set(VoceFaq.objects.values_list("verificata_il", flat=True)) == {timezone.localdate()}
    assert list(VoceFaq.objects.da_verificare()) == []
