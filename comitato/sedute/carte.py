"""The papers of a meeting: who may read each, and all that one may read in one file."""

import io
import re
import zipfile

from django.utils.text import slugify
from django.utils.translation import gettext as _

from comitato.models import CartaPunto, Seduta
from comitato.valutazione.conflitti import puo_aprire

Accesso = CartaPunto.Accesso


def leggibile(carta, chi):
    """Return whether ``chi`` (``comitato.accesso.Chi``) may read a paper today.

    Not before the meeting is convened, but for the secretariat; then by what the paper allows; never what is
    about a proposal that the seat has a conflict with, nor what is real for a demo seat.
    """
    if not chi.legge or in_conflitto(carta.punto, chi):
        return False
    if chi.segreteria:
        return True
    if carta.punto.seduta.numero is None:
        return False
    seggio = chi.seggio
    if seggio is not None and seggio.dimostrativo and not carta.punto.seduta.dimostrativo:
        return False
    return {
        Accesso.TUTTI: True,
        Accesso.SEGGI: seggio is not None,
        Accesso.VOTO: seggio is not None and seggio.con_voto,
    }.get(carta.accesso, False)


def in_conflitto(punto, chi):
    """Return whether who sits may not open the proposal of an item: in conflict, or nothing declared."""
    if punto.candidatura_id is None or chi.componente is None:
        return False
    return not puo_aprire(punto.candidatura, chi)


def carte_di(seduta):
    """Return the papers of a meeting in the order of the agenda, each with its item."""
    righe = CartaPunto.objects.filter(punto__seduta=seduta)
    righe = righe.select_related("punto__seduta", "punto__candidatura__progetto")
    return righe.order_by("punto__ordine", "pk")


def leggibili(seduta, chi):
    """Return the papers of a meeting that ``chi`` may read."""
    return [carta for carta in carte_di(seduta) if leggibile(carta, chi)]


def nome_di(carta):
    """Return the name of the file of a paper: number of the item, title."""
    return f"{carta.punto.ordine:02}-{slugify(carta.titolo)[:80] or 'carta'}.pdf"


def pacchetto(seduta: Seduta, carte):
    """Return the bytes of a zip with the files of ``carte``, and a list of them that opens anywhere.

    A paper that is an address, or whose file is lost, is in the list with what to do.
    """
    corpo = io.BytesIO()
    righe = [str(seduta), ""]
    presi = set()
    with zipfile.ZipFile(corpo, "w", zipfile.ZIP_DEFLATED) as cartella:
        for carta in carte:
            nome = _libero(nome_di(carta), presi)
            righe += [str(carta.punto), f"  {carta.titolo}: {_metti(cartella, carta, nome)}"]
        cartella.writestr("indice.txt", "\ufeff" + "\r\n".join(righe) + "\r\n")
    return corpo.getvalue()


def _libero(nome, presi):
    """Return ``nome``, with a number when another paper has it."""
    base, numero = re.sub(r"\.pdf$", "", nome), 1
    while nome in presi:
        numero += 1
        nome = f"{base}-{numero}.pdf"
    presi.add(nome)
    return nome


def _metti(cartella, carta, nome):
    """Put the file of a paper in the zip; return what the list says of it."""
    if not carta.file:
        return carta.indirizzo
    try:
        with carta.file.open("rb") as documento:
            cartella.writestr(nome, documento.read())
    except FileNotFoundError:
        return _("il file non c’è più: chiedilo alla segreteria")
    return nome
