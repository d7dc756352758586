"""Something that a member has to do."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from core.proposte import scheda_di


@dataclass(frozen=True)
class Cosa:
    """Something to do: its kind, what, why or since when, and the button that leads there."""

    genere: str
    titolo: str
    testo: str
    azione: str
    indirizzo: str


def pagina_di(oggetto, ente):
    """Return where a sheet is worked on; the first page of the area while it has no page of its own."""
    try:
        return scheda_di(oggetto).indirizzo(oggetto)
    except NoReverseMatch:
        return reverse("rete:area-ente", args=[ente.slug])


def pagina(nome, ente):
    """Return a page of the area of ``ente``; the first one while there is none of that name."""
    try:
        return reverse(nome, args=[ente.slug])
    except NoReverseMatch:
        return reverse("rete:area-ente", args=[ente.slug])
