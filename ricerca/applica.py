"""From the parameters of the list to the rows: every parameter narrows them."""

from django.utils import timezone

from ricerca import condizioni, tempi
from servizi.models import Giorno, Periodo

GIORNI = {giorno.name.lower(): giorno for giorno in Giorno}
# Kinds of period that a service open the whole year also covers.
ANNUALI = {Periodo.Tipo.STAGIONE, Periodo.Tipo.CHIUSURA}
DA_INDICE = {"q", "settimana"}
SI = ("gratuito", "voucher", "non_residenti", "trasporto", "pasti")
# Parameters that are one question together.
INSIEME = {"giorno": "orario", "dalle": "orario", "alle": "orario", "nascita": "eta", "eta_mesi": "eta"}


def applica(filtro, servizi, *, senza=(), attributi=True, parole=True):
    """Return the ``servizi`` that answer the parameters of ``filtro`` but those named in ``senza``.

    Of the query, ``attributi`` and ``parole`` say whether the hours, ages and days read in it count, and the
    words that name no typology. “luogo” in ``senza`` leaves out the place, wherever it was told.
    """
    senza = {*senza, *(("casa", "lavoro") if "luogo" in senza else ())}
    valori = {nome: valore for nome, valore in filtro.valori.items() if nome not in senza}
    if DA_INDICE & valori.keys():
        filtro.indice_pronto  # noqa: B018  (brings the index up to date, once)
    letti = filtro.domanda.attributi if attributi and "q" in valori else {}
    tutti = {nome: valore for nome, valore in letti.items() if nome not in senza} | valori
    for nome, regola in REGOLE.items():
        if nome in tutti:
            servizi = regola(servizi, tutti[nome], filtro)
    for nome in SI:
        if nome in tutti:
            servizi = servizi.filter(**{nome: True})
    servizi = _orario(servizi, tutti)
    servizi = _eta(servizi, tutti, filtro)
    servizi = servizi if "luogo" in senza else _luogo(servizi, valori, filtro)
    return _parole(servizi, filtro.domanda, parole) if "q" in valori else servizi


def _orario(servizi, valori):
    orario = {nome: valori[nome] for nome in ("dalle", "alle") if nome in valori}
    if "giorno" in valori:
        orario["giorno"] = GIORNI[valori["giorno"]]
    return condizioni.con_orario(servizi, **orario) if orario else servizi


def _eta(servizi, valori, filtro):
    """An age told in the form comes before one read in the query."""
    if "nascita" in valori:
        return servizi.per_eta(filtro.eta)
    return servizi.per_eta(valori["eta_mesi"]) if "eta_mesi" in valori else servizi


def _luogo(servizi, valori, filtro):
    """The place told in the form or read in the query: home, work, or a valley."""
    letta = filtro.domanda if "q" in valori else None
    casa, lavoro = valori.get("casa") or (letta and letta.luogo), valori.get("lavoro")
    if casa or lavoro:
        return condizioni.raggiungibili(servizi, casa=casa, lavoro=lavoro, luoghi=filtro.luoghi)
    return _ambiti(servizi, [a.pk for a in letta.ambiti], filtro) if letta and letta.ambiti else servizi


def _parole(servizi, domanda, parole):
    if domanda.concetti:
        servizi = condizioni.con_concetti(servizi, domanda.concetti)
    if parole:
        servizi = condizioni.con_radici(servizi, [r for parte in domanda.parole for r in parte.radici])
    return servizi


def _ambiti(servizi, chiavi, filtro):
    """Services for who lives in the ambiti; one that left the ATS counts as on its last day."""
    uscite = [(voce.pk, voce.sotto) for voce in filtro.menu.voci("ambito") if voce.pk in chiavi]
    return condizioni.negli_ambiti(servizi, uscite, timezone.localdate())


def _periodo(servizi, valore, filtro):
    """Services of the period; those of the whole year answer to seasons and school breaks."""
    return servizi.nel_periodo(valore, tutto_l_anno=filtro.menu.voce("periodo", valore).sotto in ANNUALI)


def _mese(servizi, valore, filtro):
    return condizioni.nel_mese(servizi, tempi.prossimo_anno(valore, timezone.localdate()), valore)


REGOLE = {
    "gruppo": lambda s, v, filtro: s.filter(tipologia__gruppo=filtro.menu.voce("gruppo", v).pk),
    "tipologia": lambda s, v, filtro: s.filter(tipologia=filtro.menu.voce("tipologia", v).pk),
    "destinatari": lambda s, v, filtro: s.per_destinatari(v),
    "periodo": _periodo,
    "settimana": lambda s, v, filtro: condizioni.nella_settimana(s, v),
    "mese": _mese,
    "aperto_ora": lambda s, v, filtro: s.aperti_adesso(),
    "posti": lambda s, v, filtro: s.filter(posti=v),
    "ambito": lambda s, v, filtro: _ambiti(s, [filtro.menu.voce("ambito", v).pk], filtro),
}
