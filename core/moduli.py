"""The look of every form: one renderer, one field template, one BoundField class.

Only ``templates/core/moduli/campo.html`` gives classes to controls, so the admin keeps its own look.
"""

from copy import copy

from django.forms import CheckboxInput, CheckboxSelectMultiple, EmailField, EmailInput, RadioSelect, Select
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

ESEMPIO_EMAIL = _("Scrivi un indirizzo e-mail intero, come nome@esempio.it.")


class Campo(BoundField):
    """A bound field that knows how the site draws it."""

    @property
    def e_gruppo(self):
        """Return whether the control is a group of options, each with its own label."""
        return isinstance(self.field.widget, RadioSelect | CheckboxSelectMultiple)

    @property
    def e_spunta(self):
        """Return whether the control is one checkbox, whose label comes after it."""
        return isinstance(self.field.widget, CheckboxInput)

    @property
    def facoltativo(self):
        """Return whether to say that the field may stay empty: only where other fields may not.

        A form may set ``atteso`` on a field that can be empty, but that it hopes to have.
        """
        atteso = self.field.required or getattr(self.field, "atteso", False)
        return not atteso and any(campo.required for campo in self.form.fields.values())

    @property
    def controllo(self):
        """Return the HTML of the control with the classes of Bootstrap Italia, the widget's own first."""
        classi = [self.field.widget.attrs.get("class", ""), self._classe()]
        if self.errors:
            classi.append("is-invalid")
        return self.as_widget(attrs={"class": " ".join(filter(None, classi))})

    @property
    def id_note(self):
        """Return the id of the block of notes of the field."""
        return f"{self.auto_id}_note"

    @property
    def aria_describedby(self):
        """Return the ids that describe the control: help, errors, and the notes that a form has set."""
        ids = [super().aria_describedby, self.id_note if getattr(self.field, "note", None) else None]
        return " ".join(filter(None, ids)) or None

    @property
    def id_primo_controllo(self):
        """Return the id to jump to from the summary of errors: the control, or the first of its group."""
        return f"{self.auto_id}_0" if self.e_gruppo else self.id_for_label

    def _classe(self):
        if self.e_spunta:
            return ""
        return "form-select" if isinstance(self.field.widget, Select) else "form-control"


class CampoEmail(EmailField):
    """An e-mail address, in lower case: people write their own in many ways. Any mistake, one message."""

    widget = EmailInput(attrs={"autocomplete": "email"})
    default_error_messages = {"required": ESEMPIO_EMAIL}

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 254} | kwargs)
        self.validators = [copy(validatore) for validatore in self.validators]
        for validatore in self.validators:
            validatore.message = ESEMPIO_EMAIL

    def to_python(self, value):
        """Return the address in lower case."""
        return super().to_python(value).lower()

    def prepare_value(self, value):
        """Return the value to show in the control, without the characters that no page may hold."""
        return value.replace("\x00", "") if isinstance(value, str) else value


class Renderer(TemplatesSetting):
    """Render fields and error lists through the site's own templates."""

    field_template_name = "core/moduli/campo.html"
    bound_field_class = Campo
