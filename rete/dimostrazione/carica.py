"""Load and remove the demo content: its rows carry ``dimostrativo``, nothing real points to them."""

from datetime import date, time, timedelta
from itertools import cycle

from django.db import transaction
from django.db.models import ProtectedError

from aderenti.models import CategoriaAderente, EventoAdesione, Organizzazione, Referente
from rete.dimostrazione.area import prepara_area, togli_proposte
from rete.dimostrazione.comitato import prepara_comitato, togli_comitato
from rete.dimostrazione.enti import CATEGORIE, ENTI, NATURE, NOMI_DI_SERVIZI
from rete.dimostrazione.imprese import prepara_imprese, togli_imprese
from rete.dimostrazione.newsletter import prepara_newsletter, togli_newsletter
from rete.dimostrazione.progetti import prepara_progetti, togli_progetti
from rete.dimostrazione.redazione import prepara_redazione, togli_redazione
from rete.dimostrazione.ricette import MINORI, OVUNQUE, PER_TIPOLOGIA, RICETTE
from servizi.models import (
    Apertura,
    AreaServita,
    DocumentoRichiesto,
    Orario,
    Periodo,
    Sede,
    SedeServizio,
    Servizio,
    Tariffa,
    Tipologia,
)
from territorio.models import Ambito, Comune
from utenti.models import Utente

# Which of the three bodies of the ambito runs a typology: 0 body, 1 cooperative (the rule), 2 association.
DELL_UFFICIO = {"SPORT", "VOUC", "ASSFAM", "MENSA", "SED", "WELF", "AUT", "FLEX"}
DELL_ASSOCIAZIONE = {"TRSOC", "TRDIS", "TRMIN", "LAB", "CAG", "SALVA", "FORM"}
DI_TUTTO_L_AMBITO = {
    "SPORT",
    "VOUC",
    "TRSOC",
    "TRDIS",
    "SAD",
    "CAREG",
    "ASSFAM",
    "WELF",
    "FLEX",
    "AUT",
    "BABY",
    "CDDIS",
}


class DimostrazioneInUsoError(Exception):
    """A real row depends on a demo row, which therefore cannot be removed."""


@transaction.atomic
def carica_dimostrazione(*, oggi):
    """Create the demo members and services as of ``oggi``; return (members, services).

    Creates none and returns (0, 0) when demo services exist. The demo referente gets its area as soon as its
    account is there. Raises DoesNotExist without the reference data.
    """
    if Servizio.objects.filter(dimostrativo=True).exists():
        prepara_area(oggi=oggi)
        prepara_progetti(oggi=oggi)
        prepara_comitato(oggi=oggi)
        prepara_redazione(oggi=oggi)
        prepara_imprese(oggi=oggi)
        prepara_newsletter(oggi=oggi)
        return 0, 0
    prima = Organizzazione.objects.filter(dimostrativo=True).count()
    servizi = []
    for indice, ambito in enumerate(Ambito.objects.order_by("ordine")):
        servizi += _Ambito(ambito, indice, oggi).crea()
    _casi_difficili(servizi, oggi)
    prepara_area(oggi=oggi)
    prepara_progetti(oggi=oggi)
    prepara_comitato(oggi=oggi)
    prepara_redazione(oggi=oggi)
    prepara_imprese(oggi=oggi)
    prepara_newsletter(oggi=oggi)
    return Organizzazione.objects.filter(dimostrativo=True).count() - prima, len(servizi)


@transaction.atomic
def rimuovi_dimostrazione():
    """Delete every demo row and nothing else; return the number of services removed.

    Raises DimostrazioneInUsoError, and deletes nothing, when a real row depends on a demo one.
    """
    togli_proposte()
    try:
        togli_newsletter()
        togli_redazione()
        togli_imprese()
        togli_comitato()
        numero, _per_modello = Servizio.objects.filter(dimostrativo=True).delete()
        togli_progetti()
        Sede.objects.filter(dimostrativo=True).delete()
        Referente.objects.filter(dimostrativo=True).delete()
        Organizzazione.objects.filter(dimostrativo=True).delete()
    except ProtectedError as errore:
        oggetti = ", ".join(sorted(str(o) for o in errore.protected_objects)[:5])
        raise DimostrazioneInUsoError(oggetti) from errore
    Utente.objects.filter(dimostrativo=True).delete()
    for model in (Servizio, Organizzazione):
        model.history.filter(dimostrativo=True).delete()
    return numero


