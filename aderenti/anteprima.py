"""The sheet of a body as citizens would read it: the live one with what waits on top."""

from copy import copy

from aderenti.models import Certificazione
from core.proposte import con_proposta, scheda_di
from territorio.models import Ambito


def anteprima(organizzazione, oggi):
    """Return (the body, its ambiti, its certifications in force on ``oggi``) with the open proposal on top.

    Nothing is saved: the body is a copy.
    """
    scheda, valori = scheda_di(organizzazione), con_proposta(organizzazione)
    bozza = copy(organizzazione)
    for campo, valore in valori.items():
        scheda.per_campo[campo].prepara(bozza, valore)
    certificazioni = [_certificazione(riga) for riga in valori["certificazioni"]]
    return (
        bozza,
        list(Ambito.objects.filter(pk__in=valori["ambiti"])),
        sorted((c for c in certificazioni if c.in_vigore(oggi)), key=lambda c: c.tipo),
    )


def _certificazione(riga):
    campi = {nome: Certificazione._meta.get_field(nome) for nome in riga}
    return Certificazione(**{nome: campi[nome].to_python(valore) for nome, valore in riga.items()})
