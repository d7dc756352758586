"""The agenda of a meeting: its items in order, each with its hour, moved, copied from the last one."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from comitato.models import PuntoOdg, Seduta

MODIFICABILI = (Seduta.Stato.PREPARAZIONE, Seduta.Stato.CONVOCATA)


def punti_di(seduta):
    """Return the items of a meeting in order, with all that their projects need to be named."""
    nomi = ("alleanza__ambito", "alleanza__piano", "piano")
    progetti = [f"{verso}__{nome}" for verso in ("progetto", "candidatura__progetto") for nome in nomi]
    return seduta.punti.select_related(*progetti).order_by("ordine")


def con_orari(seduta, punti=None):
    """Return the items in order, each with ``alle``: the hour it begins, from the minutes of those before.

    None from the first item after one whose minutes nobody wrote, and in a written procedure.
    """
    punti = list(punti_di(seduta)) if punti is None else punti
    alle = None if seduta.scritta else seduta.inizio
    for punto in punti:
        punto.alle = alle
        alle = alle + timedelta(minutes=punto.minuti) if alle and punto.minuti is not None else None
    return punti


def fine(seduta, punti):
    """Return the instant it should end, the termine if it is written; None when the minutes are not known."""
    if seduta.scritta:
        return seduta.termine
    if not punti or any(punto.minuti is None for punto in punti):
        return None
    return seduta.inizio + timedelta(minutes=sum(punto.minuti for punto in punti))


def blocca(seduta):
    """Return the meeting, its row locked. Raises ValidationError when its agenda no longer changes."""
    seduta = Seduta.objects.select_for_update(of=("self",)).get(pk=seduta.pk)
    if seduta.stato not in MODIFICABILI:
        raise ValidationError(_("L’ordine del giorno non cambia più: la seduta è aperta o è finita."))
    return seduta


def segna_cambiata(seduta):
    """Remember that a meeting the Comitato was told of has changed: it will be told."""
    if seduta.stato == Seduta.Stato.CONVOCATA and not seduta.da_comunicare:
        seduta.da_comunicare = True
        seduta.save(update_fields=["da_comunicare", "aggiornato_il"])


@transaction.atomic
def aggiungi(*, seduta, **campi):
    """Add an item at the end and return it. Raises ValidationError when the agenda no longer changes."""
    seduta = blocca(seduta)
    ultimo = seduta.punti.aggregate(ultimo=Max("ordine"))["ultimo"] or 0
    punto = PuntoOdg.objects.create(seduta=seduta, ordine=ultimo + 1, **campi)
    segna_cambiata(seduta)
    return punto


@transaction.atomic
def riordina(*, seduta, chiavi):
    """Put the items in the order of ``chiavi``, all the keys of its items.

    Raises ValidationError when they are not the items of now, or the agenda no longer changes.
    """
    seduta = blocca(seduta)
    attuali = list(seduta.punti.order_by("ordine").values_list("pk", flat=True))
    if sorted(attuali) != sorted(chiavi):
        raise ValidationError(_("Nel frattempo l’ordine del giorno è cambiato: guarda e riprova."))
    if attuali == list(chiavi) and _senza_buchi(seduta):
        return
    # Two passes: no two items have the same number, not even for a moment.
    seduta.punti.update(ordine=F("ordine") + 10_000)
    for numero, chiave in enumerate(chiavi, 1):
        seduta.punti.filter(pk=chiave).update(ordine=numero)
    segna_cambiata(seduta)


def _senza_buchi(seduta):
    numeri = list(seduta.punti.order_by("ordine").values_list("ordine", flat=True))
    return numeri == list(range(1, len(numeri) + 1))


@transaction.atomic
def sposta(*, punto, di):
    """Move an item up (``di`` -1) or down (+1) by one place; nothing at the ends."""
    seduta = blocca(punto.seduta)
    chiavi = list(seduta.punti.order_by("ordine").values_list("pk", flat=True))
    if punto.pk not in chiavi:
        raise ValidationError(_("Questo punto non c’è più."))
    posto = chiavi.index(punto.pk)
    nuovo = posto + di
    if 0 <= nuovo < len(chiavi):
        chiavi[posto], chiavi[nuovo] = chiavi[nuovo], chiavi[posto]
        riordina(seduta=seduta, chiavi=chiavi)


@transaction.atomic
def togli(*, punto):
    """Take an item away with its papers; the others close up. Raises ValidationError if it has decisions."""
    seduta = blocca(punto.seduta)
    if punto.decisioni.exists():
        raise ValidationError(_("Su questo punto c’è una decisione: non si toglie."))
    punto.delete()
    riordina(seduta=seduta, chiavi=list(seduta.punti.order_by("ordine").values_list("pk", flat=True)))
    segna_cambiata(Seduta.objects.get(pk=seduta.pk))


def precedente(seduta):
    """Return the last meeting held before this one, of the same kind of data; None for the first."""
    righe = Seduta.objects.filter(inizio__lt=seduta.inizio, dimostrativo=seduta.dimostrativo)
    righe = righe.exclude(pk=seduta.pk).exclude(stato=Seduta.Stato.ANNULLATA)
    return righe.order_by("-inizio", "-pk").first()


@transaction.atomic
def copia_ordine(*, seduta, utente=None):
    """Copy the frame of the last agenda (titles, kinds, minutes) after the items there are; return how many.

    Projects, proposals, papers and what was said are not copied. Raises ValidationError without a last one.
    """
    seduta = blocca(seduta)
    prima = precedente(seduta)
    if prima is None or not prima.punti.exists():
        raise ValidationError(_("Non c’è una seduta precedente con un ordine del giorno da copiare."))
    ci_sono = set(seduta.punti.values_list("titolo", flat=True))
    copiati = 0
    for punto in prima.punti.filter(progetto=None, candidatura=None).order_by("ordine"):
        if punto.titolo not in ci_sono:
            aggiungi(
                seduta=seduta,
                titolo=punto.titolo,
                tipo=punto.tipo,
                minuti=punto.minuti,
                riservato=punto.riservato,
            )
            copiati += 1
    return copiati
