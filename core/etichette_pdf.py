"""Whether a PDF may be read aloud: what its structure declares, no more (PDF/UA-1, ISO 14289-1, 7.1)."""

from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

LINGUA_MASSIMA = 20  # characters of a language tag that are kept


@dataclass(frozen=True)
class Etichette:
    """What a PDF declares: tags, language ("" when it does not say), title in its window.

    Tags are the structure a screen reader follows. That they are there does not prove that they are right.
    """

    presenti: bool = False
    lingua: str = ""
    titolo: bool = False


def leggi(contenuto):
    """Return the ``Etichette`` of a PDF (bytes); None for one whose structure cannot be read."""
    try:
        radice = PdfReader(BytesIO(contenuto)).trailer["/Root"]
        segnato = radice.get("/MarkInfo", {}).get("/Marked", False)
        albero = radice.get("/StructTreeRoot", {}).get("/K")
        vista = radice.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
        return Etichette(
            presenti=bool(segnato) and albero is not None,
            lingua=str(radice.get("/Lang", ""))[:LINGUA_MASSIMA],
            titolo=bool(vista),
        )
    except Exception:  # the parser raises many kinds, on a file that anybody made
        return None
