"""The groups: where a row of money or a project falls.

Each falls in exactly one group of every grouping, so that the groups always add up to the total: what is of
several ambiti or lines, of the whole territory, or not known has a group of its own. The keys of those groups
begin with “~”, which no code and no slug can hold.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from progetti.models import Progetto

NESSUNO, PIU, TUTTI = "~nessuno", "~piu", "~tutti"
PER = {
    "ciclo": _("ciclo"),
    "fondo": _("fondo"),
    "linea": _("linea di azione"),
    "ambito": _("ambito"),
    "anno": _("anno"),
    "tipo": _("tipo di progetto"),
}
SPECIALI = {
    "ciclo": {NESSUNO: _("fuori dai cicli dei Piani")},
    "fondo": {NESSUNO: _("fondo non noto")},
    "linea": {PIU: _("più linee insieme"), NESSUNO: _("linea non nota")},
    "ambito": {
        PIU: _("più ambiti insieme"),
        TUTTI: _("tutta la Montagna"),
        NESSUNO: _("ambito non noto"),
    },
    "anno": {NESSUNO: _("anno non noto")},
    "tipo": {
        PIU: _("progetti di tipi diversi insieme"),
        TUTTI: _("somme di tutto il ciclo"),
        NESSUNO: _("tipo non noto"),
    },
}


@dataclass(frozen=True)
class Vocabolari:
    """The rows that groups are named after, {pk: row} in the order they are shown."""

    piani: dict = field(default_factory=dict)
    fondi: dict = field(default_factory=dict)
    linee: dict = field(default_factory=dict)
    ambiti: dict = field(default_factory=dict)

    def nomi(self, per, anni=()):
        """Return {key: name} of every group of ``per``, in order; ``anni`` are the years there are."""
        return self._voci(per, anni) | SPECIALI[per]

    def _voci(self, per, anni):
        if per == "ciclo":
            return {piano.code: piano.anni for piano in self.piani.values()}
        if per == "fondo":
            return {fondo.code: fondo.label for fondo in self.fondi.values()}
        if per == "linea":
            piani = self.piani
            return {
                linea.code: f"{linea.label} ({piani[linea.piano_id].anni})" for linea in self.linee.values()
            }
        if per == "ambito":
            return {ambito.slug: ambito.nome for ambito in self.ambiti.values()}
        if per == "anno":
            return {str(anno): str(anno) for anno in sorted(anni, reverse=True)}
        return dict(Progetto.Tipo.choices)


def della_riga(riga, voc):
    """Return {grouping: key} of a ``RigaDenaro``."""
    return {
        "ciclo": _codice(voc.piani, riga.piano_id),
        "fondo": _codice(voc.fondi, riga.fondo_id),
        "linea": _uno(voc.linee, riga.linee, "code", NESSUNO),
        "ambito": _uno(voc.ambiti, riga.ambiti, "slug", _dove(riga)),
        "anno": str(riga.anno),
        "tipo": _tipo(riga),
    }


def del_progetto(progetto, voc, anno=None):
    """Return {grouping: key} of a project; ``anno`` is that of its first sum, None when no sum is known.

    ``progetto`` has ambiti, linee and alleanza loaded. Its ambito is that of its Alleanza when it names none.
    """
    ambiti = {ambito.pk for ambito in progetto.ambiti.all()}
    if not ambiti and progetto.alleanza_id:
        ambiti = {progetto.alleanza.ambito_id}
    return {
        "ciclo": _codice(voc.piani, progetto.piano_id),
        "fondo": _codice(voc.fondi, progetto.fondo_id),
        "linea": _uno(voc.linee, {linea.pk for linea in progetto.linee.all()}, "code", NESSUNO),
        "ambito": _uno(voc.ambiti, ambiti, "slug", _ovunque([progetto])),
        "anno": NESSUNO if anno is None else str(anno),
        "tipo": progetto.tipo,
    }


def _codice(righe, pk):
    return NESSUNO if pk is None else righe[pk].code


def _uno(righe, chiavi, campo, senza):
    """Return the code of the only row, PIU when there are more, ``senza`` when there is none."""
    if len(chiavi) == 1:
        return getattr(righe[next(iter(chiavi))], campo)
    return PIU if chiavi else senza


def _dove(riga):
    """Return where a row without ambiti is: everywhere when it is of a whole cycle."""
    return TUTTI if not riga.n_progetti else _ovunque(riga.progetti)


def _ovunque(progetti):
    """Return where projects without ambiti are: everywhere for an azione di sistema, else not known."""
    tipi = {progetto.tipo for progetto in progetti}
    return TUTTI if tipi == {Progetto.Tipo.SISTEMA} else NESSUNO


def _tipo(riga):
    tipi = {progetto.tipo for progetto in riga.progetti}
    if len(tipi) > 1:
        return PIU
    return tipi.pop() if tipi else (NESSUNO if riga.n_progetti else TUTTI)
