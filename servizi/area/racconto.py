"""What became of the changes of a sheet, for who keeps it: what waits, what ATS said, field by field."""

from core.models import EventoProposta, Proposta
from core.proposte import differenze, scheda_di
from core.proposte.confronto import DI_ATS

ULTIMI = 12


def in_attesa(proposta, servizio):
    """Return the fields that wait, or that ATS speaks of: name, section, comment, difference or None."""
    scheda = scheda_di(servizio)
    diverse = {differenza.campo: differenza for differenza in differenze(proposta)}
    return [
        {
            "campo": voce.campo,
            "voce": scheda.etichetta(voce.campo),
            "sezione": voce.sezione,
            "commento": proposta.commenti.get(voce.campo, ""),
            "differenza": diverse.get(voce.campo),
        }
        for voce in scheda.voci
        if voce.campo in diverse or voce.campo in proposta.commenti
    ]


def storia(servizio):
    """Return the last things that happened: when, who, what, words, fields."""
    scheda = scheda_di(servizio)
    eventi = EventoProposta.objects.filter(proposta__in=Proposta.objects.di(servizio)).select_related(
        "utente"
    )
    return [
        {
            "quando": evento.quando,
            "di_ats": evento.tipo in DI_ATS,
            "chi": _chi(evento),
            "che_cosa": evento.get_tipo_display(),
            "testo": evento.testo,
            "voci": [
                {
                    "voce": scheda.etichetta(campo),
                    "motivo": valore if isinstance(valore, str) else "",
                }
                for campo, valore in evento.voci.items()
                if campo in scheda.per_campo
            ],
        }
        for evento in eventi.order_by("-quando", "-pk")[:ULTIMI]
    ]


def _chi(evento):
    """Return who: ATS, or the name (or the address) of a colleague."""
    if evento.tipo in DI_ATS:
        return "ATS"
    return "–" if evento.utente is None else evento.utente.get_full_name() or evento.utente.email
