"""What the tests of the calls share."""

from django.utils import timezone

from tests.factories import make_istante

APRE, CHIUDE = make_istante(2018, 10, 15, 9), make_istante(2018, 11, 9, 12)


def sposta_orologio(monkeypatch, istante):
    """Make it ``istante`` for the whole portal."""
    monkeypatch.setattr(timezone, "now", lambda: istante)


def leggi(risposta):
    """Return the text of a page, on one line."""
    return " ".join(risposta.content.decode().split())
