"""The dashboard of the Comitato with a synthetic cycle: projects with years of monthly values."""

from datetime import timedelta
from decimal import Decimal
from statistics import median, quantiles
from time import perf_counter

from dateutil.relativedelta import relativedelta
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.utils import timezone

from piani.models import Indicatore, Piano
from progetti.models import EventoProgetto, IndicatoreProgetto, Progetto, QuadroFinanziario, ValoreIndicatore

CODICE = "banco"
OGGI = timezone.localdate()
PAGINA = f"/admin/comitato/cruscotto/?ciclo={CODICE}"
REGOLE = (("somma", "somma"), ("ultimo", "somma"), ("max", "max"))


def riempi(progetti=500, mesi=120):
    """Write a cycle with ``progetti`` projects, three indicators each, ``mesi`` monthly values each."""
    oggi = timezone.localdate()
    piano = Piano.objects.create(
        code=CODICE, titolo="Ciclo del banco", anno_dal=oggi.year - 10, anno_al=oggi.year, stato="in_corso"
    )
    del_ciclo = {"piano": piano, "cup_assente_motivo": "-"}
    indicatori = [
        Indicatore.objects.create(
            code=f"BANCO{n}", label=f"Indicatore {n}", insieme="RETE", tipo="fisico", genere="quantita",
            valore="di periodo", aggregazione_periodi=periodi, aggregazione_progetti=fra,
        )
        for n, (periodi, fra) in enumerate(REGOLE)
    ]  # fmt: skip
    Progetto.objects.bulk_create(
        Progetto(code=f"BANCO-{n}", slug=f"banco-{n}", titolo=f"Progetto {n}", tipo="fse", **del_ciclo)
        for n in range(progetti)
    )
    righe = list(Progetto.objects.filter(piano=piano))
    inizio = oggi - relativedelta(months=mesi)
    fine = oggi + timedelta(days=90)
    EventoProgetto.objects.bulk_create(
        EventoProgetto(progetto=p, tipo="avviata", data=inizio, nuova_fine=fine) for p in righe
    )
    QuadroFinanziario.objects.bulk_create(
        QuadroFinanziario(progetto=p, numero=1, costo_totale=Decimal(100000)) for p in righe
    )
    seguiti = IndicatoreProgetto.objects.bulk_create(
        IndicatoreProgetto(progetto=p, indicatore=i, obiettivo=1000) for p in righe for i in indicatori
    )
    _valori(seguiti, inizio, mesi)
    return len(righe), len(seguiti) * mesi


def _valori(seguiti, inizio, mesi):
    giorni = [inizio + relativedelta(months=n) for n in range(mesi)]
    ValoreIndicatore.objects.bulk_create(
        (
            ValoreIndicatore(
                indicatore_progetto=seguito, dal=dal, al=dal + timedelta(days=27),
                riferito_al=dal + timedelta(days=27), valore=(n * 7 + dal.month) % 40, validato_il=OGGI,
            )
            for n, seguito in enumerate(seguiti)
            for dal in giorni
        ),
        batch_size=5000,
    )  # fmt: skip


def misura(volte=20):
    """Return (queries, median ms, p95 ms, kB) of the page, asked ``volte`` times by an administrator."""
    utente = get_user_model().objects.create_superuser("banco@example.org", "banco-di-prova-mai-usata")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(utente, "allauth.account.auth_backends.AuthenticationBackend")
    query = []
    with connection.execute_wrapper(lambda fai, sql, *altro: query.append(sql) or fai(sql, *altro)):
        risposta = client.get(PAGINA)
    assert risposta.status_code == 200, risposta.status_code
    tempi = []
    for _volta in range(volte):
        prima = perf_counter()
        client.get(PAGINA)
        tempi.append((perf_counter() - prima) * 1000)
    return len(query), median(tempi), quantiles(tempi, n=20)[-1], len(risposta.content) / 1000
