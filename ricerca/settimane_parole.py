"""The week view in words: nothing is counted here that ``ricerca.settimane`` has not counted."""

from dataclasses import replace
from datetime import time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from servizi.models import Servizio
from servizi.parole import giorni_brevi, giorni_della_settimana, ora, orari_in_parole

TONI = {
    "coperta": "positivo",
    "parziale": "attesa",
    "piena": "attesa",
    "scoperta": "negativo",
    "festa": "neutro",
}
SETTIMANA = {
    "coperta": gettext_lazy("coperta"),
    "parziale": gettext_lazy("coperta in parte"),
    "piena": gettext_lazy("posti esauriti"),
    "scoperta": gettext_lazy("scoperta"),
    "festa": gettext_lazy("giorno di festa"),
}
GIORNI = SETTIMANA | {
    "coperta": gettext_lazy("coperti"),
    "parziale": gettext_lazy("coperti in parte"),
    "scoperta": gettext_lazy("scoperti"),
}
ELENCHI = [
    ("scoperta", gettext_lazy("Scoperte: %(quali)s.")),
    ("parziale", gettext_lazy("Coperte in parte: %(quali)s.")),
    ("piena", gettext_lazy("Con i posti esauriti: %(quali)s.")),
]
FINE_PRIMA, INIZIO_DOPO = time(9), time(12)
RIGHE = 6  # services written for each stretch; the others are counted


def scheda(tratto):
    """Return what the page shows of a Tratto."""
    return {
        "nome": tratto.nome,
        "giorni": giorni(tratto),
        "parola": (GIORNI if tratto.nome else SETTIMANA)[tratto.stato],
        "stato": tratto.stato,
        "tono": TONI[tratto.stato],
        "mancano": mancano(tratto),
        "righe": [_riga(riga, tratto) for riga in tratto.righe[:RIGHE]],
        "altre": max(0, len(tratto.righe) - RIGHE),
    }


def giorni(tratto):
    """Return the days of a Tratto: “14-18 giugno”."""
    return giorni_brevi(tratto.giorni[0], tratto.giorni[-1])


def mancano(tratto):
    """Return the days without a place, when others have one: weekdays within a week, else dates."""
    return _quali(tratto.mancanti, tratto) if tratto.stato == "parziale" else ""


def riassunto(tratti):
    """Return in sentences how many weeks of a summer are covered, and which are not."""
    per_stato = {stato: [t for t in tratti if t.stato == stato] for stato in TONI}
    conto = ngettext(
        "%(n)d settimana coperta su %(tutte)d.",
        "%(n)d settimane coperte su %(tutte)d.",
        len(per_stato["coperta"]),
    ) % {"n": len(per_stato["coperta"]), "tutte": len(tratti)}
    elenchi = [
        frase % {"quali": ", ".join(map(giorni, per_stato[stato]))}
        for stato, frase in ELENCHI
        if per_stato[stato]
    ]
    return [conto, *elenchi]


def riassunto_giorni(tratti):
    """Return in sentences how many days without school are covered, and in which closures some are not.

    A public holiday without services is not counted: most parents are at home too.
    """
    tratti = [tratto for tratto in tratti if tratto.stato != "festa"]
    tutti = sum(len(tratto.giorni) for tratto in tratti)
    coperti = tutti - sum(len(tratto.mancanti) for tratto in tratti)
    conto = ngettext(
        "%(n)d giorno senza scuola coperto su %(tutti)d.",
        "%(n)d giorni senza scuola coperti su %(tutti)d.",
        coperti,
    ) % {"n": coperti, "tutti": tutti}
    quali = [f"{tratto.nome} ({giorni(tratto)})" for tratto in tratti if tratto.mancanti]
    return [conto, *([_("Mancano giorni in: %(quali)s.") % {"quali": ", ".join(quali)}] if quali else [])]


def momenti(tratto):
    """Return (title, lines) of an ordinary week: before, during and after school, and hours to ask for."""
    parti = [
        (_("Prima della scuola"), lambda fascia: fascia.alle <= FINE_PRIMA),
        (_("Durante il giorno"), lambda fascia: fascia.alle > FINE_PRIMA and fascia.dalle < INIZIO_DOPO),
        (_("Dopo la scuola"), lambda fascia: fascia.alle > FINE_PRIMA and fascia.dalle >= INIZIO_DOPO),
    ]
    trovati = [(titolo, _nel_momento(tratto, quale)) for titolo, quale in parti]
    trovati = [(titolo, righe) for titolo, righe in trovati if righe or titolo != parti[1][0]]
    senza = [_riga(riga, tratto) for riga in tratto.righe if not riga.fasce]
    return [*trovati, *([(_("Con orari da chiedere"), senza)] if senza else [])]


def _nel_momento(tratto, quale):
    righe = []
    for riga in tratto.righe:
        fasce = tuple(filter(quale, riga.fasce))
        if fasce:
            righe.append(_riga(replace(riga, fasce=fasce, senza_ore=False), tratto))
    return righe


def _riga(riga, tratto):
    servizio = riga.servizio
    return {
        "servizio": servizio,
        "orari": _orari(riga, tratto),
        "giorni": _quali(sorted(riga.giorni), tratto) if _salta_giorni(riga, tratto) else "",
        "posti": Servizio.Posti(riga.posti).label,
        "posti_codice": riga.posti,
    }


def _orari(riga, tratto):
    """Return the hours with their weekdays; in a closure, which has dates, alone when always the same."""
    ignoti = _("orari non indicati: chiedi")
    if not riga.fasce:
        return ignoti
    giorni, ore = {fascia.giorno for fascia in riga.fasce}, sorted({fascia[1:] for fascia in riga.fasce})
    if tratto.nome and not riga.senza_ore and len(riga.fasce) == len(giorni) * len(ore):
        return _(" e ").join(f"{ora(dalle)}-{ora(alle)}" for dalle, alle in ore)
    return "; ".join([orari_in_parole(riga.fasce), *([ignoti] if riga.senza_ore else [])])


def _salta_giorni(riga, tratto):
    """Return whether the hours alone do not say that some days are left out."""
    lungo = (tratto.giorni[-1] - tratto.giorni[0]).days > 6
    return len(riga.giorni) < len(tratto.giorni) and (lungo or bool(tratto.nome) or not riga.fasce)


def _quali(scelti, tratto):
    if (tratto.giorni[-1] - tratto.giorni[0]).days <= 6:
        return giorni_della_settimana([giorno.weekday() for giorno in scelti])
    serie = []
    for giorno in scelti:
        if serie and giorno - serie[-1][-1] == timedelta(days=1):
            serie[-1].append(giorno)
        else:
            serie.append([giorno])
    return ", ".join(giorni_brevi(tratti[0], tratti[-1]) for tratti in serie)
