"""What a report is made of: words, tables, charts; always with its date, its source, its snapshot."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Tabella:
    """A table: its caption, headings and rows of plain cells (numbers and days stay what they are)."""

    titolo: str
    intestazioni: list
    righe: list
    nota: str = ""


@dataclass(frozen=True)
class Sezione:
    """A part of a report. ``grafico`` is a safe SVG, whose numbers are in one of the tables."""

    titolo: str
    paragrafi: list = field(default_factory=list)
    tabelle: list = field(default_factory=list)
    grafico: str = ""


@dataclass(frozen=True)
class Rapporto:
    """A report: ``al`` the day of its numbers, ``istantanea`` its snapshot, empty when live."""

    titolo: str
    sottotitolo: str
    al: date
    fonte: str
    sezioni: list
    istantanea: str = ""
    dimostrativo: bool = False
