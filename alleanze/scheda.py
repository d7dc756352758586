"""What the sheet of an Alleanza shows: contributions added up, history, services its projects paid for."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from aderenti.nomi import nome_pubblico
from alleanze.models import Contributo

ZERO = Decimal("0.00")


@dataclass
class Gruppo:
    """The contributions of a kind: (participation, contribution) pairs, euro in cash and in kind."""

    tipo: str
    righe: list = field(default_factory=list)
    denaro: Decimal = ZERO
    in_natura: Decimal = ZERO
    senza_importo: int = 0


def contributi(partecipazioni):
    """Return the Gruppo of each kind that has some, in their order; amounts not known are counted apart."""
    gruppi = {tipo: Gruppo(tipo.label) for tipo in Contributo.Tipo}
    for partecipazione in partecipazioni:
        for contributo in partecipazione.contributi.all():
            gruppo = gruppi[contributo.tipo]
            gruppo.righe.append((partecipazione, contributo))
            if contributo.importo is None:
                gruppo.senza_importo += 1
            elif contributo.in_natura:
                gruppo.in_natura += contributo.importo
            else:
                gruppo.denaro += contributo.importo
    return [gruppo for gruppo in gruppi.values() if gruppo.righe]


def storia(alleanza, partecipazioni):
    """Return the dated facts, oldest first: [(day, words)]. What has no date is not among them."""
    fatti = []
    if alleanza.accordo_data:
        fatti.append((alleanza.accordo_data, _("firma dell’accordo di partenariato")))
    if alleanza.accordo_fine:
        fatti.append((alleanza.accordo_fine, _("fine dell’accordo")))
    for presenza in partecipazioni:
        nome, ruolo = nome_pubblico(presenza.organizzazione), presenza.get_ruolo_display()
        if presenza.dal:
            fatti.append((presenza.dal, _("%(ente)s entra come %(ruolo)s") % {"ente": nome, "ruolo": ruolo}))
        if presenza.al:
            fatti.append((presenza.al, _("%(ente)s lascia (%(ruolo)s)") % {"ente": nome, "ruolo": ruolo}))
    return sorted(fatti, key=lambda fatto: fatto[0])


def servizi(progetti):
    """Return the services on show that ``progetti`` (rows) paid for, by name; none without projects."""
    if not progetti:
        return []
    legami = type(progetti[0]).servizi_finanziati.rel.related_model
    modello = legami.servizio.field.related_model
    finanziati = legami.objects.filter(progetto__in=progetti).values("servizio")
    return list(modello.objects.in_elenco().filter(pk__in=finanziati).order_by("titolo"))