class _Ambito:
    """The demo of one ambito: its three bodies and its services."""

    def __init__(self, ambito, indice, oggi):
        self.ambito, self.indice, self.oggi = ambito, indice, oggi
        giorno = min(oggi, ambito.appartenenza_al or oggi)
        self.comuni = list(Comune.objects.dell_ambito(ambito, giorno).order_by("-popolazione"))
        self.nomi = cycle(NOMI_DI_SERVIZI[indice * 3 :] + NOMI_DI_SERVIZI[: indice * 3])
        self.enti = [self._ente(posto, nome) for posto, nome in enumerate(ENTI[ambito.slug])]

    def crea(self):
        """Create the services everybody has and this ambito's share of the others."""
        altri = [r.tipologia for r in RICETTE if r.tipologia not in OVUNQUE]
        turno = [t for i, t in enumerate(altri) if (self.indice - i) % 8 in (0, 3, 5)]
        return [self._servizio(numero, PER_TIPOLOGIA[code]) for numero, code in enumerate([*OVUNQUE, *turno])]

    def _ente(self, posto, nome):
        comune = self.comuni[posto % len(self.comuni)]
        ente = Organizzazione.objects.create(
            denominazione=nome,
            categoria=CategoriaAderente.objects.get(code=CATEGORIE[posto]),
            natura=NATURE[posto],
            comune=comune,
            cap=comune.cap,
            indirizzo=f"via di Prova {posto + 1}",
            email=f"ufficio{self.indice}{posto}@example.org",
            telefono=f"0342 000 {self.indice}{posto}0",
            sito="https://example.org",
            descrizione="Ente inventato per mostrare il portale. Non esiste.",
            offre="Servizi per famiglie, dimostrativi.",
            confermato_il=self.oggi - timedelta(days=30 + posto),
            dimostrativo=True,
        )
        ente.ambiti.add(self.ambito)
        EventoAdesione.objects.create(
            organizzazione=ente,
            tipo=EventoAdesione.Tipo.ACCOLTA,
            data=date(2017 + posto, 3, 1),
            atto_estremi="Atto dimostrativo",
            dimostrativo=True,
        )
        Referente.objects.create(
            organizzazione=ente, ruolo="Ufficio servizi", email=ente.email, dimostrativo=True
        )
        return ente

    def _servizio(self, numero, ricetta):
        tipologia = Tipologia.objects.get(code=ricetta.tipologia)
        comune = self.comuni[numero % min(len(self.comuni), 6)]
        gestore = self.enti[
            0 if ricetta.tipologia in DELL_UFFICIO else 2 if ricetta.tipologia in DELL_ASSOCIAZIONE else 1
        ]
        verificato = self.oggi - timedelta(days=5 + 9 * ((numero + self.indice) % 12))
        valori = {
            "titolo": ricetta.titolo.format(nome=next(self.nomi)),
            "tipologia": tipologia,
            "gestore": gestore,
            "stato": Servizio.Stato.ATTIVO,
            "descrizione_breve": ricetta.breve,
            "a_chi": f"Per le famiglie e per chi lavora nell'ambito di {self.ambito.nome}.",
            "eta_min_mesi": tipologia.eta_min_mesi,
            "eta_max_mesi": tipologia.eta_max_mesi,
            "non_residenti": numero % 3 != 0,
            "come_fare": "Chiama o scrivi all'ufficio: ti dicono se c'è posto e come iscriverti.",
            "cosa_serve": "Porta i documenti elencati qui sotto."
            if ricetta.serve
            else "Non serve nessun documento.",
            "cosa_si_ottiene": ricetta.ottieni,
            "tempi_scadenze": "Risposta entro 15 giorni.",
            "accesso": "Allo sportello, per telefono o per e-mail.",
            "ufficio": f"Sportello di {gestore.denominazione}",
            "telefono": gestore.telefono,
            "email": gestore.email,
            "orari_ufficio": "da lunedì a venerdì, 9:00-12:30",
            "posti": Servizio.Posti.DISPONIBILI if numero % 2 else Servizio.Posti.DA_VERIFICARE,
            "posti_al": verificato if numero % 2 else None,
            "verificato_il": verificato,
            "valido_fino_al": self.oggi + timedelta(days=365 - 9 * ((numero + self.indice) % 12)),
            "dimostrativo": True,
        }
        servizio = Servizio.objects.create(**valori | ricetta.extra)
        servizio.destinatari.set(tipologia.destinatari.all())
        servizio.periodi.set(Periodo.objects.filter(code__in=ricetta.periodi))
        self._luoghi(servizio, comune, numero)
        _tempi_e_prezzi(servizio, ricetta, self.oggi)
        return servizio

    def _luoghi(self, servizio, comune, numero):
        if servizio.tipologia.code not in {"BABY", "SAD", "VOUC"}:
            aggiungi_sede(servizio, comune, principale=True)
        aree = [{"ambito": self.ambito}]
        if (
            servizio.tipologia.code not in DI_TUTTO_L_AMBITO
            and numero % 4 == 3
            and not self.ambito.appartenenza_al
        ):
            aree = [{"comune": c} for c in {comune, *self.comuni[:3]}]
        elif self.ambito.appartenenza_al:
            aree += [{"comune": c} for c in self.comuni]
        AreaServita.objects.bulk_create(AreaServita(servizio=servizio, **area) for area in aree)


