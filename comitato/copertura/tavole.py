"""The tables of the page: headings, rows and cells with their words and the address of what they count."""

from dataclasses import dataclass, field, replace

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comitato.copertura.calcolo import COPERTO
from comitato.copertura.matrice import Matrice
from comitato.copertura.mondo import Luogo
from comitato.copertura.parole import cifra, stato_in_parole


@dataclass(frozen=True)
class Cella:
    """A cell: its state (empty: a plain fact), figure, words beside it, smaller lines, where it leads."""

    numero: str
    stato: str = ""
    parola: str = ""
    url: str = ""
    altro: tuple = ()

    @property
    def html(self):
        """Return the cell for the page: written here because a page may have five thousand."""
        numero = escape(self.numero)
        classe = f' class="copertura-{self.stato}"' if self.stato else ""
        dentro = f'<a href="{escape(self.url)}">{numero}</a>' if self.url else numero
        parola = f" <span>{escape(self.parola)}</span>" if self.parola else ""
        altro = "".join(f" <small>{escape(testo)}</small>" for testo in self.altro)
        return mark_safe(f"<td{classe}>{dentro}{parola}{altro}</td>")


@dataclass(frozen=True)
class Testa:
    """A heading of a column or of a row, with a note under it."""

    testo: str
    url: str = ""
    nota: str = ""


@dataclass(frozen=True)
class Tavola:
    """A table: ``righe`` are (``Testa``, list of ``Cella``)."""

    didascalia: str
    colonne: list
    righe: list = field(default_factory=list)
    angolo: str = ""


def eta(tipo):
    """Return the ages of a typology in words, or that they are not defined."""
    if tipo.fascia is None:
        return _("età non definita")
    testo = tipo.fascia.in_parole
    return _("%(eta)s, indicativa") % {"eta": testo} if tipo.fascia.indicativa else testo


def per_ambiti(matrice, tipi, indirizzo):
    """Return the table typologies × ambiti; ``indirizzo(**changes)`` is the page with other filters."""
    mondo = matrice.mondo
    ambiti = list(mondo.ambiti.values())
    tavola = Tavola(
        _("Servizi per tipologia e ambito"),
        [Testa(_("Tutto il territorio"), indirizzo(vista="comuni"))]
        + [Testa(a.nome, indirizzo(ambito=a.slug), _comuni(len(mondo.dell_ambito[a.pk]))) for a in ambiti]
        + [Testa(_("Richieste"), nota=_("52 settimane")), Testa(_("Progetti in corso"))],
        angolo=_("Tipologia"),
    )
    con_proposte = any(opera.quando == "proposta" for opera in mondo.opere)
    if con_proposte:
        tavola.colonne.append(Testa(_("Proposte"), nota=_("le vede solo la segreteria")))
    for tipo in tipi:
        tutto = matrice.somma(mondo.comuni, tipo)
        celle = [cella_somma(tutto, indirizzo(tipologia=tipo.code))]
        for ambito in ambiti:
            somma = matrice.somma(mondo.dell_ambito[ambito.pk], tipo)
            celle.append(cella_somma(somma, indirizzo(tipologia=tipo.code, ambito=ambito.slug)))
        senza_comune = mondo.bisogni.cercati(None, tipo.pk)
        celle.append(
            Cella(
                cifra(tutto.richieste),
                url=indirizzo(tipologia=tipo.code) + "#richieste",
                altro=(_("e %(n)s senza comune") % {"n": cifra(senza_comune)},) if senza_comune else (),
            )
        )
        progetti = indirizzo(tipologia=tipo.code) + "#progetti"
        celle.append(Cella(cifra(len(tutto.in_corso)), url=progetti))
        if con_proposte:
            proposte = [opera for opera in tutto.opere if opera.quando == "proposta"]
            celle.append(Cella(cifra(len(proposte)), url=progetti))
        tavola.righe.append((Testa(tipo.nome, indirizzo(tipologia=tipo.code), eta(tipo)), celle))
    return tavola


def per_comuni(matrice, luoghi, tipi, casella_url, indirizzo):
    """Return the table comuni × typologies; ``casella_url(cell, **changes)`` is the page of a cell."""
    tavola = Tavola(
        _("Servizi per comune e tipologia"),
        [Testa(tipo.nome, indirizzo(tipologia=tipo.code), eta(tipo)) for tipo in tipi],
        angolo=_("Comune"),
    )
    piu_ambiti = len({luogo.ambito for luogo in luoghi}) > 1
    for luogo in luoghi:
        caselle = [matrice.casella(luogo, tipo) for tipo in tipi]
        celle = [cella(casella, casella_url(casella)) for casella in caselle]
        ambito = matrice.mondo.ambiti[luogo.ambito].nome if piu_ambiti else ""
        tavola.righe.append((Testa(luogo.nome, nota=ambito), celle))
    return tavola


