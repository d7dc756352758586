"""What became of the changes of a sheet, for who keeps it: what waits, what ATS said, field by field."""

from core.models import EventoProposta, Proposta
from core.proposte import scheda_di

ULTIMI = 12
Tipo = EventoProposta.Tipo
CON_PAROLE = (Tipo.RESTITUITA, Tipo.RESPINTA)


def in_attesa(proposta, servizio):
    """Return the changes of an open proposal: field, before, after, comment of ATS; then comments alone."""
    scheda = scheda_di(servizio)
    righe = [
        {
            "voce": scheda.etichetta(campo),
            "sezione": scheda.per_campo[campo].sezione,
            "prima": scheda.mostra(campo, cambio["prima"]),
            "dopo": scheda.mostra(campo, cambio["dopo"]),
            "commento": proposta.commenti.get(campo, ""),
        }
        for campo, cambio in proposta.cambi.items()
    ]
    soli = [campo for campo in proposta.commenti if campo not in proposta.cambi and campo in scheda.per_campo]
    return righe + [
        {
            "voce": scheda.etichetta(campo),
            "sezione": scheda.per_campo[campo].sezione,
            "commento": proposta.commenti[campo],
        }
        for campo in soli
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
            "chi": _chi(evento.utente),
            "che_cosa": evento.get_tipo_display(),
            "testo": evento.testo,
            "voci": [
                {
                    "voce": scheda.etichetta(campo),
                    "motivo": valore if evento.tipo in CON_PAROLE else "",
                }
                for campo, valore in evento.voci.items()
                if campo in scheda.per_campo
            ],
        }
        for evento in eventi.order_by("-quando", "-pk")[:ULTIMI]
    ]


def _chi(utente):
    """Return who: ATS for its staff, the name (or the address) of a colleague."""
    if utente is None:
        return "–"
    return "ATS" if utente.is_staff else utente.get_full_name() or utente.email
