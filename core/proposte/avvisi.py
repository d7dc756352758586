"""The mail that tells who sent a change what ATS has decided."""

from django.conf import settings

from core.posta import accoda
from core.proposte.schede import scheda_di

TEMPLATE = "core/email/proposta"


def avvisa(proposta, oggetto, fatte, testo):
    """Queue the mail about a decision: ``fatte`` is {kind of event: {field: value or words}}.

    It goes to who sent the change, or to who keeps the sheet now.
    """
    scheda = scheda_di(oggetto)
    contesto = {
        "proposta": proposta,
        "oggetto": oggetto,
        "stato": proposta.get_stato_display(),
        "testo": testo,
        "fatte": [
            (tipo, [(scheda.etichetta(c), v if isinstance(v, str) else "") for c, v in voci.items()])
            for tipo, voci in fatte.items()
        ],
        "indirizzo": settings.SITE_URL + scheda.indirizzo(oggetto),
    }
    for destinatario in scheda.scrivono(oggetto, proposta.autore):
        accoda(motivo="proposta", destinatario=destinatario, template=TEMPLATE, contesto=contesto)
