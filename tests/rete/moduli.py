"""What a browser would send back from a page of the admin."""

from django.forms import FileField, ModelMultipleChoiceField, NullBooleanField, Textarea
from django.forms.widgets import Input
from django.urls import reverse


def pagina_di(riga):
    """Return the address of the sheet of a row in the admin."""
    return reverse(f"admin:{riga._meta.app_label}_{riga._meta.model_name}_change", args=[riga.pk])


def dati(pagina, **cambi):
    """Return the fields of the sheet and of its lines as the page shows them, then ``cambi``.

    ``prefisso__0__campo`` is written for the field ``campo`` of the first line: ``prefisso-0-campo``.
    """
    valori = _valori(pagina.context["adminform"].form)
    for righe in pagina.context.get("inline_admin_formsets", []):
        valori |= _valori(righe.formset.management_form)
        for modulo in righe.formset.forms:
            valori |= _valori(modulo)
    return valori | {nome.replace("__", "-"): valore for nome, valore in cambi.items()}


def ovunque(pagina, valore):
    """Return ``valore`` for every field of the sheet and of its lines, but the counts of the lines."""
    moduli = [pagina.context["adminform"].form]
    valori = {}
    for righe in pagina.context.get("inline_admin_formsets", []):
        valori |= _valori(righe.formset.management_form)
        moduli += righe.formset.forms
    return valori | {campo.html_name: valore for modulo in moduli for campo in modulo}


def errori(pagina):
    """Return every error that a page shows, as plain text."""
    tutti = []
    for voce in pagina.context["errors"]:
        tutti += [voce] if isinstance(voce, str) else voce
    return [str(messaggio) for messaggio in tutti]


def _valori(modulo):
    valori = {campo.html_name: _scritto(campo) for campo in modulo if not isinstance(campo.field, FileField)}
    return {nome: valore for nome, valore in valori.items() if valore not in (None, False)}


def _scritto(campo):
    """Return what the browser holds for a field; None for an unticked box and an empty choice."""
    valore = campo.value()
    if isinstance(valore, bool):
        return str(valore) if isinstance(campo.field, NullBooleanField) else valore
    if isinstance(campo.field, ModelMultipleChoiceField):
        return [getattr(voce, "pk", voce) for voce in valore or []]
    if isinstance(campo.field.widget, Input | Textarea) and valore is not None:
        return campo.field.widget.format_value(valore)
    return valore
