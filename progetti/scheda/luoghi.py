"""The places of a project on a map of the territory. The list beside it says the same."""

from django.urls import reverse
from django.utils.translation import gettext as _

from territorio import mappa
from territorio.models import Ambito


def disegno(progetto, legami):
    """Return the SVG of the comuni of the project, when they are of one ambito; else of its ambiti.

    Empty when no place is known, or none is on a map.
    """
    comuni = legami["comuni"]
    if comuni and len({voce["mappa"] for voce in comuni}) == 1:
        quale = mappa.codice_ambito(Ambito(codice_istat_riferimento=comuni[0]["mappa"]))
        return _mappa(quale, [_comune(voce) for voce in comuni], _("Mappa dei comuni del progetto"))
    aree = [_ambito(voce["codice"], voce["testo"], voce["dove"]) for voce in legami["ambiti"]]
    if not aree and progetto.alleanza:
        ambito = progetto.alleanza.ambito
        aree = [_ambito(ambito.codice_istat_riferimento, ambito.nome, ambito.slug)]
    return _mappa(mappa.AMBITI, aree, _("Mappa degli ambiti del progetto"))


def _mappa(quale, aree, titolo):
    return mappa.disegna(quale, aree, titolo=titolo, cifre=False) if aree else ""


def _comune(voce):
    indirizzo = reverse("territorio:comune", args=[voce["sopra"], voce["dove"]])
    return mappa.Area(voce["codice"], voce["testo"], indirizzo, mappa.PASSI, _("comune del progetto"))


def _ambito(riferimento, nome, slug):
    codice = mappa.codice_ambito(Ambito(codice_istat_riferimento=riferimento))
    indirizzo = reverse("territorio:ambito", args=[slug])
    return mappa.Area(codice, nome, indirizzo, mappa.PASSI, _("ambito del progetto"))
