"""How many services each choice of the filters would find, the other parameters being as they are.

Every figure is the length of the list that the choice leads to. Above ``candidati.MASSIMO`` services none is
given: a wrong one would be worse.
"""

from collections import Counter, defaultdict

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from ricerca.applica import ANNUALI, GIORNI, SI, applica
from ricerca.candidati import candidati
from ricerca.models import Copertura
from servizi.models import Orario, Servizio
from servizi.querysets import SOSTEGNI

DIMENSIONI = ["gruppo", "tipologia", "destinatari", "periodo", "settimana", "giorno", "posti", *SI]
TUTTI, TUTTO_L_ANNO = "TUTTI", "ANNO_SOL"


class Conti:
    """Figures of the choices: ``per(parameter)`` returns {code: services}, None when they are too many."""

    def __init__(self, filtro, trovati, oltre):
        self.filtro = filtro
        comuni = None if oltre else trovati
        self.insiemi = dict.fromkeys(DIMENSIONI, comuni)
        letti = filtro.domanda.attributi if filtro.domanda else {}
        for nome in DIMENSIONI:
            if nome in filtro.valori or nome in letti:
                senza, troppi = candidati(applica(filtro, filtro.queryset, senza=(nome,)).order_by("pk"))
                self.insiemi[nome] = None if troppi else senza
        self.legami = self._leggi()

    def _leggi(self):
        """Return {kind: {service: [values]}} of recipients, periods, openings and weeks, in one query."""
        chiavi = {c.pk for insieme in self.insiemi.values() for c in insieme or ()}
        oggi = timezone.localdate()
        destinatari = Servizio.destinatari.through.objects.filter(servizio__in=chiavi)
        periodi = Servizio.periodi.through.objects.filter(servizio__in=chiavi)
        orari = Orario.objects.filter(Q(al__isnull=True) | Q(al__gte=oggi), servizio__in=chiavi)
        coperture = Copertura.objects.filter(servizio__in=chiavi)
        prime, *altre = [
            _righe("destinatari", destinatari, "destinatario__code"),
            _righe("periodo", periodi, "periodo__code"),
            _righe("giorno", orari, "giorno", "dalle", "alle"),
            _righe("settimana", coperture, "dal", "al"),
        ]
        legami = {nome: defaultdict(list) for nome in ("destinatari", "periodo", "giorno", "settimana")}
        for nome, servizio, *valori in prime.union(*altre, all=True):
            legami[nome][servizio].append(valori)
        return legami

    def per(self, nome):
        """Return {code: number} for the parameter ``nome``; None when the services are too many to count."""
        insieme = self.insiemi[nome]
        if insieme is None:
            return None
        if nome in SI:
            return {"si": sum(1 for c in insieme if getattr(c, nome))}
        return Counter(code for c in insieme for code in set(getattr(self, f"_{nome}")(c)))

    def _tipologia(self, candidato):
        voce = self.filtro.vocabolario.tipologie.get(candidato.tipologia)
        return [voce.code] if voce else []

    def _gruppo(self, candidato):
        voce = self.filtro.vocabolario.tipologie.get(candidato.tipologia)
        return [g.code for g in self.filtro.menu.voci("gruppo") if voce and g.label == voce.sotto]

    def _posti(self, candidato):
        return [candidato.posti]

    def _destinatari(self, candidato):
        propri = {code for code, *_vuoti in self.legami["destinatari"][candidato.pk]}
        if TUTTI in propri:
            return [voce.code for voce in self.filtro.menu.voci("destinatari")]
        return propri | {code for code, campo in SOSTEGNI.items() if getattr(candidato, campo)}

    def _periodo(self, candidato):
        propri = {code for code, *_vuoti in self.legami["periodo"][candidato.pk]}
        if TUTTO_L_ANNO in propri:
            propri |= {voce.code for voce in self.filtro.menu.voci("periodo") if voce.sotto in ANNUALI}
        return propri

    def _giorno(self, candidato):
        presto, tardi = self._ora("dalle"), self._ora("alle")
        aperti = {
            int(giorno)
            for giorno, dalle, alle in self.legami["giorno"][candidato.pk]
            if dalle[:5] <= presto and alle[:5] >= tardi
        }
        return [nome for nome, giorno in GIORNI.items() if giorno in aperti]

    def _ora(self, nome):
        letti = self.filtro.domanda.attributi if self.filtro.domanda else {}
        valore = self.filtro.valori.get(nome) or letti.get(nome)
        return f"{valore:%H:%M}" if valore else {"dalle": "24", "alle": ""}[nome]

    def _settimana(self, candidato):
        corse = [(dal, al) for dal, al, _vuoto in self.legami["settimana"][candidato.pk]]
        giorni = [giorno.isoformat() for _periodo, voci in self.filtro.settimane for giorno in voci]
        return [g for g in giorni if any((not dal or dal <= g) and (not al or al > g) for dal, al in corse)]


def _righe(nome, righe, *campi):
    """Return rows of one shape for the union: kind, service, three texts."""
    testi = [Coalesce(Cast(campo, CharField()), Value("")) for campo in campi]
    testi += [Cast(Value(""), CharField())] * (3 - len(campi))
    return righe.order_by().values_list(Cast(Value(nome), CharField()), "servizio_id", *testi)
