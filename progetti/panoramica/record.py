"""The records of the downloads: what the columns take their values from, loaded in a few queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Prefetch, prefetch_related_objects

from aderenti.nomi import nome_pubblico
from core.fonti import carica_fonti
from piani.models import Atto
from progetti.models import EventoProgetto, Finanziamento, PartnerProgetto
from progetti.panoramica.gruppi import IGNOTO, NOTO, ZERO, Natura

Tipo = EventoProgetto.Tipo
FINITI = (Tipo.CONCLUSA, Tipo.RINUNCIA, Tipo.DECADENZA, Tipo.REVOCA)
IMPORTO_NOTO = {NOTO: "sì", IGNOTO: "no"}


@dataclass(frozen=True)
class RecordProgetto:
    """A project with its money. ``chiavi``: {grouping: key}."""

    progetto: object
    chiavi: dict
    capofila: str
    noto: str
    concesso: object
    cofinanziamento: object

    def nome(self, per):
        """Return the code of its group, empty when it has none."""
        return _codice(self.chiavi[per])

    @property
    def stato(self):
        """Return the word of the state."""
        return str(self.progetto.get_stato_display())

    @property
    def linee(self):
        """Return the codes of the lines."""
        return "; ".join(linea.code for linea in self.progetto.linee.all())

    @property
    def ambiti(self):
        """Return the ambiti: its own or, without any, that of its Alleanza."""
        suoi = [ambito.nome for ambito in self.progetto.ambiti.all()]
        alleanza = self.progetto.alleanza
        return "; ".join(suoi or ([alleanza.ambito.nome] if alleanza else []))

    @property
    def importo_noto(self):
        """Return whether the grant is known: sì, insieme, no."""
        return IMPORTO_NOTO.get(self.noto, self.noto)

    @property
    def indirizzo(self):
        """Return the absolute address of the sheet."""
        return settings.SITE_URL + self.progetto.get_absolute_url()

    @property
    def fonti(self):
        """Return the titles of the sources."""
        return _fonti(self.progetto)

    @property
    def _inizio(self):
        return next((e for e in self.progetto.eventi_pubblici if e.tipo == Tipo.AVVIATA), None)

    @property
    def _fine(self):
        return next((e for e in self.progetto.eventi_pubblici if e.tipo in FINITI), None)

    @property
    def inizio(self):
        """Return the day the activities started, None when not known."""
        return self._inizio and self._inizio.data

    @property
    def inizio_precisione(self):
        """Return how exactly the start is known."""
        return self._inizio.data_precisione if self._inizio else ""

    @property
    def fine(self):
        """Return the day the project ended, None when not known."""
        return self._fine and self._fine.data

    @property
    def fine_precisione(self):
        """Return how exactly the end is known."""
        return self._fine.data_precisione if self._fine else ""


@dataclass(frozen=True)
class RecordDenaro:
    """A row of money. ``chiavi``: {grouping: key}; ``voc``: the vocabularies."""

    riga: object
    chiavi: dict
    voc: object
    non_dettagliato: object = ZERO

    @property
    def somma(self):
        """Return the documented sum, None when the row comes from a budget."""
        return self.riga.oggetto if isinstance(self.riga.oggetto, Finanziamento) else None

    @property
    def codice(self):
        """Return the code of the sum, or that of the project with the version of its budget."""
        if self.somma:
            return self.somma.code
        return f"{self.riga.progetti[0].code}/{self.riga.oggetto.numero}"

    def nome(self, per):
        """Return the code of its group, empty when it has none."""
        return _codice(self.chiavi[per])

    @property
    def arrotondato(self):
        """Return whether the source rounds the figure."""
        return bool(self.somma and self.somma.arrotondato)

    @property
    def anno_al(self):
        """Return the last year, None when it is one alone."""
        return self.somma and self.somma.anno_al

    @property
    def linee(self):
        """Return the codes of the lines."""
        return "; ".join(sorted(self.voc.linee[pk].code for pk in self.riga.linee))

    @property
    def ambiti(self):
        """Return the names of the ambiti."""
        return "; ".join(sorted(self.voc.ambiti[pk].nome for pk in self.riga.ambiti))

    @property
    def oggetto(self):
        """Return what the sum is for, in the words of the source."""
        return self.somma.oggetto if self.somma else str(self.riga.oggetto)

    @property
    def progetti(self):
        """Return the codes of the projects."""
        return "; ".join(progetto.code for progetto in self.riga.progetti)

    @property
    def atto(self):
        """Return the act, empty when not known."""
        return str(self.riga.oggetto.atto or "")

    @property
    def origine(self):
        """Return the best origin of the figure."""
        return self.riga.oggetto.origine

    @property
    def fonti(self):
        """Return the titles of the sources."""
        return _fonti(self.riga.oggetto)

    @property
    def dimostrativo(self):
        """Return whether it is of a demo project."""
        return any(progetto.dimostrativo for progetto in self.riga.progetti)


def di_denaro(insieme, voc, natura=""):
    """Return the ``RecordDenaro`` of the rows, of one kind when given, by kind and year. Two queries."""
    voci = [voce for voce in insieme.righe if not natura or voce.oggetto.natura == natura]
    oggetti = [voce.oggetto.oggetto for voce in voci]
    carica_fonti(oggetti)
    atti = Atto.objects.in_bulk({oggetto.atto_id for oggetto in oggetti if oggetto.atto_id})
    for oggetto in oggetti:
        oggetto.atto = atti.get(oggetto.atto_id)
    record = [
        RecordDenaro(voce.oggetto, voce.chiavi, voc, insieme.ignoti.get(voce.oggetto, ZERO)) for voce in voci
    ]
    return sorted(record, key=lambda r: (r.riga.natura, r.riga.anno, r.codice))


def di_progetti(insieme):
    """Return the ``RecordProgetto`` of the projects, by code. Five queries."""
    progetti = [voce.oggetto for voce in insieme.progetti]
    carica_fonti(progetti)
    eventi = Prefetch("eventi", EventoProgetto.objects.pubblicati().order_by("data", "pk"), "eventi_pubblici")
    prefetch_related_objects(progetti, eventi)
    capofila, soldi = _capofila(progetti), importi(insieme)
    record = [
        RecordProgetto(
            voce.oggetto,
            voce.chiavi,
            capofila.get(voce.oggetto.pk, ""),
            insieme.note.get(voce.oggetto.pk, IGNOTO),
            *soldi[voce.oggetto.pk],
        )
        for voce in insieme.progetti
    ]
    return sorted(record, key=lambda r: r.progetto.code)


def _capofila(progetti):
    """Return {pk of project: name of its latest lead body, as citizens may read it}."""
    righe = PartnerProgetto.objects.filter(progetto__in=progetti, ruolo="capofila").select_related(
        "organizzazione__forma_giuridica"
    )
    nomi = {}
    for riga in righe.order_by(F("al").desc(nulls_first=True), F("dal").desc(nulls_last=True), "pk"):
        nomi.setdefault(riga.progetto_id, nome_pubblico(riga.organizzazione))
    return nomi


def importi(insieme):
    """Return {pk of project: (granted to it alone, co-financing)}, None where not known."""
    trovati = defaultdict(lambda: {Natura.CONCESSO: None, Natura.COFINANZIAMENTO: None})
    for riga in (voce.oggetto for voce in insieme.righe):
        if riga.dettagliata and riga.progetti and riga.natura in (Natura.CONCESSO, Natura.COFINANZIAMENTO):
            del_progetto = trovati[riga.progetti[0].pk]
            del_progetto[riga.natura] = (del_progetto[riga.natura] or ZERO) + riga.importo
    return defaultdict(lambda: (None, None), {pk: tuple(v.values()) for pk, v in trovati.items()})


def _codice(chiave):
    return "" if chiave.startswith("~") else chiave


def _fonti(oggetto):
    return "; ".join(fonte.titolo for fonte in oggetto.fonti.all())
