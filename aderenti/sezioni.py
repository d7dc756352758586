"""The sections of the profile: what each holds, what it still misses, where its changes stand."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from core.proposte import scheda_di
from core.proposte.lettura import sovrapposti


@dataclass(frozen=True)
class Sezione:
    """A section of the profile: ``servono`` are the fields to fill, each a tuple of which one is enough."""

    codice: str
    titolo: str
    spiega: str
    servono: tuple = ()


SEZIONI = (
    Sezione(
        "identita",
        _("Chi è"),
        _("Nome, categoria, natura e codici dell’ente."),
        (("denominazione",), ("categoria",), ("natura",), ("forma_giuridica",), ("codice_fiscale",)),
    ),
    Sezione(
        "sede",
        _("Dov’è"),
        _("Indirizzo della sede e ambiti dove lavora."),
        (("indirizzo",), ("cap",), ("comune", "sede_nome")),
    ),
    Sezione(
        "contatti",
        _("Contatti"),
        _("Telefono, e-mail, PEC e sito dell’ufficio."),
        (("telefono",), ("email",)),
    ),
    Sezione(
        "presentazione",
        _("Che cosa fa"),
        _("Chi è in poche righe, che cosa offre e cerca nella Rete, il logo."),
        (("descrizione",), ("offre",), ("cerca",)),
    ),
    Sezione(
        "certificazioni", _("Certificazioni"), _("UNI/PdR 125, Family Audit, WHP e altre, se ce ne sono.")
    ),
)
PER_CODICE = {sezione.codice: sezione for sezione in SEZIONI}


@dataclass
class Compito:
    """A section as it stands for one body: names of fields, in words."""

    sezione: Sezione
    mancano: list = field(default_factory=list)
    attendono: list = field(default_factory=list)
    commentate: list = field(default_factory=list)
    vuota: bool = False

    @property
    def parole_mancano(self):
        """Return what is missing, in words."""
        return _("manca: %(voci)s") % {"voci": ", ".join(self.mancano)}

    @property
    def parole_attendono(self):
        """Return what waits for ATS, in words."""
        return _("in attesa di ATS: %(voci)s") % {"voci": ", ".join(self.attendono)}

    @property
    def parole_commentate(self):
        """Return what ATS has written about, in words."""
        return _("ATS ha scritto: %(voci)s") % {"voci": ", ".join(self.commentate)}

    @property
    def completa(self):
        """Return whether nothing is missing, waiting or to be answered."""
        return not (self.mancano or self.attendono or self.commentate)

    @property
    def tono_completa(self):
        """Return the colour of that word."""
        return "neutro" if self.vuota else "positivo"

    @property
    def parole_completa(self):
        """Return the word for a section with nothing left to do; one that may stay empty says so."""
        return _("facoltativa, non compilata") if self.vuota else _("completa")


def compiti(organizzazione, proposta):
    """Return the ``Compito`` of every section, in order; ``proposta`` is the open one, None without."""
    scheda = scheda_di(organizzazione)
    valori = sovrapposti(scheda.leggi(organizzazione), proposta)
    return [_compito(sezione, scheda, valori, proposta) for sezione in SEZIONI]


def mancano(compiti):
    """Return the names of all that is missing, in the order of the sections."""
    return [nome for compito in compiti for nome in compito.mancano]


def _compito(sezione, scheda, valori, proposta):
    campi = [voce.campo for voce in scheda.voci if voce.sezione == sezione.codice]
    cambi, commenti = (proposta.cambi, proposta.commenti) if proposta else ({}, {})
    return Compito(
        sezione=sezione,
        mancano=[
            scheda.etichetta(uno_di[0])
            for uno_di in sezione.servono
            if not any(valori[campo] for campo in uno_di)
        ],
        attendono=[scheda.etichetta(c) for c in campi if c in cambi and c not in commenti],
        commentate=[scheda.etichetta(c) for c in campi if c in commenti],
        vuota=not any(valori[campo] for campo in campi),
    )
