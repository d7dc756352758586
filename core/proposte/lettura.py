"""How a sheet stands for who keeps it: the live one, with what waits on top."""

from core.models import Proposta
from core.proposte.schede import scheda_di


def aperta_di(oggetto):
    """Return the open proposal about ``oggetto``, None when there is none."""
    return Proposta.objects.di(oggetto).aperte().first()


def con_proposta(oggetto, proposta=None):
    """Return {field: plain value} of the live sheet with the changes of its open proposal on top.

    ``proposta`` spares the query to who has it already.
    """
    proposta = proposta or aperta_di(oggetto)
    return sovrapposti(scheda_di(oggetto).leggi(oggetto), proposta)


def sovrapposti(vivi, proposta):
    """Return the live values with those that ``proposta`` (or None) would write; no field but of ``vivi``."""
    cambi = proposta.cambi if proposta else {}
    return vivi | {campo: cambio["dopo"] for campo, cambio in cambi.items() if campo in vivi}
