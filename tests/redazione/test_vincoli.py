"""Constraints of the redazione."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redazione.models import Notizia, VoceFaq
from tests.redazione.fabbriche import make_voce_faq
from tests.redazione.prove_biblioteca import PROVE_BIBLIOTECA
from tests.redazione.test_vincoli_eventi import PROVE_EVENTI
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _notizia(**campi):
    return Notizia(**{"titolo": "Titolo", "sommario": "Sommario", "slug": "titolo"} | campi)


def _che_si_toglie_prima():
    adesso = timezone.now()
    return _notizia(pubblica_dal=adesso, pubblica_fino=adesso - timedelta(hours=1))


def _voce(**campi):
    return VoceFaq(**{"domanda": "Quanto costa?", "risposta": "Dipende."} | campi)


def _doppia():
    prima = make_voce_faq()
    return _voce(domanda=prima.domanda, pubblico=prima.pubblico)


PROVE = {
    "redazione_notizia_titolo": lambda: _notizia(titolo=""),
    "redazione_notizia_sommario": lambda: _notizia(sommario=""),
    "redazione_notizia_quando": _che_si_toglie_prima,
    "redazione_notizia_immagine": lambda: _notizia(immagine="notizie/a.webp", immagine_alt="Un prato"),
    "redazione_vocefaq_unica": _doppia,
    "redazione_vocefaq_risposta": lambda: _voce(risposta=""),
    "redazione_vocefaq_verificata": lambda: _voce(pubblicata=True),
    **PROVE_EVENTI,
    **PROVE_BIBLIOTECA,
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())


def test_a_news_that_never_came_out_does_not_leave():
    verifica("redazione_notizia_quando", _notizia(pubblica_fino=timezone.now()))


def test_a_picture_without_credits_is_refused():
    verifica(
        "redazione_notizia_immagine",
        _notizia(immagine="notizie/a.webp", immagine_crediti="ATS, CC BY 4.0"),
    )
