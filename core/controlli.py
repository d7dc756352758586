"""Controls written in one go: a template for each of many options costs more than the whole page."""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe


class SelectInBlocco(forms.Select):
    """A menu written in one go: a template for each option costs more than the whole page."""

    def render(self, name, value, attrs=None, renderer=None):
        """Return the HTML of the menu."""
        contesto = self.get_context(name, value, attrs)["widget"]
        return format_html(
            '<select name="{}"{}>{}</select>', name, _attributi(contesto), _opzioni(contesto["optgroups"])
        )


def _attributi(contesto):
    coppie = ((nome, valore) for nome, valore in contesto["attrs"].items() if valore not in (None, False))
    return format_html_join("", ' {}="{}"', coppie)


def _opzioni(gruppi):
    """Return the options, those with a group under it."""
    righe = []
    for gruppo, opzioni, _indice in gruppi:
        html = format_html_join("", '<option value="{}"{}>{}</option>', map(_opzione, opzioni))
        righe.append(format_html('<optgroup label="{}">{}</optgroup>', gruppo, html) if gruppo else html)
    return format_html_join("", "{}", ((riga,) for riga in righe))


def _opzione(opzione):
    scelta = mark_safe(" selected") if opzione["selected"] else ""
    return "" if opzione["value"] is None else opzione["value"], scelta, opzione["label"]


class ElencoTesti(forms.TextInput):
    """A text with proposals (datalist): ``proposte()`` returns them, when the control is drawn."""

    proposte = list

    def render(self, name, value, attrs=None, renderer=None):
        """Return the control and its datalist."""
        elenco = f"{name}-proposte"
        controllo = super().render(name, value, {**(attrs or {}), "list": elenco}, renderer)
        testi = ((testo,) for testo in self.proposte())
        opzioni = format_html_join("", '<option value="{}"></option>', testi)
        return format_html('{}<datalist id="{}">{}</datalist>', controllo, elenco, opzioni)
