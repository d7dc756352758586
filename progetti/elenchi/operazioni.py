"""What the lists of operations say of a project: facts, read in few queries, none of them guessed."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from core.models.basi import Precisione
from core.templatetags.formati import in_parole
from progetti.denaro.conti import Conto, conti
from progetti.elenchi.risultati import realizzazioni
from progetti.models import EventoProgetto, PartnerProgetto, Progetto

Stato = EventoProgetto.Tipo
USCITE = (Stato.RINUNCIA, Stato.DECADENZA, Stato.REVOCA)
"""States of a project that the fund does not pay (any more): it is no operation of the list."""

NUTS3 = {"SO": "ITC44", "CO": "ITC42", "BS": "ITC47"}
"""Province → NUTS 3 code, as in riferimenti/comuni.csv (dominio §2.4)."""


@dataclass
class Giorno:
    """A date as the list can give it: ``giorno`` only when it is known to the day, else what is known."""

    giorno: date | None = None
    noto: str = ""

    @classmethod
    def di(cls, data, precisione):
        """Return the date of an event."""
        if precisione == Precisione.GIORNO:
            return cls(data)
        return cls(None, str(in_parole(data, precisione)))


@dataclass
class Operazione:
    """A project with what the lists need. ``fine_effettiva`` is of the activities that are over."""

    progetto: Progetto
    conto: Conto
    capofila: object = None
    inizio: Giorno = field(default_factory=Giorno)
    fine_prevista: date | None = None
    fine_effettiva: Giorno = field(default_factory=Giorno)
    conclusa: bool = False
    realizzazioni: str = ""

    @property
    def codice(self):
        """Return the unique code of the operation: the local code or, without it, the CUP."""
        return self.progetto.codice_locale or self.progetto.cup

    @property
    def fine(self):
        """Return the day it ended or, failing that, the day it is planned to; None when neither is known."""
        return self.fine_effettiva.giorno or self.fine_prevista

    @property
    def cap(self):
        """Return the postcodes of its comuni, in order, none twice."""
        return sorted({comune.cap for comune in self.progetto.comuni.all() if comune.cap})

    @property
    def nuts(self):
        """Return the NUTS 3 codes of its comuni or, without comuni, of its ambiti or of its Alleanza's."""
        comuni = list(self.progetto.comuni.all())
        if comuni:
            return sorted({comune.nuts3 for comune in comuni if comune.nuts3})
        ambiti = list(self.progetto.ambiti.all())
        if not ambiti and self.progetto.alleanza_id:
            ambiti = [self.progetto.alleanza.ambito]
        return sorted({NUTS3[ambito.provincia] for ambito in ambiti if ambito.provincia in NUTS3})

    @property
    def luogo(self):
        """Return the location indicator: postcodes, else NUTS 3 codes, divided by “; ”; empty if unknown."""
        return "; ".join(self.cap or self.nuts)

    @property
    def in_piu_luoghi(self):
        """Return whether it takes place in several comuni, or in a whole ambito."""
        return len(self.progetto.comuni.all()) != 1 and bool(self.nuts)

    @property
    def sede_capofila(self):
        """Return postcode and place of the beneficiary, for an operation in several places."""
        parti = (self.capofila.cap, self.capofila.sede) if self.capofila and self.in_piu_luoghi else ()
        return " ".join(parte for parte in parti if parte)


def operazioni(tipo_fondo, oggi):
    """Return ([Operazione], [projects left out]) of the public projects of a kind of fund, on ``oggi``.

    Proposals and invented projects are never there; who gave the grant up or lost it is left out.
    """
    progetti = Progetto.objects.pubblicati(oggi).con_date(oggi).con_nome().order_by("code")
    progetti = progetti.filter(fondo__tipo=tipo_fondo, dimostrativo=False)
    progetti = list(progetti.prefetch_related("comuni", "ambiti"))
    dentro = [progetto for progetto in progetti if progetto.stato not in USCITE]
    denaro = conti(dentro) if dentro else {}
    trovate = {
        p.pk: Operazione(p, denaro[p.pk], fine_prevista=p.fine_prevista, conclusa=bool(p.fine_effettiva))
        for p in dentro
    }
    _capofila(trovate)
    _date(trovate, oggi)
    for pk, testo in realizzazioni(trovate).items():
        trovate[pk].realizzazioni = testo
    return list(trovate.values()), [progetto for progetto in progetti if progetto.stato in USCITE]


def _capofila(trovate):
    """Set the latest lead body of each."""
    presenze = PartnerProgetto.objects.filter(progetto__in=trovate, ruolo="capofila")
    presenze = presenze.select_related("organizzazione__comune", "organizzazione__forma_giuridica")
    ordine = F("al").desc(nulls_first=True), F("dal").desc(nulls_last=True), "pk"
    for presenza in reversed(presenze.order_by(*ordine)):
        trovate[presenza.progetto_id].capofila = presenza.organizzazione


def _date(trovate, oggi):
    """Set start and actual end from the valid events: the rules of ``con_date``, with the precision."""
    eventi = EventoProgetto.objects.validi().filter(progetto__in=trovate, data__lte=oggi)
    for evento in eventi.filter(tipo=Stato.AVVIATA).order_by("pk"):
        trovate[evento.progetto_id].inizio = Giorno.di(evento.data, evento.data_precisione)
    for evento in eventi.filter(tipo=Stato.CONCLUSA).order_by("-data", "-pk"):
        trovate[evento.progetto_id].fine_effettiva = Giorno.di(evento.data, evento.data_precisione)


def perche_vuote(operazione):
    """Return words on what is known of the empty dates and amounts: {fact: text}."""
    solo = _("si sa solo: %(quando)s")
    senza_quadro = _("non c’è un quadro finanziario approvato: l’importo non è noto")
    return {
        "inizio": solo % {"quando": operazione.inizio.noto} if operazione.inizio.noto else "",
        "fine": solo % {"quando": operazione.fine_effettiva.noto} if operazione.fine_effettiva.noto else "",
        "importo": senza_quadro,
    }
