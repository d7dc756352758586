"""A number as an e-mail: plain text and HTML of the same words, for one choice of topics and places."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from newsletter.testo_semplice import in_testo
from redazione.testo import in_html

IMMAGINE = re.compile(r"<img\b[^>]*>")
NOSTRO = re.compile(r'href="/(?!/)')


def apertura_html(testo):
    """Return the safe HTML of the opening words for an e-mail: absolute links, no picture to load."""
    html = IMMAGINE.sub("", in_html(testo))
    return mark_safe(NOSTRO.sub(f'href="{settings.SITE_URL}/', html))


class Composta:
    """What all the e-mails of a number share: made once, then filled with the links of each subscriber."""

    def __init__(self, numero):
        self.numero = numero
        self.contesto = {
            "numero": numero,
            "sito": settings.SITE_URL,
            "pagina": settings.SITE_URL + numero.get_absolute_url(),
            "apertura": apertura_html(numero.apertura),
            "apertura_semplice": in_testo(numero.apertura, settings.SITE_URL),
        }

    def contesto_di(self, sezioni, abbonato=None):
        """Return what the templates say; without ``abbonato`` the links lead to the page of the form."""
        return self.contesto | {"sezioni": sezioni} | collegamenti(abbonato)

    def html(self, sezioni, abbonato=None):
        """Return the whole HTML."""
        return render_to_string("newsletter/email/numero.html", self.contesto_di(sezioni, abbonato))


def collegamenti(abbonato):
    """Return {name: absolute address} of the pages of a subscriber; of the form for None, as in a preview."""
    if abbonato is None:
        return dict.fromkeys(("preferenze", "smetti", "conferma"), _assoluto("newsletter:subscribe"))
    return {
        "conferma": _assoluto("newsletter:confirm", abbonato.codice),
        "preferenze": _assoluto("newsletter:preferences", abbonato.codice),
        "smetti": _assoluto("newsletter:stop", abbonato.codice),
    }


def _assoluto(nome, *argomenti):
    return settings.SITE_URL + reverse(nome, args=argomenti)
