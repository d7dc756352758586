"""The index of the search follows the sheets: triggers say which have changed, here they are read again.

``aggiorna`` empties the queue and is called by whoever searches and by ``manage.py aggiorna_indice``; nothing
else writes the index. See docs/adr/0004-finding-a-service.md.
"""

from collections import defaultdict

from django.db import transaction

from ricerca.lingua import CONTORNO, VUOTE, normalizza, radice
from ricerca.models import Copertura, DaIndicizzare, Parola, Posizione
from servizi.calendario import Calendario, settimane_aperte
from servizi.models import Servizio

TUTTE = 0  # in the queue: every sheet
LOTTO = 200
FUORI = (Servizio.Stato.BOZZA, Servizio.Stato.CHIUSO)
SENZA_PESO = VUOTE | CONTORNO
LUNGHEZZA = 40  # letters: a longer word is cut
# What a word counts where it stands. From EVIDENTE on it is read on the card.
PESI = {"titolo": 8, "tipologia": 5, "gestore": 4, "breve": 3, "destinatari": 2, "testi": 1}
EVIDENTE = PESI["breve"]
TESTI = (
    "descrizione",
    "a_chi",
    "come_fare",
    "cosa_si_ottiene",
    "tempi_scadenze",
    "condizioni",
    "prezzo_nota",
    "supporto_disabilita",
    "supporto_dsa",
)


def aggiorna(*, massimo=None):
    """Read again the sheets in the queue, ``massimo`` at most (None: all); return how many.

    Each lot is a transaction of its own: the index and the queue go together. Who finds a lot taken waits.
    """
    fatte = 0
    while (massimo is None or fatte < massimo) and DaIndicizzare.objects.exists():
        fatte += _un_lotto()
    return fatte


@transaction.atomic
def ricostruisci():
    """Forget the whole index and put every sheet in the queue."""
    for modello in (Posizione, Copertura, Parola, DaIndicizzare):
        modello.objects.all().delete()
    DaIndicizzare.objects.create(servizio_id=TUTTE)


@transaction.atomic
def _un_lotto():
    """Read one lot of the queue again; return how many sheets it held."""
    righe = list(DaIndicizzare.objects.select_for_update().order_by("pk")[:LOTTO])
    chiavi = {riga.servizio_id for riga in righe}
    if TUTTE in chiavi:
        DaIndicizzare.objects.all().delete()
        tutte = Servizio.objects.order_by("pk").values_list("pk", flat=True)
        DaIndicizzare.objects.bulk_create(
            [DaIndicizzare(servizio_id=pk) for pk in tutte.iterator()], batch_size=5_000
        )
        return 0
    _indicizza(chiavi)
    DaIndicizzare.objects.filter(pk__in=[riga.pk for riga in righe]).delete()
    return len(chiavi)


def _indicizza(chiavi):
    """Write the index of the sheets with these keys; those gone, or that no search may find, leave it."""
    servizi = Servizio.objects.filter(pk__in=chiavi).exclude(stato__in=FUORI)
    schede = list(servizi.select_related("tipologia", "gestore").prefetch_related("destinatari").con_tempi())
    _scrivi_parole(schede, chiavi)
    calendario = Calendario.leggi()
    attese = {(s.pk, dal, al) for s in schede for dal, al in settimane_aperte(s, calendario)}
    presenti = {(r.servizio_id, r.dal, r.al): r.pk for r in Copertura.objects.filter(servizio__in=chiavi)}
    Copertura.objects.filter(pk__in=[pk for voce, pk in presenti.items() if voce not in attese]).delete()
    Copertura.objects.bulk_create(
        Copertura(servizio_id=pk, dal=dal, al=al) for pk, dal, al in sorted(attese - presenti.keys(), key=str)
    )


def _scrivi_parole(schede, chiavi):
    """Write the roots of these sheets that are not there yet, and the words met for the first time."""
    attese, parole = {}, {}
    for scheda in schede:
        for radice_, (peso, scritte) in radici_pesate(scheda).items():
            attese[radice_, scheda.pk] = peso
            parole |= dict.fromkeys(scritte, radice_)
    righe = Posizione.objects.filter(servizio__in=chiavi).values_list("pk", "radice", "servizio", "peso")
    presenti = {(radice_, servizio): (pk, peso) for pk, radice_, servizio, peso in righe}
    vecchie = [pk for voce, (pk, peso) in presenti.items() if attese.get(voce) != peso]
    Posizione.objects.filter(pk__in=vecchie).delete()
    Posizione.objects.bulk_create(
        [
            Posizione(radice=voce[0], servizio_id=voce[1], peso=peso)
            for voce, peso in attese.items()
            if presenti.get(voce, (0, 0))[1] != peso
        ],
        batch_size=5_000,
    )
    note = set(Parola.objects.filter(testo__in=parole).values_list("testo", flat=True))
    nuove = [
        Parola(testo=testo, radice=radice_)
        for testo, radice_ in sorted(parole.items())
        if testo not in note and not testo.isdecimal()
    ]
    Parola.objects.bulk_create(nuove, ignore_conflicts=True)


def radici_pesate(servizio):
    """Return {root: (weight, words so written)} of a sheet with typology, body and recipients loaded."""
    pesi, scritte = defaultdict(int), defaultdict(set)
    for peso, testo in _testi(servizio):
        parole = {parola[:LUNGHEZZA] for parola in normalizza(testo).split() if parola not in SENZA_PESO}
        for parola in parole:
            scritte[radice(parola)].add(parola)
        for radice_ in set(map(radice, parole)):
            pesi[radice_] += peso
    return {radice_: (peso, scritte[radice_]) for radice_, peso in pesi.items()}


def _testi(servizio):
    yield PESI["titolo"], servizio.titolo
    yield PESI["tipologia"], servizio.tipologia.label
    yield PESI["gestore"], servizio.gestore.denominazione
    yield PESI["breve"], servizio.descrizione_breve
    yield PESI["destinatari"], " ".join(voce.label for voce in servizio.destinatari.all())
    yield PESI["testi"], " ".join(getattr(servizio, campo) for campo in TESTI)
