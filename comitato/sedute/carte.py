"""The papers of a meeting: who may read each, and all that one may read in one file."""

import io
import re
import zipfile

from django.utils.text import slugify
from django.utils.translation import gettext as _

from comitato.models import CartaPunto, Seduta
from comitato.valutazione.conflitti import Porte

Accesso = CartaPunto.Accesso


def leggibile(carta, chi):
    """Return whether ``chi`` (``comitato.accesso.Chi``) may read a paper today.

    Not before the meeting is convened, but for the secretariat; then by what the paper allows; never what is
    about a proposal that the seat has a conflict with, nor what is real for a demo seat.
    """
    return not in_conflitto(carta.punto, chi) and _ammesso(carta, chi)


def _ammesso(carta, chi):
    if not chi.legge:
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


def chiusi(punti, chi):
    """Return the keys of the items about a proposal that who sits may not open: in conflict, or not declared.

    The title of an item is of all who are convened: papers, decisions and the proposal are not.
    """
    con_proposta = [punto for punto in punti if punto.candidatura_id is not None]
    if not con_proposta or chi.componente is None:
        return set()
    porte = Porte(punto.candidatura for punto in con_proposta)
    return {punto.pk for punto in con_proposta if not porte.apre(punto.candidatura, chi)}


def in_conflitto(punto, chi):
    """Return whether ``punto`` is one of those (``chiusi``)."""
    return bool(chiusi([punto], chi))


def carte_di(seduta):
    """Return the papers of a meeting in the order of the agenda, each with its item."""
    righe = CartaPunto.objects.filter(punto__seduta=seduta)
    righe = righe.select_related("punto__seduta", "punto__candidatura__progetto")
    return righe.order_by("punto__ordine", "pk")


def leggibili(seduta, chi):
    """Return the papers of a meeting that ``chi`` may read."""
    carte = list(carte_di(seduta))
    fuori = chiusi({carta.punto_id: carta.punto for carta in carte}.values(), chi)
    return [carta for carta in carte if carta.punto_id not in fuori and _ammesso(carta, chi)]


def decisioni_lette(seduta, chi):
    """Return the decisions of a meeting that ``chi`` may read: none on a proposal it may not open."""
    decisioni = seduta.decisioni.select_related("punto__candidatura__progetto").order_by("numero", "pk")
    fuori = chiusi([decisione.punto for decisione in decisioni], chi)
    return [decisione for decisione in decisioni if decisione.punto_id not in fuori]


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