def aggiungi_sede(servizio, comune, principale=False):
    """Give ``servizio`` a door in ``comune``, at a place of its body (made when missing)."""
    sede, _nuova = Sede.objects.get_or_create(
        organizzazione=servizio.gestore,
        comune=comune,
        nome=f"Sede di {comune.nome}",
        defaults={
            "indirizzo": "via di Prova 10",
            "cap": comune.cap,
            "lat": comune.lat,
            "lon": comune.lon,
            "accessibile": True,
            "dimostrativo": True,
        },
    )
    SedeServizio.objects.create(servizio=servizio, sede=sede, principale=principale)
    return sede


def _tempi_e_prezzi(servizio, ricetta, oggi):
    Orario.objects.bulk_create(
        Orario(
            servizio=servizio, giorno=giorno, dalle=time.fromisoformat(dalle), alle=time.fromisoformat(alle)
        )
        for giorni, dalle, alle in ricetta.orari
        for giorno in giorni
    )
    Tariffa.objects.bulk_create(
        Tariffa(
            servizio=servizio, importo=importo, unita=unita, isee_da=da, isee_a=a, dal=date(oggi.year, 1, 1)
        )
        for importo, unita, da, a in ricetta.tariffe
    )
    DocumentoRichiesto.objects.bulk_create(
        DocumentoRichiesto(servizio=servizio, nome=nome, obbligatorio=nome != MINORI[-1])
        for nome in ricetta.serve
    )
    if ricetta.periodi == ("ESTATE",):
        _settimane_estive(servizio, oggi)


def _settimane_estive(servizio, oggi):
    """Give the weeks of next summer, one of them full and the one of Ferragosto closed."""
    anno = oggi.year + (oggi.month > 8)
    lunedi = date(anno, 6, 14)
    lunedi += timedelta(days=-lunedi.weekday() % 7)
    for numero in range(10):
        dal = lunedi + timedelta(weeks=numero)
        ferragosto = dal <= date(anno, 8, 15) <= dal + timedelta(days=6)
        Apertura.objects.create(
            servizio=servizio,
            tipo=Apertura.Tipo.CHIUSO if ferragosto else Apertura.Tipo.APERTO,
            dal=dal,
            al=dal + timedelta(days=4),
            descrizione="Chiuso per Ferragosto" if ferragosto else f"Settimana {numero + 1}",
            posti=""
            if ferragosto
            else Servizio.Posti.ESAURITI
            if numero == 2
            else Servizio.Posti.DISPONIBILI,
        )
    servizio.iscrizioni_dal, servizio.iscrizioni_al = date(anno, 3, 1), date(anno, 5, 31)
    servizio.save()


def _casi_difficili(servizi, oggi):
    """Turn some services into the cases a directory gets wrong: expired, full, closed, draft, many doors …"""
    per_tipologia = {}
    for servizio in servizi:
        per_tipologia.setdefault(servizio.tipologia.code, []).append(servizio)
    ieri = oggi - timedelta(days=1)
    casi = [
        ("NIDO", 0, {"posti": "esauriti", "posti_al": oggi - timedelta(days=10)}),
        ("NIDO", 1, {"posti": "lista_attesa", "posti_al": oggi - timedelta(days=3)}),
        ("DOPO", 2, {"valido_fino_al": ieri, "verificato_il": oggi - timedelta(days=400)}),
        ("SALVA", 0, {"valido_fino_al": oggi}),
        ("POST", 3, {"stato": "chiuso", "motivo_stato": "Il progetto che lo pagava è finito il 31 agosto."}),
        (
            "TRMIN",
            4,
            {"stato": "sospeso", "motivo_stato": "Strada chiusa per frana: riprende quando riapre."},
        ),
        ("LAB", 0, {"stato": "bozza"}),
        ("FORM", 0, {"telefono": "", "posti_totali": 25}),
        ("CPI", 0, {"verificato_il": None}),
        ("CPI", 1, {"freschezza": "da_confermare", "verificato_il": oggi - timedelta(days=220)}),
    ]
    for code, quale, valori in casi:
        servizio = per_tipologia[code][quale]
        for campo, valore in valori.items():
            setattr(servizio, campo, valore)
        servizio.save()
    _molte_sedi(per_tipologia["DOPO"][0])
    _oltre_il_confine(per_tipologia["SPORT"][0])


def _molte_sedi(servizio):
    """Five doors, each with its own hours."""
    ambito = servizio.aree.first().ambito or Ambito.objects.order_by("ordine").first()
    comuni = Comune.objects.dell_ambito(ambito).exclude(sedi__servizi_ospitati__servizio=servizio)[:4]
    for numero, comune in enumerate(comuni):
        sede = aggiungi_sede(servizio, comune)
        Orario.objects.create(
            servizio=servizio, sede=sede, giorno=numero, dalle=time(14), alle=time(16 + numero % 2, 30)
        )


def _oltre_il_confine(servizio):
    """An area much wider than the seat: two more ambiti."""
    for ambito in Ambito.objects.order_by("ordine")[1:3]:
        AreaServita.objects.get_or_create(servizio=servizio, ambito=ambito)
