"""The life of a project as ATS reads it: every event, those taken back too, with who recorded it and when."""

from progetti.models.transizioni import STATI


def ultimo_stato(progetto):
    """Return the event that gives the state of today, None without events: one query.

    It is the last one recorded, as the rules of the database want.
    """
    return progetto.eventi.validi().filter(tipo__in=STATI).order_by("-pk").first()


def vita(progetto):
    """Return the events of a project in the order they were recorded, corrections aside: two queries.

    Each has ``correzione``, the event that took it back (None when it stands), and ``si_annulla``: whether
    it can be taken back by itself, as a note or a change of state with nothing after it.
    """
    eventi = progetto.eventi.filter(corregge=None).select_related("atto", "registrato_da")
    righe = list(eventi.prefetch_related("correzioni__registrato_da").order_by("pk"))
    for evento in righe:
        evento.correzione = next(iter(evento.correzioni.all()), None)
    ultimo = ultimo_in(righe)
    valide = [evento for evento in righe if not evento.correzione]
    for evento in righe:
        da_solo = evento.tipo not in STATI or (evento == ultimo and evento == valide[-1])
        evento.si_annulla = not evento.correzione and da_solo
    return righe


def ultimo_in(righe):
    """Return the event that gives the state of today among those of ``vita``, None without: no query."""
    stati = [evento for evento in righe if evento.tipo in STATI and not evento.correzione]
    return stati[-1] if stati else None
