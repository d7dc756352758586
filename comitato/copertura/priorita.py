"""Cover of the priorities of a cycle: priority → lines of action → projects and services."""

from dataclasses import dataclass

from piani.models import Piano


@dataclass(frozen=True)
class RigaPriorita:
    """A priority, or a line of action that no priority names, with what serves it today."""

    titolo: str
    linee: tuple
    opere: tuple
    tipologie: tuple
    servizi: int

    @property
    def in_corso(self):
        """Return the running projects."""
        return [opera for opera in self.opere if opera.quando == "in_corso"]

    @property
    def stato(self):
        """Return “coperta” (a project runs), “solo_servizi”, “scoperta”, “ignota” (no typology tied)."""
        if self.in_corso:
            return "coperta"
        if not self.tipologie:
            return "ignota"
        return "solo_servizi" if self.servizi else "scoperta"


def priorita_del_ciclo(mondo):
    """Return (cycle, rows of its priorities, rows of its other lines); (None, [], []) without cycles.

    The cycle is the one in force, else the latest. Only its own projects count. Four queries.
    """
    cicli = Piano.objects.prefetch_related("priorita__linee", "linee")
    ciclo = cicli.filter(stato=Piano.Stato.IN_CORSO).first() or cicli.first()
    if ciclo is None:
        return None, [], []
    priorita = [_riga(p.titolo, tuple(p.linee.all()), ciclo, mondo) for p in ciclo.priorita.all()]
    nominate = {linea.pk for riga in priorita for linea in riga.linee}
    altre = [linea for linea in ciclo.linee.all() if linea.pk not in nominate]
    return ciclo, priorita, [_riga(str(linea), (linea,), ciclo, mondo) for linea in altre]


def _riga(titolo, linee, ciclo, mondo):
    pks = {linea.pk for linea in linee}
    opere = tuple(opera for opera in mondo.opere if opera.ciclo == ciclo.pk and opera.linee & pks)
    tipologie = tuple(tipo for tipo in mondo.tipologie if tipo.linee & pks)
    di_queste = {tipo.pk for tipo in tipologie}
    servizi = sum(servizio.tipologia in di_queste for servizio in mondo.servizi)
    return RigaPriorita(titolo, linee, opere, tipologie, servizi)
