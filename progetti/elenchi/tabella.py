"""A published list as a table: typed values, order asked for by a link."""

from dataclasses import dataclass

from progetti.elenchi.campi import leggi


@dataclass(frozen=True)
class Cella:
    """A value and what it is (``campi``): the template writes it."""

    valore: object
    forma: str

    @property
    def e_link(self):
        """Return whether it is an address."""
        return isinstance(self.valore, str) and self.valore.startswith(("https://", "http://"))


@dataclass(frozen=True)
class Titolo:
    """A heading with the link that sorts by it. ``verso``: value of aria-sort."""

    it: str
    en: str
    link: str
    verso: str


def intestazioni(elenco):
    """Return the headings of a published list, in both languages."""
    return [f"{it} / {en}" for _code, it, en, _forma in elenco.colonne]


def valori(elenco):
    """Return the rows as values: str, date, Decimal, int; an empty text where nothing is known."""
    forme = [forma for _code, _it, _en, forma in elenco.colonne]
    return [[leggi(t, forma) for t, forma in zip(riga, forme, strict=True)] for riga in elenco.righe]


def righe(elenco, ordina):
    """Return the rows of ``Cella``, by the column ``ordina`` (“-code”: the other way round).

    Empty cells come last, both ways; an unknown column leaves the order of publication.
    """
    forme = [forma for _code, _it, _en, forma in elenco.colonne]
    tutte = valori(elenco)
    codici = [code for code, _it, _en, _forma in elenco.colonne]
    code = ordina.removeprefix("-")
    if code in codici:
        posto = codici.index(code)
        piene = [riga for riga in tutte if riga[posto] != ""]
        piene.sort(key=lambda riga: _chiave(riga[posto]), reverse=ordina.startswith("-"))
        tutte = piene + [riga for riga in tutte if riga[posto] == ""]
    return [[Cella(v, forma) for v, forma in zip(riga, forme, strict=True)] for riga in tutte]


def titoli(elenco, ordina):
    """Return the headings: the link of the one in use turns the order round."""
    trovati = []
    for code, it, en, _forma in elenco.colonne:
        verso = {code: "ascending", f"-{code}": "descending"}.get(ordina, "none")
        link = f"?ordina=-{code}" if verso == "ascending" else f"?ordina={code}"
        trovati.append(Titolo(it, en, link, verso))
    return trovati


def _chiave(valore):
    return valore.casefold() if isinstance(valore, str) else valore
