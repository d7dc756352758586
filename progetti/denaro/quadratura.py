"""Whether the money of a project adds up: every check with its outcome in words.

What the database refuses anyway (sources, costs, payments beyond the grant or the admitted) is said too, of a
draft above all; the rest are warnings for who keeps the accounts.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models.denaro import CENTESIMI, in_euro
from progetti.denaro.conti import ZERO, Conto, arrotonda, conti
from progetti.denaro.dettaglio import dettaglio
from progetti.denaro.parole import differenza
from progetti.models import EventoProgetto, Finanziamento, Progetto, QuadroFinanziario, VoceDenaro

Pagatore = VoceDenaro.Pagatore


class Esito(models.TextChoices):
    """The word that goes with each check."""

    TORNA = "torna", gettext_lazy("torna")
    AVVISO = "avviso", gettext_lazy("da guardare")
    ERRORE = "errore", gettext_lazy("non torna")
    IGNOTO = "ignoto", gettext_lazy("non si può dire")


@dataclass(frozen=True)
class Controllo:
    """A check: what it looks at, how it went, why in words with figures."""

    nome: str
    esito: Esito
    testo: str


@dataclass(frozen=True)
class _Libri:
    """What the checks read, once."""

    progetto: Progetto
    conto: Conto
    quadro: QuadroFinanziario | None
    voci: tuple
    costi: object


def quadratura(progetto, conto=None):
    """Return the checks of a project, on the budget in force or, without one, on its last draft.

    ``conto``: its account, if it was read already.
    """
    conto = conto or conti([progetto])[progetto.pk]
    quadro = conto.quadro or progetto.quadri.order_by("-numero").first()
    voci = tuple(quadro.fonti_di_denaro.select_related("fondo")) if quadro else ()
    costi = (quadro.voci_di_spesa.aggregate(Sum("importo"))["importo__sum"] or ZERO) if quadro else ZERO
    libri = _Libri(progetto, conto, quadro, voci, costi)
    controlli = [_fonti, _costi, _quote, _cofinanziamento, _impegni, _rendicontato, _concesso, _ammesso]
    return [controllo(libri) for controllo in controlli] + [_saldo(libri), *_parti(libri)]


def _fonti(libri):
    return _totale(libri, _("Le fonti fanno il costo totale"), _somma(libri.voci), _("di fonti"))


def _costi(libri):
    return _totale(libri, _("Le voci di costo fanno il costo totale"), libri.costi, _("di voci di costo"))


def _totale(libri, nome, somma, cosa):
    if libri.quadro is None:
        return Controllo(nome, Esito.IGNOTO, _("Non c'è un quadro finanziario."))
    errore = differenza(somma, libri.quadro.costo_totale, cosa)
    totale = in_euro(libri.quadro.costo_totale)
    if errore:
        testo = _("%(errore)s su un costo totale di %(totale)s") % {"errore": errore, "totale": totale}
        return Controllo(nome, Esito.ERRORE, _frase(testo))
    return Controllo(nome, Esito.TORNA, _("Sono %(totale)s.") % {"totale": totale})


def _quote(libri):
    """Check the shares of each European fund against those of the fund, to the cent that rounding gives."""
    nome = _("Le quote di UE, Stato e Regione sono quelle del fondo")
    quote = {Pagatore.FSE_UE: "ue", Pagatore.FSE_STATO: "stato", Pagatore.FSE_REGIONE: "regione"}
    voci = [voce for voce in libri.voci if voce.pagatore in quote]
    if not voci:
        return Controllo(nome, Esito.TORNA, _("Nessuna fonte è di un fondo europeo."))
    fondi = {voce.fondo or libri.progetto.fondo for voce in voci}
    fondo = fondi.pop() if len(fondi) == 1 else None
    if fondo is None:
        return Controllo(nome, Esito.IGNOTO, _("Scrivi di quale fondo sono le fonti europee."))
    base, diverse, ignote = _somma(voci), [], False
    for pagatore, quota in quote.items():
        percentuale = getattr(fondo, f"quota_{quota}_pct")
        ignote |= percentuale is None
        c_e = _somma(voce for voce in voci if voce.pagatore == pagatore)
        attesa = None if percentuale is None else base * percentuale * CENTESIMI
        if attesa is not None and abs(c_e - attesa) >= CENTESIMI:
            diverse.append(_quota_diversa(pagatore.label, c_e, attesa, percentuale))
    if diverse:
        return Controllo(nome, Esito.AVVISO, " ".join(diverse))
    if ignote:
        return Controllo(nome, Esito.IGNOTO, _("Non si sanno tutte le quote del fondo: nessuna è diversa."))
    return Controllo(nome, Esito.TORNA, _("Su %(euro)s del fondo.") % {"euro": in_euro(base)})


def _quota_diversa(nome, c_e, attesa, percentuale):
    return _("%(nome)s: %(c_e)s invece di %(attesa)s (%(quota)s%%).") % {
        "nome": nome,
        "c_e": in_euro(c_e),
        "attesa": in_euro(arrotonda(attesa, 2)),
        "quota": number_format(percentuale),
    }


def _cofinanziamento(libri):
    nome = _("Il cofinanziamento arriva al minimo")
    minimo, di = _minimo(libri.progetto)
    if minimo is None:
        return Controllo(nome, Esito.IGNOTO, _("Il minimo non è scritto né nell'avviso né nel ciclo."))
    quota = libri.conto.cofinanziamento_pct
    if quota is None:
        return Controllo(nome, Esito.IGNOTO, _("Non c'è un quadro approvato."))
    testo = _("È il %(quota)s%%, il minimo %(di)s è il %(minimo)s%%.") % {
        "quota": number_format(arrotonda(quota, 2)),
        "di": di,
        "minimo": number_format(minimo),
    }
    return Controllo(nome, Esito.TORNA if quota >= minimo else Esito.AVVISO, testo)


def _minimo(progetto):
    """Return the least co-financing, percent, and whose rule it is; (None, "") when nobody wrote one."""
    dell_avviso = progetto.avviso and progetto.avviso.quota_cofinanziamento_minima_pct
    if dell_avviso is not None:
        return dell_avviso, _("dell'avviso")
    del_ciclo = progetto.ciclo and progetto.ciclo.quota_cofinanziamento_minima_pct
    return (del_ciclo, _("del ciclo")) if del_ciclo is not None else (None, "")


def _impegni(libri):
    conto = libri.conto
    return _entro(_("L'impegnato non supera il costo totale"), conto.impegnato, conto.costo_totale)


def _rendicontato(libri):
    conto = libri.conto
    return _entro(_("Il rendicontato non supera il costo totale"), conto.rendicontato, conto.costo_totale)


def _concesso(libri):
    conto = libri.conto
    nome = _("I pagamenti non superano il contributo concesso")
    return _entro(nome, conto.liquidato, conto.concesso, Esito.ERRORE)


def _ammesso(libri):
    conto, nome = libri.conto, _("Oltre l'anticipo, i pagamenti non superano l'ammesso")
    if not conto.intermedi and not conto.saldo:
        return Controllo(nome, Esito.TORNA, _("Finora solo anticipi o niente."))
    return _entro(nome, conto.liquidato, conto.ammesso, Esito.ERRORE)


def _entro(nome, importo, limite, se_no=Esito.AVVISO):
    if limite is None:
        return Controllo(nome, Esito.IGNOTO, _("Non c'è un quadro approvato."))
    cifre = {"importo": in_euro(importo), "limite": in_euro(limite), "troppo": in_euro(importo - limite)}
    if importo > limite:
        return Controllo(nome, se_no, _("%(importo)s su %(limite)s: %(troppo)s di troppo.") % cifre)
    return Controllo(nome, Esito.TORNA, _("%(importo)s su %(limite)s.") % cifre)


def _saldo(libri):
    """Check that the balance, if paid, came after the account went under verification."""
    nome = _("Il saldo viene dopo la verifica")
    saldo = libri.progetto.pagamenti.filter(tipo="saldo").first()
    if saldo is None:
        return Controllo(nome, Esito.TORNA, _("Il saldo non è ancora pagato."))
    eventi = libri.progetto.eventi.validi().filter(tipo=EventoProgetto.Tipo.IN_VERIFICA)
    verifica = eventi.order_by("data").first()
    if verifica is None:
        return Controllo(nome, Esito.AVVISO, _("Il saldo è pagato, ma manca l'evento della verifica."))
    esito = Esito.TORNA if verifica.data <= saldo.data else Esito.AVVISO
    testo = _("Verifica dal %(verifica)s, saldo del %(saldo)s.")
    return Controllo(
        nome,
        esito,
        testo % {"verifica": f"{verifica.data:%d/%m/%Y}", "saldo": f"{saldo.data:%d/%m/%Y}"},
    )


def _parti(libri):
    """Return a check for each documented sum the project takes a part of: parts do not exceed it."""
    chiavi = {voce.parte_di_id for voce in libri.voci} - {None}
    somme = list(Finanziamento.objects.filter(pk__in=chiavi))
    progetti = Progetto.objects.filter(dimostrativo=libri.progetto.dimostrativo)
    trovati = dettaglio(somme, progetti) if somme else {}
    return [
        _entro(
            _("Le parti di “%(somma)s” non superano la somma") % {"somma": somma},
            trovati[somma.pk].dettagliato,
            somma.importo,
        )
        for somma in somme
    ]


def _somma(voci):
    return sum((voce.importo for voce in voci), ZERO)


def _frase(testo):
    return f"{testo[0].upper()}{testo[1:]}."
