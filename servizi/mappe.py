"""Rows of a map: an area, its page and its figure. The same rows make the drawing and the table beside it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territorio import mappa
from territorio.models import Ambito


@dataclass(frozen=True)
class Riga:
    """An area with its page and its number of services; ``fuori`` when it left the ATS."""

    codice: str
    nome: str
    url: str
    servizi: int
    residenti: int | None = None
    fuori: bool = False

    @property
    def in_parole(self):
        """Return the figure as people say it: “14 servizi”."""
        return ngettext("%(n)s servizio", "%(n)s servizi", self.servizi) % {"n": self.servizi}


def righe_ambiti(ambiti, conti, url=Ambito.get_absolute_url):
    """Return a row per ambito; ``conti`` is {ambito id: services}, ``url(ambito)`` where its area leads."""
    return [
        Riga(
            mappa.codice_ambito(a),
            a.nome,
            url(a),
            conti.get(a.pk, 0),
            fuori=bool(a.appartenenza_al),
        )
        for a in ambiti
    ]


def righe_comuni(ambito, comuni, conti, url=None):
    """Return a row per comune of ``ambito``; ``conti`` is {comune id: services}.

    ``url(comune)`` says where its area leads; without it, to the page of the comune.
    """
    url = url or (lambda comune: reverse("territorio:comune", args=[ambito.slug, comune.slug]))
    return [
        Riga(
            c.codice_istat,
            c.nome,
            url(c),
            conti.get(c.pk, 0),
            residenti=c.popolazione,
        )
        for c in comuni
    ]


def mappa_ambiti(righe):
    """Return the drawing of the ambiti; ``righe`` come from ``righe_ambiti``."""
    return mappa.disegna(
        mappa.AMBITI, [_area(riga) for riga in righe], titolo=_("Mappa degli ambiti della Rete")
    )


def mappa_comuni(ambito, righe):
    """Return the drawing of the comuni of ``ambito``; ``righe`` come from ``righe_comuni``."""
    titolo = _("Mappa dei comuni dell'ambito di %(nome)s") % {"nome": ambito.nome}
    return mappa.disegna(mappa.codice_ambito(ambito), [_area(riga) for riga in righe], titolo=titolo)


def legenda(righe):
    """Return the lines that explain the colours of the map of ``righe``."""
    return mappa.legenda([_area(riga) for riga in righe])


def _area(riga):
    etichetta = riga.in_parole
    if riga.fuori:
        etichetta += _(", non più nella Rete dal 2019")
    return mappa.Area(riga.codice, riga.nome, riga.url, riga.servizi, etichetta, uscita=riga.fuori)