def per_periodi(matrice, righe, tipo, casella_url, indirizzo):
    """Return the table of a typology: ambiti or comuni × periods, with people, figures every 1,000, requests.

    ``righe``: ``Ambito`` or ``Luogo`` rows. The periods in which somebody offers it come first; with a period
    in ``matrice``, only that one.
    """
    mondo = replace(matrice.mondo, servizi=tuple(s for s in matrice.mondo.servizi if s.tipologia == tipo.pk))
    scelto = matrice.quando
    offerti = {pk for servizio in mondo.servizi for pk in servizio.periodi}
    prima_gli_offerti = sorted(mondo.periodi, key=lambda quando: not quando.valgono & offerti)
    matrici = {None: Matrice(mondo)} | {quando: Matrice(mondo, quando) for quando in prima_gli_offerti}
    if scelto:
        matrici = {scelto: matrici[scelto]}
    chi = tipo.fascia.in_parole if tipo.fascia else _("età non definita")
    tavola = Tavola(
        _("%(che)s, periodo per periodo") % {"che": tipo.nome},
        [Testa(quando.nome if quando else _("Qualunque periodo")) for quando in matrici]
        + [
            Testa(_("Residenti"), nota=chi),
            Testa(_("Servizi ogni 1.000")),
            Testa(_("Posti"), nota=_("dove la scheda li dice")),
            Testa(_("Richieste"), nota=_("52 settimane")),
            Testa(_("Progetti in corso")),
        ],
        angolo=_("Comune") if righe and isinstance(righe[0], Luogo) else _("Ambito"),
    )
    for riga in righe:
        celle, prima = [], None
        for quando, altra in matrici.items():
            if isinstance(riga, Luogo):
                conto = altra.casella(riga, tipo)
                url = casella_url(conto, periodo=quando.code if quando else "")
                celle.append(cella(conto, url, richieste=False))
            else:
                conto = altra.somma(mondo.dell_ambito[riga.pk], tipo)
                url = indirizzo(ambito=riga.slug, periodo=quando.code if quando else "")
                celle.append(cella_somma(conto, url, ogni_mille=False))
            prima = prima or conto
        di_qui = casella_url(prima) if isinstance(riga, Luogo) else indirizzo(ambito=riga.slug)
        tavola.righe.append((Testa(riga.nome, di_qui), celle + _fatti(prima, di_qui)))
    return tavola


def _fatti(conto, url):
    piccoli = (_("numeri piccoli"),) if conto.piccoli and conto.ogni_mille is not None else ()
    posti = ()
    if conto.posti is not None:
        posti = (_("li dicono %(n)s su %(tutte)s") % {"n": conto.con_posti, "tutte": conto.quanti},)
        if conto.posti_ogni_mille is not None:
            posti = (_("%(n)s ogni 1.000") % {"n": cifra(conto.posti_ogni_mille, 1)}, *posti)
    return [
        Cella(cifra(conto.persone)),
        Cella(cifra(conto.ogni_mille, 1), altro=piccoli),
        Cella(cifra(conto.posti), altro=posti),
        Cella(cifra(conto.richieste), url=f"{url}#richieste"),
        Cella(cifra(len(conto.in_corso)), url=f"{url}#progetti"),
    ]


def cella(casella, url, *, richieste=True):
    """Return the cell of a comune and a typology."""
    parola = stato_in_parole(casella)
    if casella.stato == COPERTO:
        parola = _("sede qui") if casella.con_sede else _("sede altrove")
    altro = (_("c'è una sede, per altri"),) if casella.per_altri and not casella.servizi else ()
    if richieste and casella.richieste:
        testo = ngettext("%(n)s richiesta", "%(n)s richieste", casella.richieste)
        altro = (*altro, testo % {"n": cifra(casella.richieste)})
    return Cella(cifra(casella.quanti), casella.stato, parola, url, altro)


def cella_somma(somma, url, *, ogni_mille=True):
    """Return the cell of a typology in many comuni."""
    n, tutti = len(somma.coperti), len(somma.caselle)
    parola = stato_in_parole(somma)
    if somma.stato == COPERTO:
        parola = _("tutti i comuni")
    elif somma.coperti:
        parola = _("%(n)s comuni su %(tutti)s") % {"n": n, "tutti": tutti}
    altro = ()
    if ogni_mille and somma.ogni_mille is not None and somma.quanti:
        testo = _("%(n)s ogni 1.000") % {"n": cifra(somma.ogni_mille, 1)}
        altro = (f"{testo}, {_('numeri piccoli')}" if somma.piccoli else testo,)
    return Cella(cifra(somma.quanti), somma.stato, parola, url, altro)


def _comuni(n):
    return ngettext("%(n)s comune", "%(n)s comuni", n) % {"n": n}
