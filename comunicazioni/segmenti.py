"""Whom the office may write to: a table of named questions about the members of the Rete."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.models import CategoriaAderente, Organizzazione
from alleanze.models import Partecipazione
from piani.models import Piano
from servizi.models import Gruppo, Servizio
from territorio.models import Ambito

ANNO = timedelta(days=365)
# What a question may ask for: {parameter: model}.
PARAMETRI = {
    "ambito": Ambito,
    "categoria": CategoriaAderente,
    "piano": Piano,
    "gruppo": Gruppo,
}


@dataclass(frozen=True)
class Segmento:
    """A question: its name, what it needs, what it may be given besides, and its answer.

    ``scegli(**parametri)`` returns the queryset of the bodies; a parameter not given is None.
    """

    codice: str
    nome: str
    scegli: Callable
    servono: tuple = ()
    possono: tuple = ()

    def ammessi(self):
        """Return the names of its parameters."""
        return (*self.servono, *self.possono)


def _aderenti():
    return Organizzazione.objects.attivi()


def _dell_ambito(ambito):
    return _aderenti().nell_ambito(ambito)


def _della_categoria(categoria, ambito):
    enti = _aderenti().filter(categoria=categoria)
    return enti.nell_ambito(ambito) if ambito else enti


def _delle_alleanze(piano, ruolo):
    """Bodies with a role in the Alleanze of a cycle, today or until its end; not those that left before."""
    oggi = timezone.localdate()
    righe = Partecipazione.objects.filter(
        Q(dal__isnull=True) | Q(dal__lte=oggi),
        Q(al__isnull=True) | Q(al__gte=oggi) | Q(al__year__gte=piano.anno_al),
        alleanza__piano=piano,
        ruolo=ruolo,
    )
    return Organizzazione.objects.filter(pk__in=righe.values("organizzazione"))


def _gestori(gruppo):
    servizi = Servizio.objects.in_elenco().filter(tipologia__gruppo=gruppo)
    return Organizzazione.objects.filter(pk__in=servizi.order_by().values("gestore"))


def _non_confermati():
    limite = timezone.localdate() - ANNO
    return _aderenti().filter(Q(confermato_il__isnull=True) | Q(confermato_il__lt=limite))


SEGMENTI = {
    segmento.codice: segmento
    for segmento in (
        Segmento("aderenti", _("tutti gli aderenti"), _aderenti),
        Segmento("ambito", _("gli aderenti di un ambito"), _dell_ambito, ("ambito",)),
        Segmento(
            "categoria",
            _("gli aderenti di una categoria, ovunque o in un ambito"),
            _della_categoria,
            ("categoria",),
            ("ambito",),
        ),
        Segmento(
            "capofila",
            _("i capofila delle Alleanze di un ciclo"),
            lambda piano: _delle_alleanze(piano, "capofila"),
            ("piano",),
        ),
        Segmento(
            "partner",
            _("i partner delle Alleanze di un ciclo"),
            lambda piano: _delle_alleanze(piano, "partner"),
            ("piano",),
        ),
        Segmento("gestori", _("chi gestisce servizi di un gruppo"), _gestori, ("gruppo",)),
        Segmento("da-confermare", _("gli aderenti che non confermano la scheda da un anno"), _non_confermati),
    )
}


def oggetti_di(comunicazione):
    """Return {parameter: row} of a mail; None where there is none, or it has been deleted."""
    segmento = SEGMENTI[comunicazione.segmento]
    return {
        nome: PARAMETRI[nome].objects.filter(pk=comunicazione.parametri.get(nome)).first()
        for nome in segmento.ammessi()
    }


def enti_di(comunicazione):
    """Return the bodies that a mail is for, by name; none when what its question needs is no longer there."""
    segmento = SEGMENTI.get(comunicazione.segmento)
    oggetti = oggetti_di(comunicazione) if segmento else {}
    if segmento is None or any(oggetti[nome] is None for nome in segmento.servono):
        return Organizzazione.objects.none()
    return segmento.scegli(**oggetti).order_by("denominazione", "pk")


def in_parole(comunicazione):
    """Return whom a mail is for, in words: “gli aderenti di un ambito: Tirano”."""
    nomi = [str(oggetto) for oggetto in oggetti_di(comunicazione).values() if oggetto]
    nome = str(SEGMENTI[comunicazione.segmento].nome)
    return f"{nome}: {', '.join(nomi)}" if nomi else nome
