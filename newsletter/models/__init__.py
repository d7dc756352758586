"""Records of the newsletter."""

from newsletter.models.abbonati import Abbonato, AmbitoAbbonato, ContoAbbonati
from newsletter.models.numeri import Invio, Numero, VoceNumero
from newsletter.models.scelte import Argomento

__all__ = ["Abbonato", "AmbitoAbbonato", "Argomento", "ContoAbbonati", "Invio", "Numero", "VoceNumero"]
