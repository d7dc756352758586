"""A bounded store in memory, least recently used out first, shared by the threads of a process."""

from collections import OrderedDict
from threading import Lock


class Deposito:
    """Keep values up to ``massimo_byte`` (as declared by who stores them) and ``massimo_voci`` entries."""

    def __init__(self, *, massimo_byte, massimo_voci):
        self.massimo_byte = massimo_byte
        self.massimo_voci = massimo_voci
        self.byte = 0
        self._voci = OrderedDict()
        self._lock = Lock()

    def __len__(self):
        return len(self._voci)

    def prendi(self, chiave):
        """Return the value of ``chiave``, now the most recently used, or None."""
        with self._lock:
            voce = self._voci.get(chiave)
            if voce is None:
                return None
            self._voci.move_to_end(chiave)
            return voce[0]

    def metti(self, chiave, valore, byte):
        """Store ``valore``, that weighs ``byte``, and throw out the least recently used beyond the bounds.

        A value heavier than a tenth of the whole store is not kept.
        """
        if byte > self.massimo_byte // 10:
            return
        with self._lock:
            vecchia = self._voci.pop(chiave, None)
            self.byte += byte - (vecchia[1] if vecchia else 0)
            self._voci[chiave] = (valore, byte)
            while self.byte > self.massimo_byte or len(self._voci) > self.massimo_voci:
                self.byte -= self._voci.popitem(last=False)[1][1]

    def svuota(self):
        """Forget everything."""
        with self._lock:
            self._voci.clear()
            self.byte = 0
