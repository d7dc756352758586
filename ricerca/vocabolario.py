"""What the search knows of words: typologies by every name, places, menus."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.functional import cached_property

from core import frammenti, versione
from ricerca.lingua import normalizza, radici
from ricerca.luoghi import Luoghi
from ricerca.menu import Menu
from territorio.models import Comune

PESO_RIGA = 300  # bytes a row takes in memory, roughly
CAMPI_COMUNE = [
    "nome",
    "slug",
    "codice_istat",
    "alias",
    "lat",
    "lon",
    "cessato_il",
    "confluito_in",
]


class AmbitoNominato(NamedTuple):
    """An ambito as a place in a query."""

    pk: int
    nome: str
    slug: str
    alias: str


class Vocabolario:
    """Menus, places and the names of the typologies, all read from two queries."""

    def __init__(self):
        self.menu = Menu()
        self.comuni = list(Comune.objects.only(*CAMPI_COMUNE))

    def __eq__(self, altro):
        return self._contenuto == altro._contenuto

    __hash__ = None

    def __len__(self):
        """Return the bytes it takes in memory, roughly."""
        return PESO_RIGA * (len(self.menu.righe) + len(self.comuni))

    @property
    def _contenuto(self):
        comuni = [tuple(getattr(c, c._meta.get_field(n).attname) for n in CAMPI_COMUNE) for c in self.comuni]
        return self.menu.righe, comuni

    @cached_property
    def luoghi(self):
        """Return the places by every name."""
        alias = {voce.code: voce.label for voce in self.menu.voci("alias")}
        ambiti = [
            AmbitoNominato(v.pk, v.label, v.code, alias.get(v.code, "")) for v in self.menu.voci("ambito")
        ]
        return Luoghi(self.comuni, ambiti)

    @cached_property
    def tipologie(self):
        """Return {pk: Voce} of the typologies in use."""
        return {voce.pk: voce for voce in self.menu.voci("tipologia")}

    @cached_property
    def nomi(self):
        """Return {roots of a name: sorted pks of the typologies so called}, labels and citizens' words."""
        nomi = defaultdict(set)
        for voce in (*self.menu.voci("tipologia"), *self.menu.voci("sinonimo")):
            nomi[radici(voce.label)].add(voce.pk)
        nomi.pop((), None)
        return {nome: tuple(sorted(pks, key=self._ordine)) for nome, pks in nomi.items()}

    def _ordine(self, pk):
        return self.tipologie[pk].ordine, pk

    @cached_property
    def piu_lungo(self):
        """Return the number of words of the longest name of a typology."""
        return max(map(len, self.nomi), default=0)

    @cached_property
    def testi_noti(self):
        """Return the names of typologies and places as people write them, normalised, and their words."""
        voci = (*self.menu.voci("tipologia"), *self.menu.voci("sinonimo"))
        testi = {normalizza(voce.label) for voce in voci} | self.luoghi.tutti_i_nomi()
        return testi | {parola for testo in testi for parola in testo.split()}


def carica(request=None):
    """Return the Vocabolario of today, kept in memory as long as no table it is read from changes."""
    if request is None:
        return _pronto()
    return frammenti.ricorda(
        ("ricerca.vocabolario",), _pronto, lambda: versione.tabelle_della_pagina(request)
    )


def _pronto():
    vocabolario = Vocabolario()
    vocabolario.menu.righe  # noqa: B018  (read now, while the tables it comes from are watched)
    return vocabolario
