"""Mail through the outbox: an action queues its message in its own transaction; ``invia_posta`` sends it.

- ``coda``: queue, forget, try again.        - ``invio``: send what is due.
- ``testi``: the texts that staff may change. - ``motivi``: what a message may be about, who may turn it off.
- ``preferenze``: what each person chose.     - ``riepilogo``: one message a day for who asked for it.
"""

from core.posta.coda import accoda, dimentica, elimina_vecchi, riprova
from core.posta.intestazioni import per_smettere
from core.posta.invio import Esito, PostaFermaError, invia
from core.posta.motivi import Motivo, registra_motivi
from core.posta.riepilogo import riepiloghi
from core.posta.testi import TestoModificabile, Variabile, registra_testi

__all__ = [
    "Esito",
    "Motivo",
    "PostaFermaError",
    "TestoModificabile",
    "Variabile",
    "accoda",
    "dimentica",
    "elimina_vecchi",
    "invia",
    "per_smettere",
    "registra_motivi",
    "registra_testi",
    "riepiloghi",
    "riprova",
]
