"""What can be found besides the services: kinds in the order they are shown, each with its public rows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from aderenti.nomi import persone_fisiche
from alleanze.models import AlleanzaLocale
from comitato.models import Seduta
from imprese.models import BuonaPratica, Percorso, Tema
from newsletter.models import Numero
from piani.models import Piano
from progetti.models import Avviso, Progetto
from redazione.models import Documento, Evento, Notizia, VoceFaq
from territorio.models import Ambito, Comune


@dataclass(frozen=True)
class Voce:
    """Something that can be found: its title, where it is, a line about it, more words that it answers to."""

    titolo: str
    url: str
    riga: str = ""
    altro: str = ""
    dimostrativo: bool = False


@dataclass(frozen=True)
class Genere:
    """A kind of thing: its code, its name, where all of them are, and ``voci()``, the public ones."""

    codice: str
    nome: str
    elenco: str
    voci: Callable


def _territorio():
    for ambito in Ambito.objects.all():
        yield Voce(ambito.nome, ambito.get_absolute_url(), ambito.territorio)
    for comune in Comune.objects.esistenti():
        yield Voce(
            comune.nome, f"/servizi/?casa={comune.slug}", str(_("i servizi per chi abita qui")), comune.alias
        )


def _aderenti():
    for ente in Organizzazione.objects.pubblicati().exclude(persone_fisiche()):
        yield Voce(
            ente.denominazione,
            ente.get_absolute_url(),
            ente.descrizione[:160],
            dimostrativo=ente.dimostrativo,
        )


def _progetti():
    for progetto in Progetto.objects.indicizzabili().con_nome():
        yield Voce(
            progetto.nome,
            progetto.get_absolute_url(),
            progetto.sintesi[:160],
            f"{progetto.code} {progetto.cup}",
            progetto.dimostrativo,
        )


def _semplici(righe, riga="", altro=""):
    """Yield the ``Voce`` of rows with a title, an address and perhaps a demo mark."""
    for oggetto in righe:
        yield Voce(
            str(oggetto),
            oggetto.get_absolute_url(),
            str(getattr(oggetto, riga, "") or "")[:160],
            str(getattr(oggetto, altro, "") or ""),
            getattr(oggetto, "dimostrativo", False),
        )


GENERI = (
    Genere("territorio", _("Comuni e ambiti"), "/territorio/", _territorio),
    Genere("aderenti", _("Aderenti"), "/aderenti/", _aderenti),
    Genere("progetti", _("Progetti"), "/progetti/", _progetti),
    Genere(
        "alleanze",
        _("Alleanze"),
        "/alleanze/",
        lambda: _semplici(AlleanzaLocale.objects.pubblicati().select_related("ambito", "piano")),
    ),
    Genere(
        "avvisi", _("Avvisi"), "/avvisi/", lambda: _semplici(Avviso.objects.pubblicati(), "sintesi", "numero")
    ),
    Genere(
        "imprese",
        _("Per le imprese"),
        "/imprese/",
        lambda: _semplici(Tema.objects.filter(ritirato_il=None), "spiegazione", "articolo"),
    ),
    Genere(
        "pratiche",
        _("Buone pratiche"),
        "/imprese/buone-pratiche/",
        lambda: _semplici(BuonaPratica.objects.pubblicati(), "da_copiare", "misure"),
    ),
    Genere(
        "formazione",
        _("Formazione"),
        "/imprese/formazione/",
        lambda: _semplici(Percorso.objects.pubblicati(), "sommario", "programma"),
    ),
    Genere(
        "notizie",
        _("Notizie"),
        "/notizie/",
        lambda: _semplici(Notizia.objects.pubblicati().recenti(), "sommario", "testo"),
    ),
    Genere(
        "eventi",
        _("Eventi"),
        "/eventi/",
        lambda: _semplici(Evento.objects.pubblicati(), "sommario", "per_chi"),
    ),
    Genere(
        "biblioteca",
        _("Biblioteca"),
        "/biblioteca/",
        lambda: _semplici(Documento.objects.pubblicati().in_uso(), "sommario", "testo"),
    ),
    Genere(
        "newsletter",
        _("Newsletter"),
        "/newsletter/archivio/",
        lambda: _semplici(Numero.objects.pubblicati().recenti(), altro="apertura"),
    ),
    Genere(
        "faq",
        _("Domande frequenti"),
        "/domande-frequenti/",
        lambda: _semplici(VoceFaq.objects.pubblicati(), "risposta"),
    ),
    Genere("piani", _("Piani"), "/piani/", lambda: _semplici(Piano.objects.pubblicati(), "regole")),
    Genere(
        "comitato",
        _("Comitato"),
        "/comitato/",
        lambda: _semplici(Seduta.objects.pubblicati().select_related("verbale")),
    ),
)
