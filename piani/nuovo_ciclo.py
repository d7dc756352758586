"""A new cycle from the one before: what is likely to hold is copied, what a new act decides is left empty."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piani.models import Bisogno, LineaAzione, Piano, Priorita, RegolaCapofila

MASSIMO_CODICE = LineaAzione._meta.get_field("code").max_length
NOTA = "Copiato dal ciclo %s: da confermare con gli atti del nuovo ciclo."


@transaction.atomic
def nuovo_ciclo(*, dal, code, titolo, anno_dal, anno_al):
    """Create and return the Piano that follows ``dal``, in preparation.

    Copied: shares, minimum co-financing, how often projects report, who may be capofila, indicators, lines,
    needs and priorities with their ties. Not copied, because a new act decides them: dates and ends, reports
    due, acts, documents, sources and their certainty. Lines keep their tie to those they come from
    (``corrisponde_a``). Raises ValidationError when the code is taken or the years make no sense.
    """
    dal = Piano.objects.select_for_update().get(pk=dal.pk)
    piano = Piano(
        code=code,
        titolo=titolo,
        anno_dal=anno_dal,
        anno_al=anno_al,
        stato=Piano.Stato.PREPARAZIONE,
        dal_ciclo=dal,
        quota_alleanze_pct=dal.quota_alleanze_pct,
        quota_sistema_pct=dal.quota_sistema_pct,
        quota_cofinanziamento_minima_pct=dal.quota_cofinanziamento_minima_pct,
        alleanze_previste=dal.alleanze_previste,
        periodicita_monitoraggio_mesi=dal.periodicita_monitoraggio_mesi,
        nota=NOTA % dal.code,
    )
    piano.full_clean()
    piano.save()
    piano.indicatori.set(dal.indicatori.all())
    for regola in dal.regole_capofila.all():
        RegolaCapofila.objects.create(piano=piano, natura=regola.natura)
    linee = _copia_linee(dal, piano)
    _copia_priorita(dal, piano, linee, _copia_bisogni(dal, piano))
    return piano


def _copia_linee(dal, piano):
    """Copy the lines not retired; return {old pk: new line}. Codes are numbered inside the new cycle."""
    nuove = {}
    oggi = timezone.localdate()
    for numero, linea in enumerate(dal.linee.order_by("livello", "ordine", "pk"), start=1):
        if linea.ritirato_il and linea.ritirato_il <= oggi:
            continue
        nuova = LineaAzione(
            piano=piano,
            code=_codice(piano, numero),
            label=linea.label,
            label_en=linea.label_en,
            descrizione=linea.descrizione,
            livello=linea.livello,
            ordine=linea.ordine,
            nota=NOTA % dal.code,
        )
        _salva(nuova)
        nuova.corrisponde_a.add(linea)
        nuove[linea.pk] = nuova
    return nuove


def _codice(piano, numero):
    """Return the code of a line: that of the cycle, cut where needed, and its number."""
    coda = f"-{numero}"
    return piano.code[: MASSIMO_CODICE - len(coda)] + coda


def _copia_bisogni(dal, piano):
    """Copy the needs; return {old pk: new need}."""
    return {
        bisogno.pk: Bisogno.objects.create(
            piano=piano, titolo=bisogno.titolo, descrizione=bisogno.descrizione, nota=NOTA % dal.code
        )
        for bisogno in dal.bisogni.all()
    }


def _copia_priorita(dal, piano, linee, bisogni):
    for priorita in dal.priorita.prefetch_related("bisogni", "linee"):
        nuova = Priorita.objects.create(
            piano=piano,
            ordine=priorita.ordine,
            titolo=priorita.titolo,
            descrizione=priorita.descrizione,
            nota=NOTA % dal.code,
        )
        nuova.bisogni.set(bisogni[bisogno.pk] for bisogno in priorita.bisogni.all() if bisogno.pk in bisogni)
        nuova.linee.set(linee[linea.pk] for linea in priorita.linee.all() if linea.pk in linee)


def _salva(linea):
    try:
        linea.full_clean()
    except ValidationError as errore:
        raise ValidationError(
            _("La linea «%(linea)s» non si può copiare: %(perche)s")
            % {"linea": linea.label, "perche": " ".join(errore.messages)}
        ) from None
    linea.save()
