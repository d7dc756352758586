"""Lists of public pages: GET filters validated by a FilterSet, twenty rows a page."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django_filters import CharFilter, FilterSet, ModelChoiceFilter
from django_filters.fields import ModelChoiceField, ModelChoiceIterator
from django_filters.views import FilterView


class ElencoView(FilterView):
    """A list with filters: a wrong value shows its message and no row (template: ``pagine/elenco.html``)."""

    paginate_by = 20
    page_kwarg = "pagina"

    def get_filterset_kwargs(self, filterset_class):
        """Bind the FilterSet even without parameters, so that its defaults apply."""
        return super().get_filterset_kwargs(filterset_class) | {"data": self.request.GET}


class ScelteInMemoria(ModelChoiceIterator):
    """Choices read from the rows the field has already loaded."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for riga in self.field.queryset:
            yield self.choice(riga)


class CampoVocabolario(ModelChoiceField):
    """A choice among few rows, loaded once: the same query validates the value and fills the menu."""

    iterator = ScelteInMemoria

    def __init__(self, *args, etichetta=None, **kwargs):
        """``etichetta`` names the attribute to show instead of the text of the row."""
        self.etichetta = etichetta
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj):
        """Return the text of a choice."""
        return getattr(obj, self.etichetta) if self.etichetta else str(obj)

    def to_python(self, value):
        """Return the row whose ``to_field_name`` is ``value``; raise ValidationError when there is none."""
        if value in self.empty_values:
            return None
        for riga in self.queryset:
            if str(self.prepare_value(riga)) == str(value):
                return riga
        raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class VocabolarioFilter(ModelChoiceFilter):
    """Filter by a row of a short list: an ambito, a category, a fund."""

    field_class = CampoVocabolario


class TestoFilter(CharFilter):
    """Rows that contain every word of the text, each in at least one of ``campi``."""

    def __init__(self, *args, campi, **kwargs):
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "search"}))
        super().__init__(*args, **kwargs)
        self.campi = campi

    def filter(self, qs, value):
        """Return the rows with all the words of ``value``; no more than ten words count."""
        for parola in value.split()[:10]:
            trovata = Q()
            for campo in self.campi:
                trovata |= Q(**{f"{campo}__icontains": parola})
            qs = qs.filter(trovata)
        return qs


__all__ = ["ElencoView", "FilterSet", "TestoFilter", "VocabolarioFilter"]
