"""What to tell who keeps the profile: what a saving did, what a proposal is and what became of it."""

from django.contrib.messages import constants
from django.utils.translation import gettext as _

from core.models import Proposta
from core.proposte import differenze, scheda_di, storia

Stato = Proposta.Stato
# The colour of a state, beside its word; the others are done.
TONI = {
    Stato.IN_ATTESA: "attesa",
    Stato.RESTITUITA: "attesa",
    Stato.RESPINTA: "negativo",
    Stato.ANNULLATA: "negativo",
    Stato.RITIRATA: "neutro",
}


def racconta(organizzazione, cambiate, diretta, aperta):
    """Return [(level of the message, text)]: what ``proponi`` did with the fields ``cambiate``."""
    scheda = scheda_di(organizzazione)
    if not cambiate:
        return [(constants.INFO, _("Non hai cambiato nulla."))]
    subito = [c for c in cambiate if diretta and c in diretta.cambi]
    attesa = [c for c in cambiate if aperta and c in aperta.cambi and c not in subito]
    resto = [c for c in cambiate if c not in subito and c not in attesa]
    frasi = [
        (constants.SUCCESS, _parole_subito(diretta), subito),
        (
            constants.INFO,
            _("In attesa di ATS: %(voci)s. Finché ATS non decide, nel portale resta quello di prima."),
            attesa,
        ),
        (constants.SUCCESS, _parole_resto(scheda.pubblica(organizzazione)), resto),
    ]
    return [
        (livello, testo % {"voci": ", ".join(scheda.etichetta(c) for c in campi)})
        for livello, testo, campi in frasi
        if campi
    ]


def _parole_subito(diretta):
    if diretta and diretta.stato == Stato.DA_CONTROLLARE:
        return _("Pubblicato subito: %(voci)s. ATS lo controllerà dopo.")
    return _("Pubblicato subito: %(voci)s.")


def _parole_resto(pubblica):
    if pubblica:
        return _("Non aspetta più ATS, resta com’è nel portale: %(voci)s.")
    return _("Salvato: %(voci)s. La scheda non è ancora pubblica: la vedete solo tu e ATS.")


def in_parole(proposta, confronto=False):
    """Return what ``area/proposta.html`` shows of a proposal; ``confronto`` adds the values, old and new.

    Without them it asks nothing of the database, when events, users and sheet are prefetched.
    """
    scheda = scheda_di(proposta.oggetto)
    return {
        "proposta": proposta,
        "tono": TONI.get(proposta.stato, "positivo"),
        "campi": [scheda.etichetta(campo) for campo in proposta.cambi],
        "commenti": [(scheda.etichetta(campo), testo) for campo, testo in proposta.commenti.items()],
        "differenze": differenze(proposta) if confronto else [],
        "fatti": storia(proposta),
    }
