"""What a project achieved, in a line: validated values of its indicators (Reg. 2021/1060 art. 49(3)(e))."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from progetti.models import ValoreIndicatore


def realizzazioni(progetti):
    """Return {project pk: text} of the validated values, the last one known of each indicator. One query."""
    valori = ValoreIndicatore.objects.filter(
        indicatore_progetto__progetto__in=progetti, validato_il__isnull=False
    ).select_related("indicatore_progetto__indicatore")
    ultimi = {}
    for valore in valori.order_by("indicatore_progetto__indicatore__code", "riferito_al", "pk"):
        ultimi[valore.indicatore_progetto_id] = valore
    righe = {}
    for valore in ultimi.values():
        righe.setdefault(valore.indicatore_progetto.progetto_id, []).append(_in_parole(valore))
    return {pk: "; ".join(testi) for pk, testi in righe.items()}


def _in_parole(valore):
    indicatore = valore.indicatore_progetto.indicatore
    numero = number_format(format(valore.valore.normalize(), "f"))
    if indicatore.soppressione_piccoli_numeri and 0 < valore.valore < 5:
        numero = _("meno di 5")
    return _("%(che_cosa)s: %(quanto)s (al %(giorno)s)") % {
        "che_cosa": indicatore.label,
        "quanto": " ".join(parte for parte in (numero, indicatore.unita) if parte),
        "giorno": f"{valore.riferito_al:%d/%m/%Y}",
    }
