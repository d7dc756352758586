"""The Comitato: seats, meetings, decisions, evaluations, snapshots."""

from comitato.models.composizione import Adempimento, Componente, Regolamento, Seggio
from comitato.models.decisioni import Azione, Decisione, Voto
from comitato.models.istantanee import Istantanea
from comitato.models.quesiti import Quesito
from comitato.models.sedute import CartaPunto, CommentoVerbale, Presenza, PuntoOdg, Seduta, Verbale
from comitato.models.valutazione import (
    Criterio,
    DichiarazioneConflitto,
    DomandaValutazione,
    GiudizioProgetto,
    Griglia,
    PostoGraduatoria,
    Punteggio,
    PunteggioFinale,
    SchedaPunteggio,
    Valutazione,
    ValutazioneFinale,
)

__all__ = [
    "Adempimento",
    "Azione",
    "CartaPunto",
    "CommentoVerbale",
    "Componente",
    "Criterio",
    "Decisione",
    "DichiarazioneConflitto",
    "DomandaValutazione",
    "GiudizioProgetto",
    "Griglia",
    "Istantanea",
    "PostoGraduatoria",
    "Presenza",
    "Punteggio",
    "PunteggioFinale",
    "PuntoOdg",
    "Quesito",
    "Regolamento",
    "SchedaPunteggio",
    "Seduta",
    "Seggio",
    "Valutazione",
    "ValutazioneFinale",
    "Verbale",
    "Voto",
]
