"""Papers that citizens and members upload: only PDF, kept where no address leads, handed out as downloads.

    documento = models.FileField(storage=privati, upload_to=nome_a_caso, validators=[valida_pdf])
    return scarica(riga.documento, nome="adesione.pdf")

A paper that arrives with a form to be corrected is put aside (``metti_da_parte``) and taken back with the
signed token that the form sends again (``ripiglia``): nobody chooses a file twice.
"""

import re
import secrets
import zlib
from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.http import FileResponse, Http404
from django.utils import timezone
from django.utils.translation import gettext as _

MASSIMO = 5 * 1024 * 1024  # bytes
DA_PARTE = "da-parte"  # folder of the papers whose form is not sent yet
TENUTO = timedelta(days=1)
SALE = "core.documenti"
FINE = 1024  # bytes at the end where a reader looks for the end of a PDF
COMPRESSI = 20 * 1024 * 1024  # bytes of compressed objects that are read at most

# Names of the PDF language, the long ones looked for everywhere; a short one may be chance in an image.
LUNGHI = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
CORTI = re.compile(rb"/(JS|XFA)(?![A-Za-z0-9])")
CIFRATO = re.compile(rb"/Encrypt(?![A-Za-z])")
SCRITTO_IN_CIFRE = re.compile(rb"#([0-9A-Fa-f]{2})")
CORPO = re.compile(rb">>\s*stream\r?\n(.*?)endstream", re.DOTALL)
OGGETTI = re.compile(rb"/ObjStm(?![A-Za-z0-9])")


class DepositoPrivato(FileSystemStorage):
    """A folder that no address leads to: what is in it leaves through a view that asks who you are."""

    def url(self, name):
        """Raise ValueError: a private file has no address."""
        raise ValueError(f"private file: {name}")


def privati():
    """Return the storage of the private files (setting STORAGES, entry “privati”)."""
    return storages["privati"]


def nome_a_caso(cartella):
    """Return a name in ``cartella`` that says nothing of who sent the file nor of what it is."""
    return f"{cartella}/{secrets.token_urlsafe(18)}.pdf"


def valida_pdf(documento):
    """Accept a PDF of up to 5 MB that does nothing when it is opened; raise ValidationError otherwise."""
    if documento.size > MASSIMO:
        raise ValidationError(
            _("Il file è troppo grande: al massimo 5 MB. Prova a scansionarlo in bianco e nero."),
            code="grande",
        )
    documento.seek(0)
    contenuto = documento.read()
    documento.seek(0)
    if not contenuto.startswith(b"%PDF-") or b"%%EOF" not in contenuto[-FINE:]:
        raise ValidationError(
            _("Questo file non è un PDF, o è rovinato: salvalo di nuovo come PDF."), code="forma"
        )
    in_chiaro = _nomi_in_chiaro(contenuto)
    if CIFRATO.search(in_chiaro):
        raise ValidationError(
            _("Il PDF è protetto da una password: toglila e mandalo di nuovo."), code="cifrato"
        )
    struttura = _nomi_in_chiaro(CORPO.sub(b">> ", contenuto)) + _oggetti_compressi(contenuto)
    if LUNGHI.search(in_chiaro) or LUNGHI.search(struttura) or CORTI.search(struttura):
        raise ValidationError(
            _("Il PDF contiene programmi o altri file: stampalo in un nuovo PDF, oppure scansionalo."),
            code="attivo",
        )


def _nomi_in_chiaro(contenuto):
    """Return the bytes with the letters written as #hh: “/J#53” is “/JS”."""
    return SCRITTO_IN_CIFRE.sub(lambda trovato: bytes.fromhex(trovato[1].decode()), contenuto)


def _oggetti_compressi(contenuto):
    """Return the objects that a PDF holds compressed; raise ValidationError when they cannot be read."""
    letti = []
    resto = COMPRESSI
    for corpo in CORPO.finditer(contenuto):
        if not OGGETTI.search(_nomi_in_chiaro(_dizionario(contenuto, corpo.start()))):
            continue
        try:
            oggetti = zlib.decompressobj().decompress(corpo[1], resto)
        except zlib.error:
            oggetti = b""
        resto -= len(oggetti)
        if not oggetti or resto <= 0:
            raise ValidationError(
                _("Non riusciamo a leggere questo PDF: stampalo in un nuovo PDF e riprova."),
                code="illeggibile",
            )
        letti.append(_nomi_in_chiaro(oggetti))
    return b"\n".join(letti)


def _dizionario(contenuto, fine):
    """Return what is between the last “obj” before ``fine`` and it: the dictionary of a stream."""
    return contenuto[max(contenuto.rfind(b"obj", 0, fine), fine - 4096, 0) : fine]


def metti_da_parte(documento):
    """Keep a valid paper until its form is right; return the signed token that takes it back.

    The papers that nobody took back within a day are deleted here.
    """
    elimina_dimenticati()
    documento.seek(0)
    nome = privati().save(nome_a_caso(DA_PARTE), documento)
    return signing.dumps([nome, documento.name[-100:]], salt=SALE)


def ripiglia(gettone):
    """Return the paper of a token, with the name it was chosen by; None if it is not there any more."""
    try:
        nome, scelto = signing.loads(gettone, salt=SALE, max_age=TENUTO)
    except signing.BadSignature:
        return None
    if not privati().exists(nome):
        return None
    with privati().open(nome) as tenuto:
        return ContentFile(tenuto.read(), name=scelto)


def dimentica(gettone):
    """Delete the paper of a token, if it is there: it has been sent."""
    try:
        nome, _scelto = signing.loads(gettone, salt=SALE)
    except signing.BadSignature:
        return
    privati().delete(nome)


def elimina_dimenticati():
    """Delete the papers put aside more than a day ago; return how many."""
    if not privati().exists(DA_PARTE):
        return 0
    _cartelle, nomi = privati().listdir(DA_PARTE)
    limite = timezone.now() - TENUTO
    vecchi = [f"{DA_PARTE}/{nome}" for nome in nomi]
    vecchi = [nome for nome in vecchi if privati().get_modified_time(nome) < limite]
    for nome in vecchi:
        privati().delete(nome)
    return len(vecchi)


def scarica(documento, *, nome):
    """Return the download of a private file: never shown by the browser, never taken for something else."""
    risposta = FileResponse(
        documento.open("rb"), as_attachment=True, filename=nome, content_type="application/pdf"
    )
    risposta.headers["X-Content-Type-Options"] = "nosniff"
    risposta.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    risposta.headers["Cache-Control"] = "no-store"
    return risposta


def scarica_o_404(documento, *, nome):
    """Return the download of a private file; raise Http404 when the store has lost it."""
    try:
        return scarica(documento, nome=nome)
    except FileNotFoundError as errore:
        raise Http404 from errore
