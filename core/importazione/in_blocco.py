"""Files of many plain figures, that nobody edits by hand: compared and written in bulk."""

from core.importazione.motore import Esito, Fatto, Importatore


class ImportatoreInBlocco(Importatore):
    """Loads a file in bulk; what the database checks must be said in ``colonne`` or ``controlla`` too.

    ``campi_chiave`` and ``campi``: attribute names of the row that find it, and that are compared.
    """

    campi_chiave: tuple[str, ...]
    campi: tuple[str, ...]

    def oggetto(self, riga):
        """Return the row to hold, not saved."""
        raise NotImplementedError

    def esegui(self):
        """Load the file and return its Esito; raise ImportazioneError with every error found."""
        righe = self.righe()
        esito = Esito(self.file)
        n = len(self.campi_chiave)
        presenti = {
            tuple(valori[1 : n + 1]): (valori[0], tuple(valori[n + 1 :]))
            for valori in self.nel_database().values_list("pk", *self.campi_chiave, *self.campi)
        }
        nuovi, cambiati = [], []
        for riga in righe:
            if riga.eliminata:
                esito.segna(riga.numero, Fatto.ELIMINATA)
                continue
            oggetto = self.oggetto(riga)
            presente = presenti.pop(self._leggi(oggetto, self.campi_chiave), None)
            if presente is None:
                nuovi.append(oggetto)
                esito.segna(riga.numero, Fatto.NUOVA)
            elif presente[1] == self._leggi(oggetto, self.campi):
                esito.segna(riga.numero, Fatto.UGUALE)
            else:
                oggetto.pk = presente[0]
                cambiati.append(oggetto)
                self._segna_cambiata(riga, oggetto, esito)
        self.modello._base_manager.bulk_create(nuovi, batch_size=1000)
        if self.contesto.aggiorna:
            self.modello._base_manager.bulk_update(cambiati, self.campi, batch_size=500)
        esito.non_nel_file = sorted(" ".join(map(str, chiave)) for chiave in presenti)
        return esito

    def _segna_cambiata(self, riga, oggetto, esito):
        esito.segna(riga.numero, Fatto.CAMBIATA if self.contesto.aggiorna else Fatto.DIVERSA)
        if not self.contesto.aggiorna:
            esito.diverse.append((riga.numero, str(oggetto), list(self.campi)))

    @staticmethod
    def _leggi(oggetto, campi):
        return tuple(getattr(oggetto, campo) for campo in campi)
