"""Importers of the first news, dated facts that the sources prove, and of the wording that acts impose."""

from django.utils import timezone

from core.importazione import Data, Ignorata, Importatore, Lista, Riferimento, Scelta, Testo
from core.importazione.condivise import CERTEZZA, FONTI
from core.models.basi import Precisione
from progetti.models import Progetto
from redazione.models import Documento, Notizia
from territorio.importazione import RiferimentoAmbito


class ImportaNotizie(Importatore):
    """notizie.csv: news, published when they are loaded; the address of the source is among the sources."""

    file = "notizie.csv"
    modello = Notizia
    rinomina = {"precisione": "data_precisione"}
    colonne = {
        "code": Testo(obbligatoria=True),
        "data": Data(obbligatoria=True),
        "precisione": Scelta(Precisione.values, obbligatoria=True),
        "titolo": Testo(obbligatoria=True),
        "sommario": Testo(obbligatoria=True),
        "ambiti": Lista(RiferimentoAmbito()),
        "progetti": Lista(Riferimento(Progetto)),
        "fonte": FONTI,
        "indirizzo": Ignorata(),
        "certezza": CERTEZZA,
        "nota": Testo(),
    }

    def nel_database(self):
        """Return the news that came from the file: the office writes others."""
        return Notizia.objects.exclude(code=None)

    def schede(self, riga):
        """Yield the news, published from now on."""
        yield self.scheda(riga, iniziali={"pubblica_dal": timezone.now()})


class ImportaDocumenti(Importatore):
    """documenti.csv: what the library begins with, published when it is loaded."""

    file = "documenti.csv"
    modello = Documento
    colonne = {
        "code": Testo(obbligatoria=True),
        "tipo": Scelta(Documento.Tipo.values, obbligatoria=True),
        "per_chi": Scelta(Documento.PerChi.values, obbligatoria=True),
        "titolo": Testo(obbligatoria=True),
        "sommario": Testo(obbligatoria=True),
        "testo": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA,
        "nota": Testo(),
    }

    def nel_database(self):
        """Return the papers that came from the file: the office writes others."""
        return Documento.objects.exclude(code=None)

    def schede(self, riga):
        """Yield the paper, published from now on."""
        yield self.scheda(riga, iniziali={"pubblica_dal": timezone.now()})
