"""Uploaded papers: what is a PDF that does nothing, what is refused, how a file is kept and handed out."""

import os
import tracemalloc
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from core import documenti
from core.documenti import DepositoPrivato, dimentica, metti_da_parte, privati, ripiglia, scarica, valida_pdf
from tests.documenti import OSTILI, carica, pdf, stream


@pytest.mark.parametrize("caso", OSTILI)
def test_what_is_no_quiet_pdf_is_refused(caso):
    contenuto, codice = OSTILI[caso]
    with pytest.raises(ValidationError) as errore:
        valida_pdf(carica(contenuto))
    assert [e.code for e in errore.value.error_list] == [codice]


@pytest.mark.parametrize(
    "contenuto",
    [
        pdf(),
        pdf(stream(b"immagine con /JS dentro ")),
        pdf(b"<< /Type /Sig /Filter /Adobe.PPKLite >>"),
        pdf(b"<< /Length 9 >>\nstream\na/JS (b) c\nendstream"),  # an image may hold these bytes by chance
        pdf(stream(b"5 0 << /Type /Page >>", b"/Type /ObjStm")),
    ],
)
def test_a_quiet_pdf_is_accepted_and_can_be_read_again(contenuto):
    documento = carica(contenuto)
    valida_pdf(documento)
    assert documento.read() == contenuto


def test_a_bomb_takes_bounded_memory():
    documento = carica(OSTILI["bomba"][0])
    tracemalloc.start()
    with pytest.raises(ValidationError):
        valida_pdf(documento)
    _adesso, massimo = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert massimo < 45 * 1024 * 1024


def test_a_paper_put_aside_comes_back_with_its_token_alone():
    gettone = metti_da_parte(carica(nome="Adesione è firmata.pdf"))
    tenuto = ripiglia(gettone)
    assert (tenuto.name, tenuto.read()) == ("Adesione è firmata.pdf", pdf())
    for falso in (gettone[:-2], "", "../../etc/passwd", "x" * 5000, "\x00"):
        assert ripiglia(falso) is None
    dimentica(gettone)
    assert ripiglia(gettone) is None


def test_papers_nobody_took_back_are_deleted_after_a_day(monkeypatch):
    vecchio = metti_da_parte(carica())
    dopo = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(documenti.timezone, "now", lambda: dopo)
    assert documenti.elimina_dimenticati() >= 1
    monkeypatch.undo()
    assert ripiglia(vecchio) is None


def test_the_private_folder_has_no_address_and_is_of_the_portal_alone(tmp_path):
    deposito = DepositoPrivato(
        location=tmp_path / "privati", file_permissions_mode=0o600, directory_permissions_mode=0o700
    )
    nome = deposito.save(documenti.nome_a_caso("domande"), ContentFile(pdf()))
    assert "adesione" not in nome
    assert os.stat(deposito.path(nome)).st_mode & 0o777 == 0o600
    assert os.stat(tmp_path / "privati").st_mode & 0o777 == 0o700
    with pytest.raises(ValueError, match="private file"):
        deposito.url(nome)


def test_a_download_is_never_shown_by_the_browser():
    nome = privati().save("prova/a.pdf", ContentFile(pdf()))
    risposta = scarica(privati().open(nome), nome="adesione.pdf")
    assert b"".join(risposta.streaming_content) == pdf()
    assert risposta["Content-Disposition"] == 'attachment; filename="adesione.pdf"'
    assert risposta["X-Content-Type-Options"] == "nosniff"
    assert risposta["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert risposta["Cache-Control"] == "no-store"
