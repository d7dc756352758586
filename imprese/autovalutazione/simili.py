"""What goes with an advice besides services: good practices of firms alike, the next courses."""

from imprese.models import BuonaPratica, Percorso

PRATICHE = 2  # for each advice
CORSI = 3


def pratiche_per_tema(temi, dimensione):
    """Return {topic key: good practices} of ``temi``, those of firms of that size first, then the latest.

    Two queries, however many the topics.
    """
    righe = BuonaPratica.objects.pubblicati().filter(temi__in=temi).distinct()
    righe = list(righe.order_by("-approvata_il", "-pk").prefetch_related("temi"))
    righe.sort(key=lambda pratica: pratica.dimensione != dimensione)
    per_tema = {tema.pk: [] for tema in temi}
    for pratica in righe:
        for tema in pratica.temi.all():
            per_tema.setdefault(tema.pk, []).append(pratica)
    return per_tema


def per_consiglio(consiglio, per_tema):
    """Return the good practices that go with an advice, each once."""
    trovate = [pratica for tema in consiglio.temi for pratica in per_tema.get(tema.pk, ())]
    return list(dict.fromkeys(trovate))[:PRATICHE]


def prossimi_corsi(adesso=None):
    """Return the next courses that are on."""
    return Percorso.objects.pubblicati().in_arrivo(adesso).filter(annullato_il=None)[:CORSI]
