"""Kinds of filter of the list: what each parameter of the address may hold."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, Filter

from ricerca.campi import CampoComune, CampoEta, CampoSi, CampoTesto
from ricerca.campi_tempo import CampoNascita, CampoOra, CampoSettimana
from ricerca.controlli import SelectInBlocco


class TestoFilter(Filter):
    """A short text."""

    field_class = CampoTesto


class ComuneFilter(Filter):
    """A comune."""

    field_class = CampoComune


class EtaFilter(Filter):
    """An age in months."""

    field_class = CampoEta


class OraFilter(Filter):
    """An hour."""

    field_class = CampoOra


class NascitaFilter(Filter):
    """A month of birth."""

    field_class = CampoNascita


class SettimanaFilter(Filter):
    """A week."""

    field_class = CampoSettimana


class SiFilter(Filter):
    """Rows whose boolean ``field_name`` is true."""

    field_class = CampoSi


class SceltaFilter(ChoiceFilter):
    """One of a short list of codes."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("widget", SelectInBlocco)
        kwargs.setdefault("choices", ())
        errore = _("Questa scelta non c’è: prendine una dall’elenco.")
        super().__init__(*args, error_messages={"invalid_choice": errore}, **kwargs)
