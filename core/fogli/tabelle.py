"""Sheets as rows of a table: exported, edited elsewhere, read back as changes."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.fogli.celle import Celle
from core.importazione import Errore, ValoreError
from core.proposte import VoceRighe

ID = "id"


@dataclass
class Cambio:
    """One row that changes something: its number, the sheet (None: a new one), what changes.

    ``cambi`` and ``base`` are {field: plain value}, of the table and of now; ``altro`` what else the row has,
    that is no field of the sheet; ``avvisi`` are words on the row.
    """

    riga: int
    oggetto: object
    cambi: dict
    base: dict
    altro: dict = field(default_factory=dict)
    avvisi: list = field(default_factory=list)


class RigheSbagliateError(Exception):
    """``errori`` is a list of ``core.importazione.Errore``: all the rows to correct. Nothing is written."""

    def __init__(self, errori):
        super().__init__("\n".join(map(str, errori)))
        self.errori = errori


class Tabella:
    """One row a sheet. ``campi`` are the fields of ``scheda`` that a cell can hold, but lines and ``senza``.

    ``leggi_scheda`` reads a sheet as {field: plain value}: the live one or, for its member, with what waits.
    """

    altre = {}  # heading → function(text) → value, or ValoreError: columns that are no field of the sheet

    def __init__(self, scheda, senza=(), leggi_scheda=None):
        self.scheda, self.leggi_scheda = scheda, leggi_scheda or scheda.leggi
        voci = [v for v in scheda.voci if not isinstance(v, VoceRighe) and v.campo not in senza]
        self.campi = {voce.intestazione(scheda.modello): voce.campo for voce in voci}
        self.celle = Celle(scheda.modello)

    @property
    def intestazioni(self):
        """Return the headings, ``id`` first."""
        return [ID, *self.campi, *self.altre]

    def righe(self, oggetti):
        """Yield the cells of each sheet."""
        for oggetto in oggetti:
            valori = self.leggi_scheda(oggetto)
            celle = [self.celle.scrivi(campo, valori[campo]) for campo in self.campi.values()]
            yield [oggetto.pk, *celle, *self.celle_altre(oggetto)]

    def celle_altre(self, oggetto):
        """Return the cells of the ``altre`` columns for a sheet."""
        return [""] * len(self.altre)

    def leggi(self, foglio, oggetti):
        """Return the ``Cambio`` of each row of ``foglio`` that changes something.

        ``oggetti`` are the sheets that may be changed. A heading that is missing leaves its field alone; an
        empty id is a new sheet. Raises RigheSbagliateError with all that is wrong, by row and column.
        """
        per_id = {str(oggetto.pk): oggetto for oggetto in oggetti}
        errori = _errori_titoli(foglio, self.intestazioni)
        visti, cambi = set(), []
        for numero, riga in foglio.righe if not errori else []:
            chiave = riga.get(ID, "")
            errori += _errore_id(numero, chiave, per_id, visti)
            visti.add(chiave)
            letto, altro, sbagliate = self._leggi_riga(numero, riga)
            errori += sbagliate
            cambio = self._cambio(numero, per_id.get(chiave), letto)
            cambio.altro = self.serve(cambio.oggetto, altro)
            if cambio.cambi or cambio.altro:
                cambi.append(cambio)
        if errori:
            raise RigheSbagliateError(errori)
        return cambi

    def serve(self, oggetto, altro):
        """Return what of ``altro`` (filled ``altre`` columns) matters for a sheet, None for a new one."""
        return altro

    def _leggi_riga(self, numero, riga):
        letto, altro, errori = {}, {}, []
        for titolo in self.intestazioni[1:]:
            try:
                if titolo in self.campi and titolo in riga:
                    letto[self.campi[titolo]] = self.celle.leggi(self.campi[titolo], riga[titolo])
                elif riga.get(titolo):
                    altro[titolo] = self.altre[titolo](riga[titolo])
            except ValoreError as errore:
                errori.append(Errore(numero, titolo, str(errore)))
        return letto, altro, errori

    def _cambio(self, numero, oggetto, letto):
        if oggetto is None:
            return Cambio(numero, None, letto, {})
        ora = self.leggi_scheda(oggetto)
        cambi = {campo: valore for campo, valore in letto.items() if valore != ora[campo]}
        return Cambio(numero, oggetto, cambi, {campo: ora[campo] for campo in cambi})


class TabellaDiRighe:
    """The lines of sheets (fees, hours …): one row a line; the sheets named change to exactly those lines.

    ``scelte`` is {column: queryset} where a column may name only some rows.
    """

    def __init__(self, scheda, campo, scelte=None, leggi_scheda=None):
        self.scheda, self.campo = scheda, campo
        self.leggi_scheda = leggi_scheda or scheda.leggi
        self.voce = scheda.per_campo[campo]
        modello = self.voce.modello_delle_righe(scheda.modello)
        self.colonne = {str(modello._meta.get_field(c).verbose_name): c for c in self.voce.colonne}
        self.celle = Celle(modello, scelte)
        self.titolo = str(scheda.modello._meta.verbose_name)

    @property
    def intestazioni(self):
        """Return the headings: the id and the name of the sheet, then the columns of a line."""
        return [ID, self.titolo, *self.colonne]

    def righe(self, oggetti):
        """Yield the cells of each line of each sheet."""
        for oggetto in oggetti:
            for riga in self.leggi_scheda(oggetto)[self.campo]:
                celle = (self.celle.scrivi(campo, riga[campo]) for campo in self.colonne.values())
                yield [oggetto.pk, str(oggetto), *celle]

    def leggi(self, foglio, oggetti):
        """Return the ``Cambio`` of each sheet whose lines change; raise RigheSbagliateError."""
        per_id = {str(oggetto.pk): oggetto for oggetto in oggetti}
        errori = _errori_titoli(foglio, self.intestazioni, tutti=True)
        gruppi, prime = {}, {}
        for numero, riga in foglio.righe if not errori else []:
            if riga.get(ID, "") not in per_id:
                errori.append(Errore(numero, ID, _("«%(id)s» non è tra i tuoi") % {"id": riga.get(ID, "")}))
                continue
            letta, sbagliate = self._leggi_riga(numero, riga)
            errori += sbagliate
            gruppi.setdefault(riga[ID], []).append(letta)
            prime.setdefault(riga[ID], numero)
        if errori:
            raise RigheSbagliateError(errori)
        return [c for c in (self._cambio(prime[k], per_id[k], g) for k, g in gruppi.items()) if c.cambi]

    def _leggi_riga(self, numero, riga):
        letta, errori = {}, []
        for titolo, campo in self.colonne.items():
            try:
                letta[campo] = self.celle.leggi(campo, riga[titolo])
            except ValoreError as errore:
                errori.append(Errore(numero, titolo, str(errore)))
        return letta, errori

    def _cambio(self, numero, oggetto, righe):
        ora, nuove = self.leggi_scheda(oggetto)[self.campo], self.voce.normale(self.scheda.modello, righe)
        if ora == nuove:
            return Cambio(numero, oggetto, {}, {})
        return Cambio(numero, oggetto, {self.campo: nuove}, {self.campo: ora})


def _errori_titoli(foglio, noti, *, tutti=False):
    ignoti = [titolo for titolo in foglio.intestazioni if titolo not in noti]
    errori = [Errore(1, titolo, _("non conosco questa colonna")) for titolo in ignoti]
    mancano = [t for t in noti if t not in foglio.intestazioni and (tutti or t == ID)]
    return errori + [Errore(1, titolo, _("manca questa colonna")) for titolo in mancano]


def _errore_id(numero, chiave, per_id, visti):
    if not chiave:
        return []
    if chiave not in per_id:
        return [Errore(numero, ID, _("«%(id)s» non è tra i tuoi") % {"id": chiave})]
    if chiave in visti:
        return [Errore(numero, ID, _("«%(id)s» c’è già in una riga di sopra") % {"id": chiave})]
    return []
