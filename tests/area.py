"""The pages of a body's area, for the tests that fill in their forms."""

from django.urls import reverse

from tests.factories import make_accesso


def entra(client, ente=None, **campi):
    """Sign in somebody who keeps ``ente`` (a new member) and return the access."""
    accesso = make_accesso(organizzazione=ente, **campi)
    client.force_login(accesso.utente)
    return accesso


def compilato(risposta, **cambi):
    """Return what a browser sends back from the form of a section in ``risposta``, with ``cambi``."""
    form = risposta.context["form"]
    dati = {campo.html_name: campo.value() for campo in form}
    for gruppo in form.gruppi.values():
        for parte in [gruppo.management_form, *gruppo.forms]:
            dati |= {campo.html_name: campo.value() for campo in parte}
    pieni = {nome: valore for nome, valore in dati.items() if valore not in (None, [], False)}
    return {n: v for n, v in pieni.items() if not hasattr(v, "storage")} | cambi


def sezione(ente, codice):
    """Return the address of a section of the profile."""
    return reverse("area:profile-section", args=[ente.slug, codice])


def salva(client, ente, codice, **cambi):
    """Open a section, change some fields, save; return the response (the page after it, when it is saved)."""
    indirizzo = sezione(ente, codice)
    return client.post(indirizzo, compilato(client.get(indirizzo), **cambi), follow=True)


def messaggi(risposta):
    """Return the messages of a page, as text."""
    return [str(messaggio) for messaggio in risposta.context["messages"]]
