"""The filters in use in words, and the figures of the choices on the form."""

from django.utils.translation import gettext as _

from ricerca import tempi
from ricerca.applica import GIORNI, SI
from servizi.parole import mesi_in_parole, ora

DA_MENU = ["gruppo", "tipologia", "destinatari", "periodo", "ambito"]
MAI_DETTI = {"ordina"}


def scelti(filtro):
    """Return (parameter, words) of the filters in use, in the order of the form."""
    return [(nome, _scelto(filtro, nome, v)) for nome, v in filtro.valori.items() if nome not in MAI_DETTI]


def _scelto(filtro, nome, valore):
    if valore is True:
        return str(filtro.form.fields[nome].label)
    if nome in DA_MENU:
        return filtro.menu.voce(nome, valore).label
    if nome in SCRITTI:
        return SCRITTI[nome](valore)
    if nome == "nascita":
        return _("%(eta)s %(quando)s") % {
            "eta": mesi_in_parole(filtro.eta),
            "quando": tempi.quando_in_parole(filtro.giorno_dell_eta),
        }
    return str(dict(filtro.base_filters[nome].extra["choices"])[valore])


SCRITTI = {
    "q": lambda valore: f"«{valore}»",
    "casa": str,
    "lavoro": lambda valore: _("lavoro a %(comune)s") % {"comune": valore},
    "eta_mesi": mesi_in_parole,
    "settimana": tempi.settimana_in_parole,
    "dalle": lambda valore: _("apre entro le %(ora)s") % {"ora": ora(valore)},
    "alle": lambda valore: _("aperto fino alle %(ora)s") % {"ora": ora(valore)},
}


def letti(domanda):
    """Return in words what was read in a query besides its words: age, hours, day, month."""
    parole = {
        "eta_mesi": lambda v: _("età %(eta)s") % {"eta": mesi_in_parole(v)},
        "giorno": lambda v: _("aperto di %(giorno)s") % {"giorno": GIORNI[v].label},
        "mese": lambda v: _("aperto in %(mese)s") % {"mese": tempi.mese_in_parole(v)},
        "gratuito": lambda v: _("gratuito"),
        "dalle": SCRITTI["dalle"],
        "alle": SCRITTI["alle"],
    }
    return [parole[nome](valore) for nome, valore in domanda.attributi.items()]


def mostra_conti(form, conti):
    """Write beside each choice of ``form`` how many services it would find."""
    for nome, campo in form.fields.items():
        numeri = conti.per(nome) if nome in conti.insiemi else None
        if numeri is None:
            continue
        if nome in SI:
            campo.label = f"{campo.label} ({numeri['si']})"
        else:
            campo.widget.choices = [_con_numero(scelta, numeri) for scelta in campo.widget.choices]


def _con_numero(scelta, numeri):
    valore, testo = scelta
    if isinstance(testo, list | tuple):
        return valore, [_con_numero(voce, numeri) for voce in testo]
    return scelta if not valore else (valore, f"{testo} ({numeri.get(valore, 0)})")
