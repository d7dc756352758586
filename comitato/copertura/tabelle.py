"""The coverage as a spreadsheet: a row per comune, typology and period, the same numbers as the screen."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comitato.copertura.calcolo import PICCOLI
from comitato.copertura.matrice import Matrice
from comitato.copertura.parole import stato_in_parole

FONTE = gettext_lazy(
    "Servizi: schede del portale. Residenti: ISTAT, popolazione per età. Richieste: ricerche senza risultati "
    "e «manca un servizio» delle ultime 52 settimane. Progetti: schede del portale."
)


def intestazioni():
    """Return the headings of the rows of ``righe``."""
    return [
        _("Comune"),
        _("Codice ISTAT"),
        _("Ambito"),
        _("Tipologia"),
        _("Codice tipologia"),
        _("Periodo"),
        _("Stato"),
        _("Servizi per chi abita qui"),
        _("Servizi con sede nel comune"),
        _("Posti scritti nelle schede"),
        _("Schede che dicono i posti"),
        _("Età a cui si rivolge"),
        _("Residenti di quell'età"),
        _("Residenti al"),
        _("Servizi ogni 1.000"),
        _("Posti ogni 1.000"),
        _("Numeri piccoli"),
        _("«Manca un servizio»"),
        _("Ricerche senza risultati"),
        _("Progetti in corso"),
        _("Servizi contati per"),
        _("Situazione al"),
        _("Dati"),
        _("Fonte"),
    ]


def righe(mondo, luoghi, tipi, periodi, per_chi):
    """Yield the rows; ``periodi``: list of ``Quando``, None for “in any period”. ``per_chi``: in words."""
    dati = dati_in_parole(mondo)
    for quando in periodi:
        matrice = Matrice(mondo, quando)
        for luogo in luoghi:
            for tipo in tipi:
                riga = _riga(mondo, matrice.casella(luogo, tipo), quando)
                yield [*riga, per_chi, mondo.giorno, dati, str(FONTE)]


def classifica(caselle, mondo, per_chi):
    """Return (headings, rows) of where it is missing most."""
    testa = [
        _("Posto"),
        _("Comune"),
        _("Codice ISTAT"),
        _("Ambito"),
        _("Tipologia"),
        _("Età a cui si rivolge"),
        _("Residenti di quell'età"),
        _("Richieste"),
        _("Punti = residenti × (1 + richieste)"),
        _("Progetti in corso"),
        _("Servizi contati per"),
        _("Situazione al"),
        _("Dati"),
    ]
    corpo = [
        [
            posto,
            casella.luogo.nome,
            casella.luogo.codice,
            mondo.ambiti[casella.luogo.ambito].nome,
            casella.tipo.nome,
            _eta(casella.tipo),
            _o_vuoto(casella.persone),
            casella.richieste,
            _o_vuoto(casella.punti),
            len(casella.in_corso),
            per_chi,
            mondo.giorno,
            dati_in_parole(mondo),
        ]
        for posto, casella in enumerate(caselle, 1)
    ]
    return testa, corpo


def dati_in_parole(mondo):
    """Return whether invented services are among those counted."""
    return _("con dati dimostrativi") if mondo.con_dimostrativi else _("reali")


def _riga(mondo, casella, quando):
    tipo = casella.tipo
    return [
        casella.luogo.nome,
        casella.luogo.codice,
        mondo.ambiti[casella.luogo.ambito].nome,
        tipo.nome,
        tipo.code,
        quando.nome if quando else _("qualunque periodo"),
        stato_in_parole(casella),
        casella.quanti,
        len(casella.porte),
        _o_vuoto(casella.posti),
        casella.con_posti,
        _eta(tipo),
        _o_vuoto(casella.persone),
        mondo.popolazione_al if casella.persone is not None else "",
        _o_vuoto(casella.ogni_mille),
        _o_vuoto(casella.posti_ogni_mille),
        _("sì, meno di %(n)s residenti") % {"n": PICCOLI} if casella.piccoli else "",
        casella.mancano,
        casella.cercati,
        len(casella.in_corso),
    ]


def _eta(tipo):
    if tipo.fascia is None:
        return _("non definita")
    return f"{tipo.fascia.in_parole} ({_('indicativa')})" if tipo.fascia.indicativa else tipo.fascia.in_parole


def _o_vuoto(valore):
    return "" if valore is None else valore
