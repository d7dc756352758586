"""The map of the ambiti coloured by their money, with the rows that the table beside it shows."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.formati import euro
from progetti.panoramica.gruppi import Gruppo, Natura
from territorio import mappa


@dataclass(frozen=True)
class RigaAmbito:
    """An ambito: its group, residents (None when not known), euro per inhabitant, address of its rows."""

    ambito: object
    gruppo: Gruppo
    residenti: object
    a_persona: Decimal | None
    url: str
    fuori: bool = False

    @property
    def concesso(self):
        """Return the ``Somma`` of what is granted."""
        return self.gruppo.somma(Natura.CONCESSO)

    def valore(self, che):
        """Return the figure that the map shows, None when not known."""
        if che == "progetti":
            return len(self.gruppo.progetti) or None
        return self.a_persona if che == "abitante" else self.concesso.totale


def disegna(righe, che):
    """Return (safe SVG, lines of the legend) of ``righe``; ``che`` is a key of ``forms.MAPPE``."""
    valori = [riga.valore(che) for riga in righe]
    classi = mappa.classi(valori)
    aree = [_area(riga, valore, classi, che) for riga, valore in zip(righe, valori, strict=True)]
    return mappa.disegna(mappa.AMBITI, aree, titolo=_titolo(che)), _legenda(valori, classi, che)


def _area(riga, valore, classi, che):
    return mappa.Area(
        codice=mappa.codice_ambito(riga.ambito),
        nome=riga.ambito.nome,
        url=riga.url,
        cifra="–" if valore is None else _scritta(valore, che),
        etichetta=_in_parole(riga, valore, che),
        uscita=riga.fuori,
        classe=classi.get(valore, 0),
    )


def _in_parole(riga, valore, che):
    """Return the figure as it is read aloud."""
    if riga.fuori:
        return _("non più nella Rete in questo ciclo")
    if valore is None:
        return _("nessun progetto") if che == "progetti" else _("somma non nota")
    if che == "progetti":
        return ngettext("%(n)s progetto", "%(n)s progetti", valore) % {"n": valore}
    if che == "abitante":
        return _("%(importo)s per abitante") % {"importo": euro(valore)}
    return euro(valore)


def _titolo(che):
    titoli = {
        "progetti": _("Mappa degli ambiti: numero di progetti"),
        "abitante": _("Mappa degli ambiti: contributi concessi, euro per abitante"),
        "concesso": _("Mappa degli ambiti: contributi concessi in euro"),
    }
    return titoli[che]


def _scritta(valore, che):
    return str(valore) if che == "progetti" else euro(valore)


def _legenda(valori, classi, che):
    voci = []
    if None in valori:
        voci.append(mappa.Voce(0, parole=_("nessun progetto") if che == "progetti" else _("somma non nota")))
    for passo in sorted(set(classi.values())):
        della_classe = [valore for valore, classe in classi.items() if classe == passo]
        da, a = (_scritta(v, che) for v in (min(della_classe), max(della_classe)))
        voci.append(mappa.Voce(passo, parole=da if da == a else _("da %(da)s a %(a)s") % {"da": da, "a": a}))
    return voci
