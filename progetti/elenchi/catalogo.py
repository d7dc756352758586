"""Which legal lists there are, what they are called, where they are."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.elenchi.campi import Tipo
from progetti.elenchi.scadenze import MESI, anni_in_linea, non_piu_in_linea

SLUG = {
    "operazioni-2014-2020": Tipo.OPERAZIONI_1303,
    "operazioni-2021-2027": Tipo.OPERAZIONI_1060,
}
CONTRIBUTI = "contributi-"


@dataclass(frozen=True)
class Voce:
    """A list: its kind and, for the grants, its year."""

    tipo: str
    anno: int | None = None

    @property
    def slug(self):
        """Return the name in the address and in the files."""
        if self.tipo == Tipo.ART_27:
            return f"{CONTRIBUTI}{self.anno}"
        return next(slug for slug, tipo in SLUG.items() if tipo == self.tipo)

    @property
    def titolo(self):
        """Return the title for citizens."""
        return {
            Tipo.OPERAZIONI_1303: _("Progetti pagati dal Fondo sociale europeo, 2014-2020"),
            Tipo.OPERAZIONI_1060: _("Progetti pagati dal Fondo sociale europeo Plus, 2021-2027"),
            Tipo.ART_27: _("Contributi pagati nel %(anno)s") % {"anno": self.anno},
        }[self.tipo]

    @property
    def norma(self):
        """Return the rule that asks for it."""
        return {
            Tipo.OPERAZIONI_1303: _("Regolamento (UE) 1303/2013, articolo 115 e allegato XII"),
            Tipo.OPERAZIONI_1060: _("Regolamento (UE) 2021/1060, articolo 49"),
            Tipo.ART_27: _("Decreto legislativo 33/2013, articoli 26 e 27"),
        }[self.tipo]

    @property
    def mesi(self):
        """Return how many months may pass between two publications; None for the list of a year."""
        return MESI.get(self.tipo)

    @property
    def europeo(self):
        """Return whether it is an extract of the list of the Autorità di gestione."""
        return self.tipo in MESI

    def get_absolute_url(self):
        """Return the public page."""
        return reverse("elenchi:detail", args=[self.slug])


def operazioni():
    """Return the two lists of operations."""
    return [Voce(tipo) for tipo in SLUG.values()]


def di_legge(oggi=None):
    """Return every list that may be published on ``oggi`` (today): operations, then grants by year."""
    anni = anni_in_linea(oggi or timezone.localdate())
    return [*operazioni(), *(Voce(Tipo.ART_27, anno) for anno in anni)]


def voce(slug, oggi=None):
    """Return the ``Voce`` of an address, published or not; raise KeyError when there is none."""
    if slug in SLUG:
        return Voce(SLUG[slug])
    anno = slug.removeprefix(CONTRIBUTI)
    oggi = oggi or timezone.localdate()
    if anno == slug or not (anno.isascii() and anno.isdecimal() and len(anno) == 4):
        raise KeyError(slug)
    trovata = Voce(Tipo.ART_27, int(anno))
    if trovata.anno not in anni_in_linea(oggi) and not scaduta(trovata, oggi):
        raise KeyError(slug)
    return trovata


def scaduta(trovata, oggi=None):
    """Return whether a list was to be found once and is not any more."""
    return bool(trovata.anno) and non_piu_in_linea(trovata.anno, oggi or timezone.localdate())
