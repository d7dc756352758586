"""Fragments of pages rendered once and joined many times: cards of a list, header and footer, forms.

A card is keyed by the values it was rendered from, not by a date of last change: ``QuerySet.update()`` moves
no date, and a card also shows rows that are not its own. What a card shows must therefore be loaded with its
object (``select_related``, ``prefetch_related``, annotations): a card that queries is refused while testing.

A block is keyed by the arguments it names and by the versions of the tables it reads, which are watched while
it is rendered: it is rendered again when one of them changes, and never if it reads none.
"""

from contextlib import contextmanager, nullcontext
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import blake2b
from threading import local

from django.conf import settings
from django.core.files import File
from django.db import connection
from django.db.models import Model
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from core import versione
from core.deposito import Deposito

SEMPLICI = frozenset({str, int, bool, float, type(None), bytes, date, datetime, time, Decimal})
_filo = local()
deposito = Deposito(massimo_byte=24 * 2**20, massimo_voci=20_000)


class FrammentoDiversoError(Exception):
    """A kept block is not what would be rendered: it shows what neither its key nor its tables tell."""


class FrammentoConQueryError(Exception):
    """The template of a card has asked the database for something its key does not know."""


def schede(oggetti, template, *, nome="oggetto", **contesto):
    """Return the joined HTML of ``template`` for each of ``oggetti``, rendering only what has changed.

    The template sees the object as ``nome``, and ``contesto``: plain values, the same for the whole list.
    """
    comune = (template, nome, get_language(), timezone.localdate().toordinal(), impronta(contesto))
    resa = get_template(template)
    return mark_safe("".join(_scheda(oggetto, resa, comune, nome, contesto) for oggetto in oggetti))


def _scheda(oggetto, resa, comune, nome, contesto):
    chiave = (comune, impronta(oggetto))
    html = deposito.prendi(chiave)
    if html is None:
        with senza_query():
            html = resa.render({**contesto, nome: oggetto})
        if not settings.DEBUG:
            deposito.metti(chiave, html, len(html) * 2 + 200)
    return html


def impronta(valore):
    """Return a digest of all that is loaded in ``valore``: an instance with its relations, or plain data."""
    return blake2b(repr(_contenuto(valore, set())).encode(), digest_size=16).digest()


def _contenuto(valore, visti):
    """Return plain data equal for equal contents; ``visti`` stops objects that point at each other."""
    if type(valore) in SEMPLICI:
        return valore
    if isinstance(valore, Model):
        return _contenuto_di_istanza(valore, visti)
    if isinstance(valore, File):
        return valore.name
    if isinstance(valore, dict):
        return [(chiave, _contenuto(voce, visti)) for chiave, voce in valore.items()]
    return [_contenuto(voce, visti) for voce in valore] if hasattr(valore, "__iter__") else valore


def _contenuto_di_istanza(istanza, visti):
    """Return label and loaded values: fields, annotations, prefetched lists, related instances."""
    if id(istanza) in visti:
        return (istanza._meta.label, istanza.pk)
    visti.add(id(istanza))
    contenuto = [istanza._meta.label]
    for valori in (istanza.__dict__, istanza._state.fields_cache):
        for chiave, valore in valori.items():
            if type(valore) in SEMPLICI:
                contenuto.append(valore)
            elif chiave != "_state":
                contenuto.append(_contenuto(valore, visti))
    return contenuto


def senza_query():
    """Return a context in which, while developing and testing, a query is an error."""
    return connection.execute_wrapper(_rifiuta_query) if settings.PAGINE_PUBBLICHE_SEVERE else nullcontext()


def _rifiuta_query(execute, sql, params, many, context):
    raise FrammentoConQueryError(sql)


def ricorda(chiave, rendi, versioni):
    """Return what is kept under ``chiave``, or what ``rendi()`` returns, which is then kept.

    It is HTML, or any value that compares by content and whose ``len()`` is about half its bytes in memory.

    ``versioni()`` gives {table: token}, always the same for the whole page: it is called before the block
    asks the database anything, and not at all if it asks nothing. What is kept holds until a table that
    ``rendi`` has read changes; with a table that has no version (private, or inside a transaction) nothing is
    kept. While testing, what is kept is compared with what would be rendered.
    """
    chiave = ("blocco", get_language(), timezone.localdate().toordinal(), *chiave)
    voce = deposito.prendi(chiave)
    if voce is not None and _vale(voce[1], versioni):
        for osservate in _osservazioni():
            osservate.update(voce[1])
        if settings.PAGINE_PUBBLICHE_SEVERE and rendi() != voce[0]:
            raise FrammentoDiversoError(chiave)
        return voce[0]
    with _osserva(versioni) as lette:
        html = rendi()
    adesso = versioni() if lette else {}
    if not settings.DEBUG and lette <= adesso.keys():
        deposito.metti(chiave, (html, {tabella: adesso[tabella] for tabella in lette}), len(html) * 2 + 500)
    return html


def _vale(lette, versioni):
    return not lette or lette.items() <= versioni().items()


@contextmanager
def _osserva(versioni):
    """Collect the names of the tables read inside the block, also by blocks inside it."""
    lette = set()

    def annota(execute, sql, params, many, context):
        versioni()
        lette.update(versione.chiavi(sql))
        return execute(sql, params, many, context)

    with osserva_pronti(lette), connection.execute_wrapper(annota):
        yield lette


@contextmanager
def osserva_pronti(tabelle):
    """Add to ``tabelle`` those of the blocks that are found ready, whose queries nobody sees."""
    _osservazioni().append(tabelle)
    try:
        yield
    finally:
        _osservazioni().pop()


def _osservazioni():
    """Return the sets being filled in this thread, outermost first."""
    if not hasattr(_filo, "osservazioni"):
        _filo.osservazioni = []
    return _filo.osservazioni
