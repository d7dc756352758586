"""Importers of the territory: ambiti, comuni, borders, population by age."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.importazione import (
    Data,
    Decimale,
    Ignorata,
    Importatore,
    ImportatoreInBlocco,
    Intero,
    Riferimento,
    Scelta,
    Scheda,
    SiNo,
    Testo,
)
from core.importazione.condivise import CERTEZZA_TERRITORIO, FONTI
from territorio.models import Adiacenza, Ambito, AppartenenzaAmbito, Comune, PopolazioneEta, Provincia

ISTAT = {"formato": "[0-9]{6}", "atteso": _("il codice ISTAT ha 6 cifre")}
SLUG = {"formato": "[a-z0-9-]+", "atteso": _("servono lettere minuscole, cifre e trattini")}
CAP = {"formato": "[0-9]{5}", "atteso": _("il CAP ha 5 cifre")}
CATASTALE = {"formato": "[A-Z][0-9]{3}", "atteso": _("il codice catastale ha una lettera e 3 cifre")}
DATA_POPOLAZIONE_ETA = date(2023, 1, 1)  # popolazione_eta.csv is of this day; another year is another file


class RiferimentoAmbito(Riferimento):
    """An ambito by the slug of ambiti.csv: its page may have been renamed since, its main comune has not."""

    def __init__(self, **opzioni):
        super().__init__(Ambito, "codice_istat_riferimento", **opzioni)

    def codice(self, testo, contesto):
        """Return the ISTAT code of the main comune of the ambito."""
        dal_file = contesto.traduzione("ambiti.csv", "slug", "codice_istat_riferimento")
        if testo in dal_file:
            return dal_file[testo]
        ambito = contesto.indice(Ambito, ("slug",)).get((testo,))
        return ambito.codice_istat_riferimento if ambito else testo


class ImportaAmbiti(Importatore):
    """ambiti.csv: the eight ambiti, in the order of the file (from north-east)."""

    file = "ambiti.csv"
    modello = Ambito
    chiave = ("codice_istat_riferimento",)
    rinomina = {"asst_2017_2018": "asst", "certezza_comuni": "certezza"}
    colonne = {
        "slug": Testo(obbligatoria=True, **SLUG),
        "nome_ufficiale": Testo(obbligatoria=True),
        "alias": Testo(),
        "comune_di_riferimento": Testo(obbligatoria=True),
        "codice_istat_riferimento": Testo(obbligatoria=True, **ISTAT),
        "ente_capofila": Testo(),
        "territorio": Testo(obbligatoria=True),
        "asst_2017_2018": Testo(),
        "provincia": Scelta(Provincia.values, obbligatoria=True),
        "n_comuni": Ignorata(),
        "n_comuni_2017": Ignorata(),
        "popolazione": Ignorata(),
        "popolazione_data": Ignorata(),
        "superficie_kmq": Ignorata(),
        "lat": Decimale(obbligatoria=True, minimo=-90, massimo=90),
        "lon": Decimale(obbligatoria=True, minimo=-180, massimo=180),
        "appartenenza_dal": Data(),
        "appartenenza_al": Data(),
        "fonte_comuni": FONTI,
        "certezza_comuni": CERTEZZA_TERRITORIO,
        "fonte_capofila": FONTI,
        "certezza_capofila": CERTEZZA_TERRITORIO,
        "nota": Testo(),
    }

    def schede(self, riga):
        """Yield the ambito: its short name is the slug with a capital, as citizens call it."""
        scheda = self.scheda(riga)
        slug = scheda.valori.pop("slug")
        scheda.iniziali = {"slug": slug}
        scheda.valori |= {"nome": slug.replace("-", " ").capitalize(), "ordine": riga.posizione}
        scheda.legami["fonti"] = [*riga["fonte_comuni"], *riga["fonte_capofila"]]
        yield scheda


class ImportaComuni(Importatore):
    """comuni.csv: the 163 comuni that exist, and the days they were in their ambito."""

    file = "comuni.csv"
    modello = Comune
    chiave = ("codice_istat",)
    rinomina = {"popolazione_2020_01_01": "popolazione_2020"}
    colonne = {
        "codice_istat": Testo(obbligatoria=True, **ISTAT),
        "nome": Testo(obbligatoria=True),
        "alias": Testo(),
        "provincia": Scelta(Provincia.values, obbligatoria=True),
        "nuts3": Testo(),
        "ambito": RiferimentoAmbito(obbligatoria=True),
        "cap": Testo(**CAP),
        "codice_catastale": Testo(**CATASTALE),
        "lat": Decimale(minimo=-90, massimo=90),
        "lon": Decimale(minimo=-180, massimo=180),
        "abitato_del_punto": Testo(),
        "popolazione": Intero(minimo=0),
        "popolazione_data": Data(),
        "popolazione_2020_01_01": Intero(minimo=0),
        "altitudine": Intero(minimo=0, massimo=5000),
        "superficie_kmq": Decimale(minimo=0),
        "istituito_dal": Data(),
        "appartenenza_dal": Data(obbligatoria=True),
        "appartenenza_al": Data(),
        "ats_successiva": Testo(),
        "nota": Testo(),
        "fonte": FONTI,
        "certezza": CERTEZZA_TERRITORIO,
    }

    def nel_database(self):
        """Return the comuni that exist: the others are in comuni_soppressi.csv."""
        return Comune.objects.esistenti()

    def schede(self, riga):
        """Yield the comune and its membership."""
        comune = yield self.scheda(riga)
        yield appartenenza(comune, riga, ats_successiva=riga["ats_successiva"], nota=riga["nota"])


class ImportaComuniSoppressi(Importatore):
    """comuni_soppressi.csv: comuni abolished since 2010, so that old names still lead somewhere."""

    file = "comuni_soppressi.csv"
    modello = Comune
    chiave = ("codice_istat",)
    rinomina = {"data_cessazione": "cessato_il", "confluito_in_codice_istat": "confluito_in"}
    colonne = {
        "codice_istat": Testo(obbligatoria=True, **ISTAT),
        "nome": Testo(obbligatoria=True),
        "provincia": Scelta(Provincia.values, obbligatoria=True),
        "codice_catastale": Testo(**CATASTALE),
        "ambito": RiferimentoAmbito(obbligatoria=True),
        "data_cessazione": Data(obbligatoria=True),
        "tipo": Scelta(["fusione", "incorporazione"]),
        "confluito_in_codice_istat": Riferimento(Comune, "codice_istat", obbligatoria=True),
        "confluito_in_nome": Ignorata(),
        "confluito_dal": Data(),
        "esistente_nel_2017": SiNo(),
        "appartenenza_dal": Data(),
        "appartenenza_al": Data(),
        "fonte": FONTI,
        "certezza": CERTEZZA_TERRITORIO,
    }

    def nel_database(self):
        """Return the abolished comuni."""
        return Comune.objects.filter(cessato_il__isnull=False)

    def schede(self, riga):
        """Yield the comune and, when the ATS was already there, its membership."""
        comune = yield self.scheda(riga)
        if riga["appartenenza_dal"]:
            yield appartenenza(comune, riga)


def appartenenza(comune, riga, **valori):
    """Return the Scheda of the days of ``comune`` in its ambito."""
    return Scheda(
        AppartenenzaAmbito,
        {"comune": comune, "dal": riga["appartenenza_dal"]},
        {"ambito": riga["ambito"], "al": riga["appartenenza_al"], "certezza": riga["certezza"], **valori},
        {"fonti": riga["fonte"]},
        figlia_di=comune,
    )


class ImportaAdiacenze(ImportatoreInBlocco):
    """adiacenze.csv: pairs of comuni with a border of more than 50 m."""

    file = "adiacenze.csv"
    modello = Adiacenza
    chiave = ("codice_istat_a", "codice_istat_b")
    campi_chiave = ("a_id", "b_id")
    campi = ("confine_m",)
    colonne = {
        "codice_istat_a": Riferimento(Comune, "codice_istat", obbligatoria=True),
        "nome_a": Ignorata(),
        "codice_istat_b": Riferimento(Comune, "codice_istat", obbligatoria=True),
        "nome_b": Ignorata(),
        "confine_m": Intero(obbligatoria=True, minimo=51),
        "stesso_ambito": SiNo(),
    }

    def controlla(self, riga):
        """Refuse a pair of a comune with itself, or not in order of code."""
        a, b = riga["codice_istat_a"], riga["codice_istat_b"]
        if a == b or a.codice_istat > b.codice_istat:
            yield "codice_istat_b", _("deve venire dopo codice_istat_a: ogni coppia si scrive una volta sola")

    def oggetto(self, riga):
        """Return the pair, in the order of the database."""
        a, b = sorted((riga["codice_istat_a"], riga["codice_istat_b"]), key=lambda comune: comune.pk)
        return Adiacenza(a=a, b=b, confine_m=riga["confine_m"])


class ImportaPopolazioneEta(ImportatoreInBlocco):
    """popolazione_eta.csv: residents by year of age and sex on 1 January 2023."""

    file = "popolazione_eta.csv"
    modello = PopolazioneEta
    chiave = ("codice_istat", "eta")
    campi_chiave = ("comune_id", "data", "eta")
    campi = ("femmine", "maschi")
    colonne = {
        "codice_istat": Riferimento(Comune, "codice_istat", obbligatoria=True),
        "eta": Intero(obbligatoria=True, minimo=0, massimo=100),
        "femmine": Intero(obbligatoria=True, minimo=0),
        "maschi": Intero(obbligatoria=True, minimo=0),
        "totale": Intero(obbligatoria=True, minimo=0),
    }

    def nel_database(self):
        """Return the figures of the day of the file."""
        return PopolazioneEta.objects.filter(data=DATA_POPOLAZIONE_ETA)

    def controlla(self, riga):
        """Refuse a total that is not the sum."""
        somma = riga["femmine"] + riga["maschi"]
        if riga["totale"] != somma:
            yield (
                "totale",
                _("%(totale)d non è la somma di femmine e maschi, %(somma)d")
                % {
                    "totale": riga["totale"],
                    "somma": somma,
                },
            )

    def oggetto(self, riga):
        """Return the figures of a comune and an age."""
        return PopolazioneEta(
            comune=riga["codice_istat"],
            data=DATA_POPOLAZIONE_ETA,
            eta=riga["eta"],
            femmine=riga["femmine"],
            maschi=riga["maschi"],
        )
