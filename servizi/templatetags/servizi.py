"""Words of a service for templates: they only call servizi.parole."""

from django import template
from django.utils.translation import gettext as _

from core.templatetags.formati import con_articolo
from servizi import parole

register = template.Library()
register.filter("da_comporre", parole.numero_da_comporre)


@register.filter
def eta(servizio):
    """Return the ages of ``servizio`` in words."""
    return parole.eta_in_parole(servizio.eta_min_mesi, servizio.eta_max_mesi)


@register.filter
def costo(servizio):
    """Return the price of a service read with ``per_elenco()``."""
    return parole.costo_in_parole(
        servizio.gratuito, servizio.costo_da, servizio.costo_unita, servizio.costi or 0
    )


@register.filter
def da_notare(servizio):
    """Return the state to show on a card, word and code: suspended, else availability; empty when unknown."""
    if servizio.stato == servizio.Stato.SOSPESO:
        return {"parola": servizio.get_stato_display(), "codice": servizio.stato}
    if servizio.posti == servizio.Posti.DA_VERIFICARE:
        return {}
    return {"parola": servizio.get_posti_display(), "codice": servizio.posti}


@register.filter
def posti_dichiarati(servizio):
    """Return availability with the day it was stated; an unknown one says to ask."""
    if servizio.posti == servizio.Posti.DA_VERIFICARE:
        return _("Posti da verificare: chiedi all’ufficio")
    return _("%(posti)s (dichiarato %(giorno)s)") % {
        "posti": servizio.get_posti_display().capitalize(),
        "giorno": con_articolo(servizio.posti_al),
    }


@register.filter
def righe_scheda(servizio):
    """Return the lines of a card that say how fresh it is: availability, day of verification."""
    if servizio.verificato_il:
        verifica = _("Verificato %(giorno)s") % {"giorno": con_articolo(servizio.verificato_il)}
    else:
        verifica = _("Non ancora verificato")
    return [posti_dichiarati(servizio), verifica]


@register.filter
def dove(servizio):
    """Return where a service of a list is: comune of the main door, distance, why it is there."""
    luogo = servizio.luogo or _("Senza una sede indicata")
    if getattr(servizio, "km", None):
        luogo = _("%(luogo)s, a %(km)d km da %(da)s") % {"luogo": luogo, "km": servizio.km, "da": servizio.da}
    motivi = {"lavoro": _("vicino al lavoro"), "strada": _("sulla strada")}
    return ", ".join(filter(None, [luogo, motivi.get(getattr(servizio, "motivo", ""))]))


@register.filter
def prima_azione(servizio):
    """Return the first thing to do for a service of a list: ``url``, ``testo``, ``icona``."""
    if servizio.accesso_url and servizio.iscrizioni_aperte():
        return {"url": servizio.accesso_url, "testo": _("Iscriviti online"), "icona": "it-external-link"}
    if servizio.telefono:
        numero = parole.numero_da_comporre(servizio.telefono)
        testo = _("Chiama %(numero)s") % {"numero": servizio.telefono}
        return {"url": f"tel:{numero}", "testo": testo, "icona": "it-telephone"}
    return {"url": f"mailto:{servizio.email}", "testo": _("Scrivi all’ufficio"), "icona": "it-mail"}


@register.filter
def quando_apre(apertura):
    """Return the days of a dated opening, with its name."""
    giorni = parole.giorni_in_parole(apertura.dal, apertura.al)
    return f"{apertura.descrizione}, {giorni}" if apertura.descrizione else giorni


@register.simple_tag
def posti_dichiarabili():
    """Return what can be said of places: code, word, tone."""
    return [
        ("disponibili", _("Posti disponibili"), "positivo"),
        ("lista_attesa", _("Lista d’attesa"), "attesa"),
        ("esauriti", _("Posti esauriti"), "negativo"),
    ]
