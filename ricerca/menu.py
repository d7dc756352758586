"""The vocabularies of the search in one query: choices of the filters, citizens' words, school closures."""

from typing import NamedTuple

from django.db.models import CharField, F, IntegerField, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

from servizi.models import DataScolastica, Destinatario, Gruppo, Periodo, Sinonimo, Tipologia
from territorio.models import Ambito


class Voce(NamedTuple):
    """A choice: the vocabulary it is of, its place in it and what stands behind it.

    ``sotto`` is the group of a typology, the kind of a period, the last day of an ambito that left, the last
    day of a closure of the schools (whose ``code`` is the first), the code of the typology of a synonym.
    """

    nome: str
    ordine: int
    label: str
    code: str
    sotto: str
    pk: int


class Menu:
    """Entries in use today of every vocabulary; read when first needed."""

    @cached_property
    def righe(self):
        """Return every entry, each vocabulary in its order."""
        oggi = timezone.localdate()
        in_uso = Q(ritirato_il=None) | Q(ritirato_il__gt=oggi)
        prime, *altre = [
            _righe("gruppo", Gruppo.objects.filter(in_uso)),
            _righe("tipologia", Tipologia.objects.filter(in_uso), sotto="gruppo__label"),
            _righe("destinatari", Destinatario.objects.filter(in_uso)),
            _righe("periodo", Periodo.objects.filter(in_uso), sotto="tipo"),
            _righe("ambito", Ambito.objects.all(), "nome", "slug", sotto="appartenenza_al"),
            _righe("alias", Ambito.objects.exclude(alias=""), "alias", "slug", ordine=0),
            _righe("sinonimo", _sinonimi_in_uso(), "termine", "tipologia__code", ordine=0, pk="tipologia_id"),
            _righe("chiusura", _chiusure(oggi), "periodo__label", "dal", sotto="al", ordine=0),
        ]
        return sorted(Voce(*riga) for riga in prime.union(*altre, all=True))

    def voci(self, nome):
        """Return the entries of the vocabulary ``nome``, in its order."""
        return [voce for voce in self.righe if voce.nome == nome]

    def voce(self, nome, code):
        """Return the entry with ``code``; StopIteration when there is none."""
        return next(voce for voce in self.righe if (voce.nome, voce.code) == (nome, code))

    def scelte(self, nome):
        """Return the choices of a form field; typologies stand under their group."""
        voci = self.voci(nome)
        if nome != "tipologia":
            return [(voce.code, voce.label) for voce in voci]
        gruppi = {}
        for voce in voci:
            gruppi.setdefault(voce.sotto, []).append((voce.code, voce.label))
        return list(gruppi.items())


def _sinonimi_in_uso():
    return Sinonimo.objects.filter(
        Q(tipologia__ritirato_il=None) | Q(tipologia__ritirato_il__gt=timezone.localdate())
    )


def _chiusure(oggi):
    """Return the closures of the schools that are not over on ``oggi``."""
    return DataScolastica.objects.filter(tipo=DataScolastica.Tipo.CHIUSURA, al__gte=oggi)


def _righe(nome, righe, label="label", code="code", sotto=None, ordine="ordine", pk="pk"):
    """Return the rows of a vocabulary as tuples in the order of ``Voce``, of one shape for the union."""
    return righe.order_by().values_list(
        Cast(Value(nome), CharField()),
        Cast(Value(ordine) if ordine == 0 else ordine, IntegerField()),
        Cast(label, CharField()),
        Cast(code, CharField()),
        Coalesce(Cast(F(sotto) if sotto else Value(""), CharField()), Value("")),
        pk,
    )
