"""Small PDFs for the tests: a good one, and those that must be refused."""

import zlib

from django.core.files.uploadedfile import SimpleUploadedFile


def pdf(*oggetti, coda=b""):
    """Return the bytes of a small PDF with more ``oggetti`` (bytes) in it."""
    corpo = b"\n".join(b"%d 0 obj\n%s\nendobj" % (n, o) for n, o in enumerate(oggetti, 3))
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        + corpo
        + b"\ntrailer\n<< /Root 1 0 R "
        + coda
        + b">>\nstartxref\n9\n%%EOF\n"
    )


def stream(dati, testa=b""):
    """Return an object that holds ``dati`` compressed, with ``testa`` in its dictionary."""
    compressi = zlib.compress(dati)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        testa,
        len(compressi),
        compressi,
    )


def carica(contenuto=None, nome="adesione firmata.pdf"):
    """Return an uploaded file with ``contenuto``, a good PDF by default."""
    return SimpleUploadedFile(nome, pdf() if contenuto is None else contenuto, "application/pdf")


MANDA_JS = b"<< /Type /Action /S /JavaScript /JS (app.alert(1)) >>"
OSTILI = {
    "exe": (b"MZ\x90\x00" + b"\x00" * 500, "forma"),
    "html": (b"<html><script>alert(1)</script>%PDF-1.7 %%EOF", "forma"),
    "senza fine": (pdf().replace(b"%%EOF", b""), "forma"),
    "con uno zip in fondo": (pdf() + b"PK\x03\x04" + b"\x00" * 2000, "forma"),
    "vuoto": (b"%PDF-", "forma"),
    "6 MB": (pdf(b"(" + b"a" * 6 * 1024 * 1024 + b")"), "grande"),
    "javascript": (pdf(MANDA_JS), "attivo"),
    "javascript in cifre": (pdf(b"<< /S /Java#53cript /J#53 (x) >>"), "attivo"),
    "javascript compresso": (pdf(stream(b"5 0 " + MANDA_JS, b"/Type /ObjStm /N 1 /First 4")), "attivo"),
    "lancio": (pdf(b"<< /S /Launch /F (cmd.exe) >>"), "attivo"),
    "altro file dentro": (pdf(b"<< /Names << /EmbeddedFiles 4 0 R >> >>"), "attivo"),
    "cifrato": (pdf(coda=b"/Encrypt 5 0 R "), "cifrato"),
    "compresso illeggibile": (pdf(b"<< /Type /ObjStm >>\nstream\nrotto\nendstream"), "illeggibile"),
    "bomba": (pdf(stream(b"\x00" * 30 * 1024 * 1024, b"/Type /ObjStm")), "illeggibile"),
}
