"""The story of proposals in words, for the pages of who sent them: few queries, whatever their number."""

from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from core.models import EventoProposta, Proposta
from core.proposte.schede import scheda_di

DETTE_DA_ATS = (EventoProposta.Tipo.RESPINTA, EventoProposta.Tipo.RESTITUITA)
Stato = Proposta.Stato
TONI = {
    Stato.IN_ATTESA: "attesa",
    Stato.RESTITUITA: "attesa",
    Stato.RESPINTA: "negativo",
    Stato.ANNULLATA: "negativo",
    Stato.RITIRATA: "neutro",
}


@dataclass
class VoceDetta:
    """A field in words: what it was and would be (lists of lines), or what ATS says about it."""

    nome: str
    prima: list = field(default_factory=list)
    dopo: list = field(default_factory=list)
    commento: str = ""
    parole: str = ""

    @property
    def cambia(self):
        """Return whether the proposal changes the field, and does not only have a comment about it."""
        return bool(self.dopo)


@dataclass
class Fatto:
    """Something that happened: the event, who in words, its own words, the fields it was about."""

    evento: EventoProposta
    chi: str
    testo: str
    voci: list


@dataclass
class Racconto:
    """A proposal, the names of its fields, its events from the newest, its differences when asked for."""

    proposta: Proposta
    campi: list
    fatti: list
    differenze: list

    @property
    def tono(self):
        """Return the colour of the state, beside its word."""
        return TONI.get(self.proposta.stato, "positivo")


def con_storia(proposte, differenze=False):
    """Return a ``Racconto`` for each of ``proposte``.

    ``differenze`` adds the values of now and those proposed: a query for each field that is a row elsewhere.
    """
    proposte = list(proposte)
    prefetch_related_objects(proposte, "eventi__utente", "oggetto")
    return [_racconto(proposta, differenze) for proposta in proposte]


def _racconto(proposta, differenze):
    scheda = scheda_di(proposta.oggetto)
    return Racconto(
        proposta=proposta,
        campi=[scheda.etichetta(campo) for campo in proposta.cambi],
        fatti=[_fatto(scheda, evento) for evento in reversed(proposta.eventi.all())],
        differenze=_differenze(scheda, proposta) if differenze else [],
    )


def _differenze(scheda, proposta):
    cambi, commenti = proposta.cambi, proposta.commenti
    voci = [
        VoceDetta(
            nome=scheda.etichetta(campo),
            prima=scheda.mostra(campo, cambio["prima"]),
            dopo=scheda.mostra(campo, cambio["dopo"]),
            commento=commenti.get(campo, ""),
        )
        for campo, cambio in cambi.items()
    ]
    altre = [VoceDetta(scheda.etichetta(c), commento=t) for c, t in commenti.items() if c not in cambi]
    return voci + altre


def _fatto(scheda, evento):
    """Return the event in words. The fields of an answer or of a withdrawal are those of the proposal."""
    voci = [
        VoceDetta(scheda.etichetta(campo), parole=detto if evento.tipo in DETTE_DA_ATS else "")
        for campo, detto in evento.voci.items()
        if campo in scheda.per_campo
    ]
    return Fatto(evento=evento, chi=_chi(evento.utente), testo=evento.testo, voci=voci)


def _chi(utente):
    """Return who, in words: the name, or the address of a colleague without one; ATS for its staff."""
    if utente is None:
        return ""
    nome = utente.get_full_name()
    if utente.is_staff:
        return _("ATS (%(nome)s)") % {"nome": nome} if nome else "ATS"
    return nome or utente.email
