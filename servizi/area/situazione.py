"""Where each service stands, in words, and what it asks of who keeps it. Pure but for ``Situazioni``."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Proposta
from core.proposte import scheda_di
from core.proposte.lettura import sovrapposti
from core.templatetags.formati import con_articolo
from servizi.domande import PER_CODICE
from servizi.models import Servizio
from servizi.qualita import Uso, mancanti, qualita, uso
from servizi.schede import con_righe

POSTI = PER_CODICE["posti"]
PREAVVISO = timedelta(days=30)
GRUPPI = {
    "correggere": gettext_lazy("ATS chiede una correzione"),
    "finire": gettext_lazy("Da finire"),
    "confermare": gettext_lazy("Da confermare o rinnovare"),
    "attesa": gettext_lazy("In attesa di ATS"),
    "pubblici": gettext_lazy("Pubblicati"),
    "sospesi": gettext_lazy("Sospesi"),
    "chiusi": gettext_lazy("Chiusi"),
}


@dataclass
class Situazione:
    """A service for its list: ``gruppo`` (key of GRUPPI), ``stati`` [(word, tone)], what is missing."""

    servizio: Servizio
    proposta: Proposta | None
    gruppo: str
    stati: list = field(default_factory=list)
    mancano: list = field(default_factory=list)
    punti: int = 0
    settimane: list = field(default_factory=list)
    con_posti: bool = True

    @property
    def dichiara_posti(self):
        """Return whether its places are worth declaring: it is alive, and its typology has places."""
        return self.vivo and self.con_posti

    @property
    def vivo(self):
        """Return whether citizens find it, or will again: its places can be declared."""
        return self.servizio.stato in (Servizio.Stato.ATTIVO, Servizio.Stato.SOSPESO)


def stati(servizio, proposta, oggi):
    """Return [(word, tone)] about a service and its open proposal, what matters most first."""
    parole = [_stato_della_proposta(proposta)] if proposta else []
    if servizio.stato == Servizio.Stato.BOZZA:
        return [*parole, (_("bozza: non è pubblica"), "neutro")]
    if servizio.stato == Servizio.Stato.CHIUSO:
        return [*parole, (_("chiuso"), "neutro")]
    parole += filter(None, [_scadenza(servizio, oggi), _freschezza(servizio)])
    sospeso = servizio.stato == Servizio.Stato.SOSPESO
    return [*parole, (_("sospeso"), "attesa") if sospeso else (_("pubblico"), "positivo")]


def gruppo(servizio, proposta, oggi):
    """Return the key in GRUPPI of what the service asks."""
    if proposta and proposta.stato == Proposta.Stato.RESTITUITA:
        return "correggere"
    if servizio.stato == Servizio.Stato.BOZZA:
        return "attesa" if proposta else "finire"
    if servizio.stato == Servizio.Stato.CHIUSO:
        return "chiusi"
    if _scadenza(servizio, oggi) or _freschezza(servizio):
        return "confermare"
    if proposta:
        return "attesa"
    return "sospesi" if servizio.stato == Servizio.Stato.SOSPESO else "pubblici"


def situazioni(servizi, voci):
    """Return the Situazione of each of ``servizi`` (a queryset), in a fixed number of queries.

    ``voci``: servizi.voci.Voci.
    """
    oggi = timezone.localdate()
    servizi = list(con_righe(servizi))
    proposte = _aperte(servizi)
    return [_situazione(servizio, proposte.get(servizio.pk), voci, oggi) for servizio in servizi]


def raggruppate(righe):
    """Return [(name, rows)] of the groups that there are, in the order of what must be done."""
    return [
        (chiave, nome, suoi)
        for chiave, nome in GRUPPI.items()
        if (suoi := [riga for riga in righe if riga.gruppo == chiave])
    ]


def settimane(servizio, oggi):
    """Return the dated openings not over yet, in order; ``aperture`` may be read already."""
    aperte = [a for a in servizio.aperture.all() if a.tipo == "aperto" and a.al >= oggi]
    return sorted(aperte, key=lambda apertura: (apertura.dal, apertura.pk))


def _situazione(servizio, proposta, voci, oggi):
    valori = sovrapposti(scheda_di(servizio).leggi(servizio), proposta)
    sue = voci.di(servizio.tipologia)
    bozza = servizio.stato == Servizio.Stato.BOZZA
    return Situazione(
        servizio=servizio,
        proposta=proposta,
        gruppo=gruppo(servizio, proposta, oggi),
        stati=stati(servizio, proposta, oggi),
        mancano=mancanti(valori, sue) if bozza else [],
        punti=qualita(valori, sue).punti,
        settimane=[] if bozza else settimane(servizio, oggi),
        con_posti=con_posti(valori, sue),
    )


def con_posti(valori, voci):
    """Return whether the typology has places to declare, or the sheet has some declared."""
    return uso(POSTI, voci) != Uso.NON_SERVE or POSTI.risposta(valori)


def _aperte(servizi):
    """Return {key: open proposal} of ``servizi``."""
    tipo = ContentType.objects.get_for_model(Servizio)
    aperte = Proposta.objects.aperte().filter(tipo=tipo, oggetto_id__in=[s.pk for s in servizi])
    return {proposta.oggetto_id: proposta for proposta in aperte}


def _stato_della_proposta(proposta):
    if proposta.stato == Proposta.Stato.RESTITUITA:
        return _("ATS chiede una correzione"), "negativo"
    return _("in attesa di ATS"), "attesa"


def _scadenza(servizio, oggi):
    fine = servizio.valido_fino_al
    if fine is None or fine >= oggi + PREAVVISO:
        return None
    if fine < oggi:
        return _("scaduto %(giorno)s") % {"giorno": con_articolo(fine)}, "negativo"
    return _("scade %(giorno)s") % {"giorno": con_articolo(fine)}, "attesa"


def _freschezza(servizio):
    if servizio.freschezza == Servizio.Freschezza.FRESCA:
        return None
    nascosta = servizio.freschezza == Servizio.Freschezza.NASCOSTA
    return (
        (_("fuori dalle ricerche: da confermare"), "negativo") if nascosta else (_("da confermare"), "attesa")
    )
