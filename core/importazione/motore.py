"""From the rows of a file to the rows of the database."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import Error, models, transaction
from django.utils.translation import gettext as _

from core.importazione.colonne import ELIMINATA, DataConPrecisione, ValoreError
from core.importazione.errori import Errore, ImportazioneError
from core.importazione.lettura import leggi_csv

MOTIVO_STORIA = "dati di riferimento"
_NOMI = {"fonte": "fonti", "ciclo": "piano"}  # columns of every file that fill a field of another name


class Riga(dict):
    """Values of a row by column. ``numero``: its line in the file; ``posizione``: 1 for the first row."""

    def __init__(self, valori, numero, posizione):
        super().__init__(valori)
        self.numero, self.posizione = numero, posizione

    @property
    def eliminata(self):
        """Return whether the row needs another that staff deleted: it cannot be held any more."""
        return any(valore is ELIMINATA for valore in self.values())


@dataclass
class Scheda:
    """A row the database should hold. ``chiave`` finds it; ``valori`` and ``legami`` (many-to-many) compare.

    ``iniziali`` are written only when it is created. With ``figlia_di`` the row belongs to another: it is
    created only together with it, so that what staff did with the parts of a record stays. ``storia``: a row
    of those that the database never lets change; even ``aggiorna`` leaves it, and tells the difference.
    """

    modello: type
    chiave: dict
    valori: dict = field(default_factory=dict)
    legami: dict = field(default_factory=dict)
    iniziali: dict = field(default_factory=dict)
    figlia_di: models.Model | None = None
    storia: bool = False


class Fatto:
    """What became of a row; ``ORDINE``: the most telling last."""

    UGUALE, ELIMINATA, DIVERSA, CAMBIATA, NUOVA = "uguale", "eliminata", "diversa", "cambiata", "nuova"
    ORDINE = (UGUALE, ELIMINATA, DIVERSA, CAMBIATA, NUOVA)


@dataclass
class Esito:
    """What a file did or, in a dry run, would do.

    ``fatti``: Fatto of each row by line; ``diverse``: (line, row, fields that differ) of those left alone;
    ``non_nel_file``: keys of the rows of the database that the file does not hold.
    """

    file: str
    fatti: dict = field(default_factory=dict)
    diverse: list = field(default_factory=list)
    non_nel_file: list = field(default_factory=list)

    def segna(self, numero, fatto):
        """Take note of what became of the row of a line; the most telling fact stays."""
        prima = self.fatti.get(numero, Fatto.UGUALE)
        self.fatti[numero] = max(prima, fatto, key=Fatto.ORDINE.index)

    def aggiungi(self, altro):
        """Add what a later pass over the same file did."""
        for numero, fatto in altro.fatti.items():
            self.segna(numero, fatto)
        self.diverse += altro.diverse
        self.non_nel_file += altro.non_nel_file

    def conti(self):
        """Return [(plural name, number of rows)] of the outcomes that there are, in a fixed order."""
        numeri = Counter(self.fatti.values())
        nomi = {"nuova": "nuove", "cambiata": "cambiate", "diversa": "diverse non toccate"}
        nomi |= {"eliminata": "eliminate dagli operatori", "uguale": "uguali"}
        conti = [(nome, numeri[fatto]) for fatto, nome in nomi.items()]
        conti.append(("non nel file", len(self.non_nel_file)))
        return [(nome, numero) for nome, numero in conti if numero]


class Importatore:
    """Loads one file. A subclass declares it; what is not one row for one row goes in ``schede``."""

    file: str
    modello: type[models.Model]
    chiave: tuple[str, ...] = ("code",)
    colonne: dict
    rinomina: dict = {}
    altre_colonne = False

    def __init__(self, contesto):
        self.contesto = contesto

    # --- What a subclass may change ---------------------------------------------------------------

    def controlla(self, riga):
        """Yield (column, message) of what is wrong across the cells of a row."""
        return ()

    def schede(self, riga):
        """Yield the Scheda of each row to hold; each ``yield`` gives back the saved row."""
        yield self.scheda(riga)

    def nel_database(self):
        """Return the rows of the database that the file should hold."""
        return self.modello._base_manager.all()

    # --- What all have in common ------------------------------------------------------------------

    def scheda(self, riga, **altro):
        """Return the Scheda of ``modello`` with the columns that are fields of it, and ``altro`` on top."""
        valori, legami = {}, {}
        for colonna, valore in riga.items():
            campo = self._campo(colonna)
            if campo is None:
                continue
            if campo.many_to_many:
                legami[campo.name] = valore
            elif isinstance(valore, DataConPrecisione):
                valori |= {campo.name: valore.data, f"{campo.name}_precisione": valore.precisione}
            else:
                valori[campo.name] = valore
        chiave = {nome: valori.pop(nome) for nome in (self._campo(c).name for c in self.chiave)}
        valori |= altro.pop("valori", {})
        legami |= altro.pop("legami", {})
        return Scheda(self.modello, chiave, valori, legami, **altro)

    def _campo(self, colonna):
        """Return the field a column fills, or None: a column may only be checked, or feed other rows."""
        nome = self.rinomina.get(colonna, _NOMI.get(colonna, colonna))
        try:
            campo = self.modello._meta.get_field(nome)
        except FieldDoesNotExist:
            return None
        return None if campo.auto_created else campo

    def esegui(self):
        """Load the file and return its Esito; raise ImportazioneError with every error found.

        To be called in a transaction that is rolled back when it raises.
        """
        righe = self.righe()
        esito = Esito(self.file)
        errori = []
        for riga in righe:
            try:
                self._carica(riga, esito)
            except ValidationError as errore:
                errori += self._errori(riga.numero, errore)
        if errori:
            raise ImportazioneError(self.file, errori)
        if not self.altre_colonne:
            esito.non_nel_file = self._non_nel_file(righe)
        return esito

    def righe(self):
        """Return the rows of the file, read and checked on their own; raise ImportazioneError."""
        righe, errori, viste = [], [], {}
        grezze = leggi_csv(self.contesto.cartella / self.file, self.colonne, self.altre_colonne)
        for posizione, (numero, celle) in enumerate(grezze, start=1):
            riga, errori_riga = self._valori(numero, posizione, celle)
            if not errori_riga and not riga.eliminata:
                errori_riga = [Errore(numero, colonna, testo) for colonna, testo in self.controlla(riga)]
            errori_riga += self._doppia(numero, celle, viste)
            errori += errori_riga
            righe.append(riga)
        if errori:
            raise ImportazioneError(self.file, errori)
        return righe

    def _valori(self, numero, posizione, celle):
        valori, errori = {}, []
        for nome, colonna in self.colonne.items():
            try:
                valori[nome] = colonna.leggi(celle[nome], self.contesto)
            except ValoreError as errore:
                errori.append(Errore(numero, nome, str(errore)))
        return Riga(valori, numero, posizione), errori

    def _doppia(self, numero, celle, viste):
        chiave = tuple(celle[colonna] for colonna in self.chiave)
        prima = viste.setdefault(chiave, numero)
        if prima == numero:
            return []
        messaggio = _("«%(chiave)s» è già alla riga %(riga)d") % {"chiave": ", ".join(chiave), "riga": prima}
        return [Errore(numero, self.chiave[-1], messaggio)]

    def _carica(self, riga, esito):
        """Save the schede of a row; raise ValidationError."""
        esito.segna(riga.numero, Fatto.ELIMINATA if riga.eliminata else Fatto.UGUALE)
        schede = iter(()) if riga.eliminata else self.schede(riga)
        scheda = next(schede, None)
        while scheda is not None:
            salvata, fatto, campi = self._salva(scheda)
            esito.segna(riga.numero, fatto)
            if fatto == Fatto.DIVERSA:
                esito.diverse.append((riga.numero, str(salvata or _mai_scritta(scheda)), campi))
            if salvata is None and scheda.figlia_di is None:
                return
            try:
                scheda = schede.send(salvata)
            except StopIteration:
                return

    def _salva(self, scheda):
        """Create, update or leave alone a row; return it (or None), what became of it, fields that differ."""
        chiave = tuple(v.pk if isinstance(v, models.Model) else v for v in scheda.chiave.values())
        presente = self.contesto.indice(scheda.modello, scheda.chiave).get(chiave)
        if presente is None:
            if not self._da_creare(scheda, chiave):
                if scheda.storia and self.contesto.aggiorna:
                    return None, Fatto.DIVERSA, [_("manca")]
                return None, Fatto.UGUALE if scheda.figlia_di else Fatto.ELIMINATA, []
            presente = scheda.modello(**scheda.chiave)
            self._scrivi(presente, scheda, scheda.iniziali | scheda.valori)
            self.contesto.creata(presente)
            fatto, campi = Fatto.NUOVA, []
        else:
            fatto, campi = self._confronta(presente, scheda)
        if scheda.figlia_di is None:
            self.contesto.registra(scheda.modello, chiave)
        return presente, fatto, campi

    def _da_creare(self, scheda, chiave):
        if self.contesto.aggiorna and not scheda.storia:
            return True
        if scheda.figlia_di is not None:
            return self.contesto.e_nuova(scheda.figlia_di)
        return not self.contesto.gia_caricata(scheda.modello, chiave)

    def _confronta(self, presente, scheda):
        campi = [nome for nome, valore in scheda.valori.items() if getattr(presente, nome) != valore]
        campi += [
            nome
            for nome, righe in scheda.legami.items()
            if {r.pk for r in getattr(presente, nome).all()} != {r.pk for r in righe}
        ]
        if not campi:
            return Fatto.UGUALE, []
        nuova = self.contesto.e_nuova(presente)
        if not nuova and (scheda.storia or not self.contesto.aggiorna):
            return Fatto.DIVERSA, campi
        self._scrivi(presente, scheda, scheda.valori)
        return Fatto.NUOVA if nuova else Fatto.CAMBIATA, campi

    def _scrivi(self, riga, scheda, valori):
        """Validate and save; raise ValidationError, also for what only the database can tell."""
        for nome, valore in valori.items():
            setattr(riga, nome, valore)
        riga._change_reason = MOTIVO_STORIA
        riga.full_clean()
        try:
            with transaction.atomic():
                riga.save()
                for nome, righe in scheda.legami.items():
                    getattr(riga, nome).set(righe)
        except Error as errore:
            messaggio = _("il database rifiuta la riga: %(motivo)s") % {"motivo": errore}
            raise ValidationError(messaggio) from errore

    def _errori(self, numero, errore):
        """Turn a ValidationError into errors by column."""
        if not hasattr(errore, "error_dict"):
            return [Errore(numero, None, testo) for testo in errore.messages]
        colonne = {self._campo(c).name: c for c in self.colonne if self._campo(c) is not None}
        errori = []
        for campo, testi in errore.message_dict.items():
            prefisso = "" if campo in colonne or campo == NON_FIELD_ERRORS else f"{campo}: "
            errori += [Errore(numero, colonne.get(campo), f"{prefisso}{testo}") for testo in testi]
        return errori

    def _non_nel_file(self, righe):
        """Return the keys of the rows of the database that the file does not hold."""
        campi = [self._campo(colonna) for colonna in self.chiave]
        nel_file = set()
        for riga in righe:
            valori = (riga[colonna] for colonna in self.chiave)
            nel_file.add(tuple(v.pk if isinstance(v, models.Model) else v for v in valori))
        presenti = self.nel_database().values_list(*(campo.attname for campo in campi))
        return sorted(" ".join(map(str, c)) for c in set(presenti) - nel_file if None not in c)


def _mai_scritta(scheda):
    """Return the row of a scheda as it would be: to name it, not to save it."""
    return scheda.modello(**scheda.chiave, **scheda.iniziali | scheda.valori)
