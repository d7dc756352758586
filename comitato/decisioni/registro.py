"""The register of decisions as a spreadsheet: columns and rows; how each one is followed up."""

from comitato.models import Azione, Voto

INTESTAZIONI = [
    *("Numero", "Anno", "Oggetto", "Testo", "Esito", "Presa il", "Seduta", "Progetto", "Avviso"),
    *("Favorevoli", "Contrari", "Astenuti", "Non partecipano", "Da riesaminare entro", "Sostituisce"),
    *("Sostituita da", "Azioni", "Azioni chiuse", "Azioni annullate", "Dati dimostrativi"),
]


def numero_di(decisione):
    """Return “3/2026”, empty for what was not taken."""
    return f"{decisione.numero}/{decisione.anno}" if decisione and decisione.numero else ""


def riga_del_foglio(decisione):
    """Return the row of a decision, its ``voti`` and ``azioni`` prefetched."""
    scelte = [voto.scelta for voto in decisione.voti.all()]
    stati = [azione.stato for azione in decisione.azioni.all()]
    return [
        decisione.numero or "",
        decisione.anno or "",
        decisione.titolo,
        decisione.testo,
        decisione.get_esito_display(),
        decisione.presa_il or "",
        str(decisione.seduta),
        str(decisione.progetto or ""),
        str(decisione.avviso or ""),
        *(scelte.count(scelta) for scelta in Voto.Scelta.values),
        decisione.riesame_entro or "",
        numero_di(decisione.sostituisce),
        numero_di(getattr(decisione, "sostituita_da", None)),
        len(stati),
        stati.count(Azione.Stato.CHIUSA),
        stati.count(Azione.Stato.ANNULLATA),
        "sì" if decisione.seduta.dimostrativo else "no",
    ]


def seguito(decisione):
    """Return {word: how many} of the action points of a decision, in the order of their life; no empty ones.

    ``azioni`` prefetched.
    """
    stati = [azione.stato for azione in decisione.azioni.all()]
    conti = [(stato.label, stati.count(stato)) for stato in Azione.Stato]
    return {parola: quante for parola, quante in conti if quante}
