"""Controls of the forms of the search: menus written in one go, proposals, a tick that sends “si”."""

from django import forms

from core.controlli import ElencoTesti, SelectInBlocco

__all__ = ["SI", "ElencoTesti", "SelectInBlocco", "SpuntaSi"]

SI = ("si", "sì", "on", "1", "true")


class SpuntaSi(forms.CheckboxInput):
    """A checkbox that sends “si” and hands over any other value as it came, to be refused."""

    def value_from_datadict(self, data, files, name):
        """Return the text of the parameter, None without it."""
        return data.get(name)

    def get_context(self, name, value, attrs):
        """Send “si” when ticked."""
        contesto = super().get_context(name, "si" if value in SI else False, attrs)
        contesto["widget"]["value"] = "si"
        return contesto
