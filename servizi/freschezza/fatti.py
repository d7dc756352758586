"""The main facts of a sheet as its member confirms them, and the digest that tells whether they moved."""

import hashlib
import json
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.templatetags.formati import in_parole
from servizi import brevi
from servizi.models import Servizio


class Fatti(NamedTuple):
    """What is shown of a sheet to confirm it. ``voci`` is [(name, [lines])], none empty."""

    pk: int
    titolo: str
    url: str
    voci: list
    impronta: str


def leggi(chiavi):
    """Return {pk: (service, Fatti)} of the services with these keys, in a fixed number of queries."""
    righe = brevi.con_le_righe(Servizio.objects.filter(pk__in=chiavi)).prefetch_related("destinatari")
    return {servizio.pk: (servizio, _fatti(servizio)) for servizio in righe}


def _fatti(servizio):
    breve = brevi.breve(servizio)
    voci = [
        (_("Che cosa"), [f"{breve.tipologia}. {servizio.descrizione_breve}"]),
        (_("Stato"), [" ".join(filter(None, [servizio.get_stato_display(), servizio.motivo_stato]))]),
        (_("Per chi"), [", ".join([breve.eta, *(d.label for d in servizio.destinatari.all())])]),
        (_("Dove"), breve.dove),
        (_("Quando"), breve.quando),
        (_("Prezzo"), breve.prezzi),
        (_("Posti"), [breve.posti]),
        (_("Iscrizioni"), [breve.iscrizioni]),
        (_("Da portare"), breve.documenti),
        (_("Contatti"), [servizio.ufficio, breve.telefono, breve.email, breve.accesso_url]),
        (_("Orari dell’ufficio"), [servizio.orari_ufficio]),
        (_("Valido fino al"), [in_parole(servizio.valido_fino_al) if servizio.valido_fino_al else ""]),
    ]
    voci = [(nome, [riga for riga in righe if riga]) for nome, righe in voci if any(righe)]
    return Fatti(breve.pk, breve.titolo, breve.url, voci, _impronta([breve.titolo, voci]))


def _impronta(fatti):
    return hashlib.sha256(json.dumps(fatti, ensure_ascii=False).encode()).hexdigest()
