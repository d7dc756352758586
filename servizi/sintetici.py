"""Synthetic services for measuring speed with many rows: invented, marked as demo, always the same."""

from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction
from django.utils.text import slugify

from aderenti.models import CategoriaAderente, EventoAdesione, Organizzazione
from servizi.models import (
    AreaServita,
    Destinatario,
    Orario,
    Sede,
    SedeServizio,
    Servizio,
    Tariffa,
    Tipologia,
)
from territorio.models import AppartenenzaAmbito

PER_ORGANIZZAZIONE = 20
LOTTO = 2_000
NOMI = (
    "Aquilone",
    "Betulla",
    "Cardellino",
    "Dente di leone",
    "Edera",
    "Felce",
    "Genziana",
    "Larice",
    "Mirtillo",
)
FRASI = (
    "Accoglie bambine e bambini in un ambiente curato, con personale che segue ogni famiglia.",
    "Le attività cambiano con le stagioni e si svolgono anche all'aperto, vicino al paese.",
    "Per i residenti il costo dipende dall'ISEE e i fratelli pagano meno.",
    "Si può visitare la sede su appuntamento, anche con un mediatore linguistico.",
    "Il trasporto parte dalla piazza e passa per le frazioni.",
    "Chi lavora a turni può chiedere orari diversi, se ci sono posti.",
)


class DatiDiBaseMancantiError(Exception):
    """Typologies, categories or comuni have not been imported yet."""


@transaction.atomic
def crea(numero, *, oggi):
    """Add services until the synthetic ones are ``numero``; return how many were added.

    Raises DatiDiBaseMancantiError before the reference data have been imported.
    """
    presenti = Servizio.objects.filter(slug__startswith="sintetico-").count()
    base = _Base(oggi)
    for inizio in range(presenti, numero, LOTTO):
        _crea_lotto(base, range(inizio, min(inizio + LOTTO, numero)))
    return max(0, numero - presenti)


class _Base:
    """The reference rows that synthetic services point at, read once."""

    def __init__(self, oggi):
        self.oggi = oggi
        self.tipologie = list(Tipologia.objects.order_by("pk"))
        self.destinatari = list(Destinatario.objects.order_by("pk"))
        self.appartenenze = list(AppartenenzaAmbito.objects.al(oggi).select_related("comune").order_by("pk"))
        self.categoria = CategoriaAderente.objects.order_by("pk").first()
        if not (self.tipologie and self.destinatari and self.appartenenze and self.categoria):
            raise DatiDiBaseMancantiError("Mancano i dati di riferimento: importali prima.")


def _crea_lotto(base, numeri):
    """Create one batch: bodies with a seat each, then services with their parts."""
    sedi = _crea_organizzazioni(base, numeri)
    servizi = Servizio.objects.bulk_create(
        [_servizio(base, numero, sedi[numero // PER_ORGANIZZAZIONE]) for numero in numeri]
    )
    coppie = list(zip(numeri, servizi, strict=True))
    SedeServizio.objects.bulk_create(
        [SedeServizio(servizio=s, sede=sedi[n // PER_ORGANIZZAZIONE], principale=True) for n, s in coppie]
    )
    AreaServita.objects.bulk_create([_area(base, n, s) for n, s in coppie])
    Tariffa.objects.bulk_create(
        [Tariffa(servizio=s, importo=Decimal(50 + n % 400), unita=Tariffa.Unita.MESE) for n, s in coppie]
    )
    Orario.objects.bulk_create(
        [
            Orario(servizio=s, giorno=giorno, dalle=time(7, 30), alle=time(16 + n % 3))
            for n, s in coppie
            for giorno in range(5)
        ]
    )
    Servizio.destinatari.through.objects.bulk_create(
        [
            Servizio.destinatari.through(
                servizio_id=s.pk, destinatario_id=base.destinatari[n % len(base.destinatari)].pk
            )
            for n, s in coppie
        ]
    )


def _crea_organizzazioni(base, numeri):
    """Return {number of the body: its seat} for the bodies of these services, creating the missing ones."""
    chiavi = sorted({numero // PER_ORGANIZZAZIONE for numero in numeri})
    slug = {chiave: f"sintetica-{chiave}" for chiave in chiavi}
    gia = set(Organizzazione.objects.filter(slug__in=slug.values()).values_list("slug", flat=True))
    nuove = Organizzazione.objects.bulk_create(
        [
            Organizzazione(
                slug=slug[chiave],
                denominazione=f"Cooperativa {NOMI[chiave % len(NOMI)]} {chiave}",
                categoria=base.categoria,
                comune=_appartenenza(base, chiave).comune,
                dimostrativo=True,
            )
            for chiave in chiavi
            if slug[chiave] not in gia
        ]
    )
    EventoAdesione.objects.bulk_create(
        [
            EventoAdesione(
                organizzazione=o, tipo=EventoAdesione.Tipo.ACCOLTA, data=date(2018, 6, 1), dimostrativo=True
            )
            for o in nuove
        ]
    )
    Sede.objects.bulk_create(
        [
            Sede(organizzazione=o, nome=f"Sede di {o.comune.nome}", comune=o.comune, dimostrativo=True)
            for o in nuove
        ]
    )
    sedi = Sede.objects.filter(organizzazione__slug__in=slug.values()).select_related(
        "comune", "organizzazione"
    )
    per_slug = {sede.organizzazione.slug: sede for sede in sedi}
    return {chiave: per_slug[slug[chiave]] for chiave in chiavi}


def _servizio(base, numero, sede):
    caso = Random(numero)
    tipologia = base.tipologie[numero % len(base.tipologie)]
    titolo = f"{tipologia.label[:90]} {caso.choice(NOMI)} di {sede.comune.nome}"
    return Servizio(
        slug=f"sintetico-{numero}-{slugify(sede.comune.nome)[:60]}",
        titolo=titolo[:150],
        tipologia=tipologia,
        gestore=sede.organizzazione,
        stato=Servizio.Stato.ATTIVO,
        descrizione_breve=caso.choice(FRASI),
        descrizione="\n\n".join(caso.sample(FRASI, 4)),
        a_chi=caso.choice(FRASI),
        come_fare=caso.choice(FRASI),
        condizioni=caso.choice(FRASI),
        eta_min_mesi=caso.choice((None, 3, 36, 72)),
        eta_max_mesi=caso.choice((None, 143, 179)),
        telefono="0342 000000",
        verificato_il=base.oggi - timedelta(days=numero % 300),
        valido_fino_al=base.oggi + timedelta(days=30 + numero % 300),
        dimostrativo=True,
    )


def _appartenenza(base, numero):
    return base.appartenenze[numero * 7 % len(base.appartenenze)]


def _area(base, numero, servizio):
    """One service in four is for the whole ambito, the others for one comune."""
    qui = _appartenenza(base, numero // PER_ORGANIZZAZIONE)
    if numero % 4 == 0:
        return AreaServita(servizio=servizio, ambito_id=qui.ambito_id)
    return AreaServita(servizio=servizio, comune_id=qui.comune_id)
