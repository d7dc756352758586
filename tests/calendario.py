"""Rows of the school calendar for the tests: the periods of the vocabulary and a school year of Lombardy."""

from datetime import date

from servizi.models import Apertura, DataScolastica, Orario, Periodo, SedeServizio, Servizio
from tests.factories import make_servizio

TIPI = {
    "ANNO_SOL": "stagione",
    "ANNO_SCOL": "stagione",
    "PRE_ORARIO": "orario",
    "POST_ORARIO": "orario",
    "SERALE": "orario",
    "SABATO": "orario",
    "FESTIVI": "orario",
    "ESTATE": "chiusura",
    "SETTEMBRE": "chiusura",
    "NATALE": "chiusura",
    "CARNEVALE": "chiusura",
    "PASQUA": "chiusura",
    "PONTI": "chiusura",
    "FESTA": "chiusura",
    "EMERGENZA": "eccezione",
}
NOMI = {"ESTATE": "Estate", "NATALE": "Natale", "CARNEVALE": "Carnevale", "PASQUA": "Pasqua"}
# 2026/2027 as the permanent rule of Regione Lombardia makes it.
ANNO = [
    ("ANNO_SCOL", "infanzia", "lezioni", date(2026, 9, 7), date(2027, 6, 30)),
    ("ANNO_SCOL", "primaria_secondaria", "lezioni", date(2026, 9, 14), date(2027, 6, 8)),
    ("NATALE", "tutte", "chiusura", date(2026, 12, 23), date(2027, 1, 6)),
    ("CARNEVALE", "tutte", "chiusura", date(2027, 2, 8), date(2027, 2, 9)),
    ("PASQUA", "tutte", "chiusura", date(2027, 3, 25), date(2027, 3, 30)),
    ("ESTATE", "primaria_secondaria", "chiusura", date(2027, 6, 9), date(2027, 9, 12)),
    ("ESTATE", "infanzia", "chiusura", date(2027, 7, 1), date(2027, 9, 5)),
    ("FESTA", "tutte", "festa", date(2026, 12, 8), date(2026, 12, 8)),
    ("FESTA", "tutte", "festa", date(2027, 6, 2), date(2027, 6, 2)),
]


def make_periodi():
    """Return {code: Periodo} of the vocabulary, made when missing."""
    return {
        code: Periodo.objects.get_or_create(
            code=code, defaults={"label": NOMI.get(code, code), "tipo": tipo, "ordine": ordine}
        )[0]
        for ordine, (code, tipo) in enumerate(TIPI.items(), 1)
    }


def righe_scolastiche(righe=ANNO, anno="2026/2027", certezza="I"):
    """Return unsaved DataScolastica; ``righe`` are (period, kind of school, kind of row, from, to)."""
    periodi = make_periodi()
    return [
        DataScolastica(
            code=f"{anno[:4]}-{numero}",
            anno_scolastico=anno,
            periodo=periodi[code],
            ordine_scuola=ordine,
            tipo=tipo,
            dal=dal,
            al=al,
            descrizione=f"{NOMI.get(code, code)} {anno}",
            certezza=certezza,
        )
        for numero, (code, ordine, tipo, dal, al) in enumerate(righe)
    ]


def make_anno_scolastico():
    """Save the school year 2026/2027 and return the periods by code."""
    DataScolastica.objects.bulk_create(righe_scolastiche())
    return make_periodi()


def servizio_con(periodi=(), orari=(), aperture=(), porte=(), **campi):
    """Return a service read with ``con_tempi()``, the school year saved if it was not.

    ``orari`` are (weekday, (from, to), fields), ``aperture`` (kind, from, to, fields); a period is its code.
    """
    codici = make_periodi() if DataScolastica.objects.exists() else make_anno_scolastico()
    servizio = make_servizio(**campi)
    servizio.periodi.set([codici[code] for code in periodi])
    for sede in porte:
        SedeServizio.objects.create(servizio=servizio, sede=sede)
    for giorno, (dalle, alle), altro in orari:
        altro = altro | {"periodo": codici[altro["periodo"]]} if "periodo" in altro else altro
        Orario.objects.create(servizio=servizio, giorno=giorno, dalle=dalle, alle=alle, **altro)
    for tipo, dal, al, altro in aperture:
        Apertura.objects.create(servizio=servizio, tipo=tipo, dal=dal, al=al, **altro)
    return Servizio.objects.con_tempi().get(pk=servizio.pk)
