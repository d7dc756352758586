"""Importer of the public calls that the sources prove."""

from datetime import datetime, time

from django.utils import timezone

from core.importazione import Data, DataIncerta, Decimale, Importatore, Riferimento, Scelta, SiNo, Testo
from core.importazione.condivise import CERTEZZA, FONTI
from piani.models import Atto, Piano
from progetti.importazione import FONDI, scheda_fondo
from progetti.models import Avviso

FINE_GIORNO = time(23, 59)


class ImportaAvvisi(Importatore):
    """avvisi.csv: calls; only the day of opening and closing is known, so the hour is not shown."""

    file = "avvisi.csv"
    modello = Avviso
    rinomina = {"dotazione_eur": "dotazione", "esito_data": "esito_pubblicato_il"}
    colonne = {
        "code": Testo(obbligatoria=True),
        "titolo": Testo(obbligatoria=True),
        "sintesi": Testo(),
        "a_chi": Testo(),
        "ciclo": Riferimento(Piano),
        "fondo": Scelta(FONDI.keys()),
        "atto": Riferimento(Atto),
        "apre": Data(),
        "chiude": Data(),
        "dotazione_eur": Decimale(minimo=0),
        "quota_cofinanziamento_minima_pct": Decimale(minimo=0, massimo=100),
        "proposte_altrove": SiNo(obbligatoria=True),
        "esito": Testo(),
        "esito_atto": Riferimento(Atto),
        "esito_data": DataIncerta(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
        "nota": Testo(),
    }

    def nel_database(self):
        """Return the calls, those of the demo left out."""
        return Avviso.objects.filter(dimostrativo=False)

    def schede(self, riga):
        """Yield the fund and the call, published."""
        fondo = (yield scheda_fondo(riga["fondo"], self.contesto)) if riga["fondo"] else None
        valori = {
            "fondo": fondo,
            "apre_il": _istante(riga["apre"], time.min),
            "chiude_il": _istante(riga["chiude"], FINE_GIORNO),
            "ore_note": False,
        }
        yield self.scheda(riga, valori=valori, iniziali={"pubblicato": True})


def _istante(giorno, ora):
    """Return the instant of a day in Italy; None when the day is not known."""
    return timezone.make_aware(datetime.combine(giorno, ora)) if giorno else None
