"""The choice of a typology, under the name of its group."""

from itertools import groupby

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from servizi.models import Tipologia


class TipologieIterator(ModelChoiceIterator):
    """The typologies under the name of their group."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        for gruppo, voci in groupby(self.queryset.select_related("gruppo"), lambda voce: voce.gruppo):
            yield (gruppo.label, [self.choice(voce) for voce in voci])


class TipologiaField(forms.ModelChoiceField):
    """A typology still in use (``anche``: one retired since, that the sheet has)."""

    iterator = TipologieIterator

    def __init__(self, anche=None, **opzioni):
        in_uso = Tipologia.objects.filter(Q(ritirato_il=None) | Q(pk=anche))
        opzioni.setdefault("label", _("Tipo di servizio"))
        super().__init__(
            in_uso.order_by("gruppo__ordine", "gruppo", "ordine"), empty_label=_("Scegli…"), **opzioni
        )
