"""Records of the search: the index, the needs that found no answer, the searches saved by e-mail."""

from ricerca.models.bisogni import RicercaSenzaEsito, ServizioMancante
from ricerca.models.indice import Copertura, DaIndicizzare, Parola, Posizione
from ricerca.models.salvate import RicercaSalvata, ServizioNotato

__all__ = [
    "Copertura",
    "DaIndicizzare",
    "Parola",
    "Posizione",
    "RicercaSalvata",
    "RicercaSenzaEsito",
    "ServizioMancante",
    "ServizioNotato",
]
