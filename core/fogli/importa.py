"""A table from anywhere becomes rows: received, columns mapped, tried, shown, then all of it or nothing."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.fogli.caricamenti import CAMBI, scrivi_tutti
from core.fogli.colonne import posti_di
from core.fogli.lettura import Foglio, leggi
from core.fogli.mappe import mappa_nota, salva_mappa
from core.fogli.tabelle import RigheSbagliateError
from core.importazione import Errore
from core.models import Caricamento


class CambiatoDopoLAnteprima(Exception):  # noqa: N818 - the name says what happened
    """The portal is no longer what the preview compared the file with. Nothing is written."""


def ricevi(*, file, tabella, utente):
    """Read and keep an uploaded table; return (its ``Caricamento``, name of the mapping used, “” for none).

    With headings already mapped once it is also tried. Raises FoglioError when it cannot be read at all.
    """
    foglio = leggi(file)
    mappa, nome = mappa_nota(tabella, foglio.intestazioni, utente)
    caricamento = Caricamento.objects.create(
        tabella=tabella.nome,
        nome_file=str(file.name)[:150],
        foglio={"intestazioni": foglio.intestazioni, "righe": foglio.righe, "come": foglio.come},
        utente=utente,
    )
    if mappa:
        prova(caricamento=caricamento, tabella=tabella, mappa=mappa, utente=utente)
    return caricamento, nome


@transaction.atomic
def abbina(*, caricamento, tabella, mappa, utente, nome=""):
    """Map the headings of an upload, try it, and keep the mapping when it has a ``nome``."""
    if nome:
        salva_mappa(tabella, nome, mappa)
    prova(caricamento=caricamento, tabella=tabella, mappa=mappa, utente=utente)


def prova(*, caricamento, tabella, mappa, utente):
    """Try an upload with ``mappa`` ({heading: key of a column}): its errors are kept, nothing is written."""
    caricamento.foglio["mappa"] = mappa
    passi, errori = tabella.leggi(foglio_di(caricamento), mappa)
    caricamento.base = {"impronta": impronta(passi)}
    troppi = _troppi(passi)
    if not troppi:
        with transaction.atomic():
            errori += _scrivi(caricamento, tabella, passi, utente)
            transaction.set_rollback(True)
    errori = troppi or sorted(errori, key=lambda errore: errore.riga)
    caricamento.errori = [[errore.riga, errore.colonna, errore.messaggio] for errore in errori]
    caricamento.save(update_fields=["foglio", "base", "errori"])


def passi_di(caricamento, tabella, *, blocca=False):
    """Return what each row of a mapped upload would do now; raise RigheSbagliateError."""
    passi, errori = tabella.leggi(foglio_di(caricamento), caricamento.foglio["mappa"], blocca=blocca)
    if errori:
        raise RigheSbagliateError(errori)
    return passi


def _troppi(passi):
    quanti = sum(bool(passo.cambi) for passo in passi)
    testo = _("Il foglio cambia %(n)s righe: al massimo %(max)s alla volta.")
    return [Errore(None, None, testo % {"n": quanti, "max": CAMBI})] if quanti > CAMBI else []


def foglio_di(caricamento):
    """Return the ``Foglio`` that was uploaded."""
    tenuto = caricamento.foglio
    righe = [tuple(riga) for riga in tenuto["righe"]]
    return Foglio(tenuto["intestazioni"], righe, tenuto.get("come", ""))


@transaction.atomic
def conferma(*, caricamento, tabella, utente):
    """Carry out a mapped upload without errors: all of it, or nothing; return how many rows were written.

    Raises, and writes nothing: CambiatoDopoLAnteprima when the preview said something else,
    RigheSbagliateError when a row is refused now, Caricamento.DoesNotExist when it was carried out already,
    was never tried, or is somebody else's.
    """
    caricamento = tabella.caricamenti(utente).select_for_update().get(pk=caricamento.pk, errori=[])
    if "impronta" not in caricamento.base:
        raise Caricamento.DoesNotExist
    passi = passi_di(caricamento, tabella, blocca=True)
    if impronta(passi) != caricamento.base["impronta"]:
        raise CambiatoDopoLAnteprima
    errori = _scrivi(caricamento, tabella, passi, utente)
    if errori:
        raise RigheSbagliateError(errori)
    caricamento.applicato_il = timezone.now()
    caricamento.save(update_fields=["applicato_il"])
    return sum(bool(passo.cambi) for passo in passi)


def impronta(passi):
    """Return what tells two previews apart: rows, values before and after."""
    detti = [
        [p.riga, getattr(p.oggetto, "pk", None), p.cambi, p.base, str(p.gruppo or "")]
        for p in sorted(passi, key=lambda p: p.riga)
    ]
    return hashlib.sha256(json.dumps(detti, sort_keys=True, default=str).encode()).hexdigest()


def _scrivi(caricamento, tabella, passi, utente):
    posti = posti_di(foglio_di(caricamento), caricamento.foglio["mappa"])
    return scrivi_tutti([p for p in passi if p.cambi], tabella.scrivi, posti, utente)
