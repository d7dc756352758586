"""The map of one typology: colour, word and figure of each ambito, or of each comune of an ambito."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comitato.copertura.calcolo import IGNOTO, SCOPERTO
from comitato.copertura.parole import stato_in_parole
from territorio import mappa

LEGENDA_AMBITI = (
    (4, gettext_lazy("coperti tutti i comuni")),
    (2, gettext_lazy("coperti una parte dei comuni")),
    (1, gettext_lazy("c'è, ma non si sa in quali periodi")),
    (0, gettext_lazy("scoperto: nessun comune coperto")),
)
LEGENDA_COMUNI = (
    (4, gettext_lazy("coperto, con una sede nel comune")),
    (2, gettext_lazy("coperto da un servizio con la sede altrove")),
    (1, gettext_lazy("c'è, ma non si sa in quali periodi")),
    (0, gettext_lazy("scoperto")),
)


def mappa_ambiti(somme, titolo, url):
    """Return (safe SVG, lines of the legend). ``somme``: {Ambito: Somma}; ``url(ambito)``: its comuni."""
    aree = [
        mappa.Area(
            mappa.codice_ambito(ambito),
            ambito.nome,
            url(ambito),
            stato_in_parole(somma) if not somma.coperti else f"{len(somma.coperti)}/{len(somma.caselle)}",
            _("%(stato)s, %(coperti)s di %(tutti)s comuni coperti")
            % {
                "stato": stato_in_parole(somma),
                "coperti": len(somma.coperti),
                "tutti": len(somma.caselle),
            },
            classe={"coperto": 4, "in_parte": 2, IGNOTO: 1, SCOPERTO: 0}[somma.stato],
        )
        for ambito, somma in somme.items()
    ]
    return mappa.disegna(mappa.AMBITI, aree, titolo=titolo), _legenda(LEGENDA_AMBITI, aree)


def mappa_comuni(ambito, caselle, titolo, url):
    """Return (safe SVG, lines of the legend) of the comuni of ``ambito``; ``url(casella)``: its page."""
    aree = [
        mappa.Area(
            casella.luogo.codice,
            casella.luogo.nome,
            url(casella),
            casella.quanti or stato_in_parole(casella),
            _etichetta(casella),
            classe=_classe(casella),
        )
        for casella in caselle
    ]
    return mappa.disegna(mappa.codice_ambito(ambito), aree, titolo=titolo), _legenda(LEGENDA_COMUNI, aree)


def _classe(casella):
    if casella.quanti:
        return 4 if casella.con_sede else 2
    return 1 if casella.stato == IGNOTO else 0


def _etichetta(casella):
    if not casella.quanti:
        return stato_in_parole(casella)
    servizi = ngettext("%(n)s servizio", "%(n)s servizi", casella.quanti) % {"n": casella.quanti}
    dove = _("sede nel comune") if casella.con_sede else _("sede altrove")
    return f"{stato_in_parole(casella)}, {servizi}, {dove}"


def _legenda(righe, aree):
    presenti = {area.classe for area in aree}
    return [mappa.Voce(passo, parole=str(parole)) for passo, parole in righe if passo in presenti]
