"""The content of the dashboard as rows to show: typed, sorted, filtered, added up, compared.

It reads only the plain content: a snapshot shows what it kept, whatever happened since.
"""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comitato.cruscotto.misure import Rischio
from progetti.denaro.conti import arrotonda, percento
from progetti.models import EventoProgetto

Tipo = EventoProgetto.Tipo

GIORNI = ("inizio", "fine_iniziale", "fine_prevista", "fine_effettiva")
CIFRE = ("tempo_pct", "concesso", "pagato", "denaro_pct", "speso", "spesa_pct", "fisico_pct")
COLONNE = {
    "nome": gettext_lazy("Progetto"),
    "stato": gettext_lazy("Stato"),
    "tempo": gettext_lazy("Tempo"),
    "denaro": gettext_lazy("Denaro"),
    "spesa": gettext_lazy("Spesa"),
    "fisico": gettext_lazy("Risultati"),
    "ritardo": gettext_lazy("Ritardo"),
    "scheda": gettext_lazy("Ultima scheda"),
    "rischi": gettext_lazy("Segni di rischio"),
    "decisione": gettext_lazy("Ultima decisione"),
}
CHIAVI = {
    "nome": lambda riga: riga.nome.casefold(),
    "stato": lambda riga: riga.stato_parola,
    "tempo": lambda riga: riga.tempo_pct,
    "denaro": lambda riga: riga.denaro_pct,
    "spesa": lambda riga: riga.spesa_pct,
    "fisico": lambda riga: riga.fisico_pct,
    "ritardo": lambda riga: riga.ritardo,
    "scheda": lambda riga: riga.ultima_scheda and riga.ultima_scheda["al"],
    "rischi": lambda riga: len(riga.rischi),
    "decisione": lambda riga: riga.decisione and riga.decisione["il"],
}


def righe(contenuto):
    """Return the projects of a content, in its order, with days as dates and figures as Decimal."""
    return [_riga(dati) for dati in contenuto["righe"]]


def _riga(dati):
    riga = SimpleNamespace(**dati)
    for nome in GIORNI:
        setattr(riga, nome, _giorno(dati[nome]))
    for nome in CIFRE:
        setattr(riga, nome, _cifra(dati[nome]))
    riga.segni = [(codice, Rischio(codice).label) for codice in dati["rischi"]]
    riga.spostata = (riga.fine_prevista - riga.fine_iniziale).days if riga.fine_prevista else 0
    return riga


def ordina(elenco, per):
    """Return the rows sorted by a column (“-ritardo”: the highest first); what is not known comes last."""
    chiave = CHIAVI.get(per.lstrip("-"))
    if chiave is None:
        return list(elenco)
    note = [riga for riga in elenco if chiave(riga) is not None]
    ignote = [riga for riga in elenco if chiave(riga) is None]
    return sorted(note, key=chiave, reverse=per.startswith("-")) + ignote


def filtra(elenco, *, ambito="", linea="", stato="", rischio="", tipo=""):
    """Return the rows that have all of what is asked; an empty word asks for nothing."""
    return [
        riga
        for riga in elenco
        if (not ambito or ambito in riga.ambiti)
        and (not linea or linea in riga.linee)
        and (not stato or stato == riga.stato)
        and (not tipo or tipo == riga.tipo)
        and (not rischio or rischio in riga.rischi or (rischio == "nessuno" and not riga.rischi))
    ]


def scelte(elenco):
    """Return the choices of each filter that the rows offer: {filter: [(value, words)]}."""
    stati = sorted({(riga.stato, riga.stato_parola) for riga in elenco}, key=lambda voce: voce[1])
    presenti = {codice for riga in elenco for codice in riga.rischi}
    return {
        "ambito": [(nome, nome) for nome in sorted({a for riga in elenco for a in riga.ambiti})],
        "linea": [(nome, nome) for nome in sorted({linea for riga in elenco for linea in riga.linee})],
        "stato": stati,
        "tipo": [(nome, nome) for nome in sorted({riga.tipo for riga in elenco})],
        "rischio": [*((r.value, r.label) for r in Rischio if r in presenti), ("nessuno", _("nessun segno"))],
    }


FINITI = (Tipo.SALDO, Tipo.CHIUSA, Tipo.RINUNCIA, Tipo.DECADENZA, Tipo.REVOCA)
"""States after which nothing more is paid: what was granted and not paid can be assigned again (M20)."""


def totali(elenco):
    """Return what the rows add up to; demo projects are in no total."""
    reali = [riga for riga in elenco if not riga.dimostrativo]
    concesso = sum((riga.concesso for riga in reali if riga.concesso is not None), Decimal(0))
    pagato = sum((riga.pagato for riga in reali if riga.pagato is not None), Decimal(0))
    return SimpleNamespace(
        progetti=len(reali),
        dimostrativi=len(elenco) - len(reali),
        concesso=concesso,
        pagato=pagato,
        economie=sum((_economia(riga) for riga in reali), Decimal(0)),
        denaro_pct=arrotonda(percento(pagato, concesso)),
        in_ritardo=sum(1 for riga in reali if riga.ritardo),
        a_rischio=sum(1 for riga in reali if riga.rischi),
        senza_concesso=sum(1 for riga in reali if riga.concesso is None),
    )


def _economia(riga):
    """Return what is left of the grant of a project that is over: granted and not paid, never below zero."""
    if riga.stato not in FINITI or riga.concesso is None:
        return Decimal(0)
    return max(riga.concesso - (riga.pagato or Decimal(0)), Decimal(0))


def stesso_mese(piano, precedente, al):
    """Return the day of ``precedente`` as far from its start as ``al`` is from the start of ``piano``.

    Whole months and days. A start that is not known is the first of January of the first year.
    """
    distanza = relativedelta(al, _inizio(piano))
    return _inizio(precedente) + distanza


def _inizio(piano):
    return piano.data_inizio or date(piano.anno_dal, 1, 1)


NUMERI = {
    "stato_parola": gettext_lazy("stato"),
    "tempo_pct": gettext_lazy("tempo (%)"),
    "concesso": gettext_lazy("concesso (€)"),
    "pagato": gettext_lazy("pagato (€)"),
    "speso": gettext_lazy("speso (€)"),
    "fisico_pct": gettext_lazy("risultati (%)"),
    "ritardo": gettext_lazy("ritardo (giorni)"),
    "fine_prevista": gettext_lazy("fine prevista"),
    "azioni_aperte": gettext_lazy("azioni aperte"),
}


def differenze(prima, dopo):
    """Return what changed between two contents: [(project, [(what, before, after)])], new and gone too."""
    vecchie = {riga["id"]: riga for riga in prima["righe"]}
    nuove = {riga["id"]: riga for riga in dopo["righe"]}
    esito = []
    for chiave, riga in nuove.items():
        if chiave not in vecchie:
            esito.append((riga["nome"], [(_("progetto"), "–", _("nuovo"))]))
            continue
        cambi = [
            (parola, vecchie[chiave][nome], riga[nome])
            for nome, parola in NUMERI.items()
            if vecchie[chiave][nome] != riga[nome]
        ]
        if cambi:
            esito.append((riga["nome"], cambi))
    usciti = [riga["nome"] for chiave, riga in vecchie.items() if chiave not in nuove]
    return esito + [(nome, [(_("progetto"), _("c’era"), "–")]) for nome in usciti]


def _giorno(testo):
    return date.fromisoformat(testo) if testo else None


def _cifra(testo):
    return Decimal(testo) if testo is not None else None
