"""The register of members on a day, as ATS reads it: who, since when, by which act."""

from typing import NamedTuple

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from aderenti.models import EventoAdesione, Organizzazione
from core.templatetags.formati import in_parole

Tipo = EventoAdesione.Tipo
USCITE = (Tipo.RESPINTA, Tipo.RECESSO, Tipo.CESSATA, Tipo.FUSA_IN)
COLONNE = [
    _("Denominazione"),
    _("Categoria"),
    _("Codice fiscale"),
    _("Comune"),
    _("Stato"),
    _("Aderente dal"),
    _("Atto"),
    _("Dati dimostrativi"),
]


class Riga(NamedTuple):
    """A member on the day: ``stato`` is its last event, ``ingresso`` the event it has been in since."""

    organizzazione: Organizzazione
    stato: str
    ingresso: EventoAdesione

    def celle(self):
        """Return the cells of a spreadsheet, under ``COLONNE``."""
        ente, ingresso = self.organizzazione, self.ingresso
        return [
            ente.denominazione,
            ente.categoria.label,
            ente.codice_fiscale,
            ente.sede,
            Tipo(self.stato).label,
            in_parole(ingresso.data, ingresso.data_precisione),
            str(ingresso.atto or ingresso.atto_estremi),
            _("sì") if ente.dimostrativo else "",
        ]


def registro(data):
    """Return the ``Riga`` of every member on ``data``, by name."""
    eventi = EventoAdesione.objects.filter(data__lte=data).select_related("atto").order_by("data", "pk")
    enti = Organizzazione.objects.attivi(data).select_related("categoria", "comune")
    enti = enti.prefetch_related(Prefetch("eventi_adesione", queryset=eventi, to_attr="fino_al_giorno"))
    return [Riga(ente, ente.stato_adesione, ingresso(ente.fino_al_giorno)) for ente in enti]


def ingresso(eventi):
    """Return the event that brought the body in, of its ``eventi`` in order: the first since it last left.

    A suspension is not leaving. Returns None when the body is out.
    """
    entrato = None
    for evento in eventi:
        if evento.tipo in USCITE:
            entrato = None
        elif entrato is None and evento.tipo in Tipo.attivi():
            entrato = evento
    return entrato
