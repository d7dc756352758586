"""A legal list as it would be published today: columns, rows, report."""

import hashlib
import json
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.elenchi import celle_operazioni, contributi, kohesio
from progetti.elenchi.campi import Tipo, colonne, scrivi
from progetti.elenchi.controlli import Livello, Rapporto
from progetti.elenchi.operazioni import operazioni
from progetti.models import Fondo

FONDI = {Tipo.OPERAZIONI_1303: Fondo.Tipo.FSE, Tipo.OPERAZIONI_1060: Fondo.Tipo.FSE_PLUS}
COLONNA_KOHESIO = "Kohesio"


@dataclass
class Bozza:
    """A list to be published. ``righe`` and ``kohesio`` are texts, in the order of the columns."""

    tipo: str
    anno: int | None
    colonne: tuple
    righe: list = field(default_factory=list)
    kohesio: list = field(default_factory=list)
    rapporto: Rapporto = field(default_factory=Rapporto)

    @property
    def avvertenze(self):
        """Return the lines of the report."""
        return self.rapporto.avvertenze

    @property
    def completa(self):
        """Return whether nothing is missing: what is only to be looked at does not count."""
        return not any(avvertenza.livello == Livello.MANCA for avvertenza in self.avvertenze)

    @property
    def impronta(self):
        """Return a digest of rows and report: what was seen is what is published."""
        dati = [self.righe, self.kohesio, [avvertenza.dati() for avvertenza in self.avvertenze]]
        return hashlib.sha256(json.dumps(dati, sort_keys=True).encode()).hexdigest()


def prepara(tipo, anno=None, oggi=None):
    """Return the ``Bozza`` of a list on the day ``oggi`` (today); ``anno`` only for the grants of a year."""
    bozza = Bozza(Tipo(tipo), anno, colonne(tipo))
    if bozza.tipo == Tipo.ART_27:
        _contributi(bozza)
    else:
        _operazioni(bozza, oggi or timezone.localdate())
    return bozza


def _aggiungi(bozza, celle):
    bozza.righe.append([scrivi(celle[colonna.code]) for colonna in bozza.colonne])


def _operazioni(bozza, oggi):
    trovate, uscite = operazioni(FONDI[bozza.tipo], oggi)
    for progetto in uscite:
        _escludi(bozza, progetto, _("il progetto ha perso il contributo o vi ha rinunciato"))
    for operazione in trovate:
        if motivo := celle_operazioni.fuori(operazione):
            _escludi(bozza, operazione.progetto, motivo)
            continue
        celle = celle_operazioni.riga_operazione(operazione, bozza.colonne, oggi)
        _aggiungi(bozza, celle)
        numero = len(bozza.righe)
        celle_operazioni.controlla(
            bozza.tipo, operazione, celle, bozza.colonne, riga=numero, rapporto=bozza.rapporto
        )
        _per_kohesio(bozza, operazione, oggi, numero)


def _per_kohesio(bozza, operazione, oggi, numero):
    """Add the row to the Kohesio file or, when it would be refused, say why."""
    progetto = operazione.progetto
    riga = kohesio.valori(operazione, oggi)
    rifiuti = kohesio.errori(riga, progetto.fondo.periodo_programmazione)
    if not rifiuti:
        bozza.kohesio.append(kohesio.celle(riga))
        return
    testo = _("non entra nel file per Kohesio: %(perche)s") % {"perche": "; ".join(rifiuti)}
    bozza.rapporto.aggiungi(
        Livello.CONTROLLA, COLONNA_KOHESIO, testo, riga=numero, oggetto=progetto, su=progetto
    )


def _contributi(bozza):
    for contributo in contributi.oltre_soglia(contributi.contributi(bozza.anno)):
        if motivo := contributi.fuori(contributo):
            _escludi(bozza, contributo.progetto, motivo)
            continue
        celle = contributi.riga_contributo(contributo, bozza.anno)
        _aggiungi(bozza, celle)
        contributi.controlla(contributo, celle, bozza.colonne, riga=len(bozza.righe), rapporto=bozza.rapporto)


def _escludi(bozza, progetto, motivo):
    bozza.rapporto.aggiungi(Livello.ESCLUSO, "", motivo, riga=0, oggetto=progetto, su=progetto)
