"""Importer of the sources."""

from django.utils.translation import gettext_lazy as _

from core.importazione.colonne import Testo
from core.importazione.motore import Importatore
from core.models import Fonte

ANNO_MESE_GIORNO = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


class ImportaFonti(Importatore):
    """fonti.csv: the documents, pages and datasets that facts were read in."""

    file = "fonti.csv"
    modello = Fonte
    colonne = {
        "code": Testo(obbligatoria=True),
        "titolo": Testo(obbligatoria=True),
        "tipo": Testo(),
        "indirizzo": Testo(),
        "data": Testo(formato=ANNO_MESE_GIORNO, atteso=_("serve AAAA, AAAA-MM o AAAA-MM-GG")),
        "nota": Testo(),
    }
