"""The content of the dashboard: plain JSON, the same that a snapshot keeps and that pages and reports draw.

Amounts and percentages are decimal strings, days are ISO dates; what is not known is null.
"""

from datetime import date
from decimal import Decimal

from comitato.cruscotto.carica import Stato, carica
from comitato.cruscotto.misure import DEFINIZIONI, media, rischi, strada
from progetti.denaro.conti import arrotonda, percento
from progetti.indicatori.somme import Totale, fra_progetti
from progetti.vita.date import giorni_di_ritardo, tempo_trascorso

VERSIONE = 1
DATE = (Stato.INVIATA, Stato.VALIDATA)
DA_FARE = (Stato.DA_COMPILARE, Stato.RESTITUITA)


def quadro(piano, al):
    """Return the dashboard of ``piano`` at the end of the day ``al``, as plain JSON values."""
    noti = carica(piano, al)
    return {
        "versione": VERSIONE,
        "piano": {"id": piano.pk, "codice": piano.code, "titolo": piano.titolo},
        "al": al.isoformat(),
        "definizioni": {nome: str(testo) for nome, testo in DEFINIZIONI.items()},
        "righe": [_riga(noto, al) for noto in noti],
        "indicatori": _indicatori([noto for noto in noti if not noto.progetto.dimostrativo]),
    }


def _riga(noto, al):
    progetto, conto = noto.progetto, noto.conto
    tempo = tempo_trascorso(inizio=progetto.inizio, fine_prevista=progetto.fine_prevista, oggi=al)
    ritardo = giorni_di_ritardo(
        fine_prevista=progetto.fine_prevista, fine_effettiva=progetto.fine_effettiva, oggi=al
    )
    speso, spesa = _spesa(noto)
    indicatori = [_indicatore(seguito, noto.totali.get(seguito.indicatore_id)) for seguito in noto.indicatori]
    in_ritardo = [s for s, stato in noto.schede if stato in DA_FARE and s.scade_il < al]
    usciti = _usciti(noto, al)
    return {
        "id": progetto.pk,
        "codice": progetto.code,
        "nome": progetto.nome,
        "tipo": progetto.get_tipo_display(),
        "dimostrativo": progetto.dimostrativo,
        "ambiti": _ambiti(progetto),
        "linee": sorted(str(linea) for linea in progetto.linee.all()),
        "capofila": _capofila(noto, al),
        "stato": progetto.stato,
        "stato_parola": progetto.get_stato_display(),
        "inizio": _giorno(progetto.inizio),
        "fine_iniziale": _giorno(progetto.fine_iniziale),
        "fine_prevista": _giorno(progetto.fine_prevista),
        "fine_effettiva": _giorno(progetto.fine_effettiva),
        "tempo_pct": _cifra(arrotonda(tempo)),
        "concesso": _cifra(conto.concesso),
        "pagato": _cifra(conto.liquidato if conto.n_pagamenti else None),
        "denaro_pct": _cifra(arrotonda(conto.pagato_pct) if conto.n_pagamenti else None),
        "speso": _cifra(speso),
        "spesa_pct": _cifra(arrotonda(spesa)),
        "indicatori": indicatori,
        "fisico_pct": _cifra(media(Decimal(i["strada"]) if i["strada"] else None for i in indicatori)),
        "ritardo": ritardo,
        "ultima_scheda": _ultima(noto),
        "schede_in_ritardo": [str(scheda.rilevazione) for scheda in in_ritardo],
        "partner_usciti": usciti,
        "cup": progetto.cup,
        "rischi": rischi(
            schede_in_ritardo=len(in_ritardo),
            spesa_pct=spesa,
            tempo_pct=tempo,
            partner_usciti=len(usciti),
            cup=progetto.cup,
            ritardo=ritardo,
        ),
        "decisione": _decisione(noto.decisioni[-1]) if noto.decisioni else None,
        "azioni_aperte": len(noto.azioni),
    }


def _spesa(noto):
    """Return (euro, percent) of the expenditure declared; None when nobody declared any."""
    dichiarate = [s.speso for s, stato in noto.schede if stato == Stato.VALIDATA and s.speso is not None]
    rendicontato = [noto.conto.rendicontato] if noto.conto.rendicontato else []
    valori = [*dichiarate[-1:], *rendicontato]
    speso = max(valori) if valori else None
    tutto = noto.conto.costo_totale or noto.conto.concesso
    return speso, None if speso is None else percento(speso, tutto)


def _indicatore(seguito, totale):
    indicatore = seguito.indicatore
    totale = totale or Totale(indicatore)
    return {
        "codice": indicatore.code,
        "nome": indicatore.label,
        "unita": indicatore.unita,
        "partenza": _cifra(seguito.partenza),
        "obiettivo": _cifra(seguito.obiettivo),
        "valore": _cifra(totale.valore),
        "testo": totale.testo,
        "riferito_al": _giorno(totale.riferito_al),
        "strada": _cifra(arrotonda(strada(totale.valore, seguito.obiettivo, seguito.partenza))),
    }


def _indicatori(noti):
    """Return the totals of the cycle, by the rule of each indicator; demo projects are in none."""
    gruppi = {}
    for noto in noti:
        for seguito in noto.indicatori:
            gruppi.setdefault(seguito.indicatore, []).append(noto.totali.get(seguito.indicatore_id))
    return [
        {
            "codice": indicatore.code,
            "nome": indicatore.label,
            "unita": indicatore.unita,
            "regola": indicatore.get_aggregazione_progetti_display(),
            "valore": _cifra(fra_progetti(indicatore, [t for t in totali if t]).valore),
            "progetti": len(totali),
            "con_valore": sum(1 for totale in totali if totale and totale.noto),
        }
        for indicatore, totali in sorted(gruppi.items(), key=lambda voce: voce[0].code)
    ]


def _ambiti(progetto):
    nomi = {ambito.nome for ambito in progetto.ambiti.all()}
    if progetto.alleanza and progetto.alleanza.ambito:
        nomi.add(progetto.alleanza.ambito.nome)
    return sorted(nomi)


def _capofila(noto, al):
    return next(
        (str(p.organizzazione) for p in noto.partner if p.ruolo == "capofila" and p.in_vigore(al)), ""
    )


def _usciti(noto, al):
    """Return the bodies that left before the end of the project and are not in it any more."""
    fine = noto.progetto.fine_effettiva or date.max
    dentro = {p.organizzazione_id for p in noto.partner if p.al is None or p.al >= al}
    usciti = [p for p in noto.partner if p.al and p.al < min(al, fine) and p.organizzazione_id not in dentro]
    return sorted({str(p.organizzazione) for p in usciti})


def _ultima(noto):
    date_ = [(scheda, stato) for scheda, stato in noto.schede if stato in DATE]
    if not date_:
        return None
    scheda, stato = date_[-1]
    return {
        "titolo": str(scheda.rilevazione),
        "al": _giorno(scheda.rilevazione.al),
        "stato": Stato(stato).label,
    }


def _decisione(decisione):
    return {
        "id": decisione.pk,
        "numero": f"{decisione.numero}/{decisione.anno}",
        "titolo": decisione.titolo,
        "il": _giorno(decisione.presa_il),
        "riesame_entro": _giorno(decisione.riesame_entro),
    }


def _cifra(numero):
    return None if numero is None else f"{numero:f}"


def _giorno(giorno):
    return None if giorno is None else giorno.isoformat()
