"""The texts of the e-mails in the admin: original or changed, with a preview before saving."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin.storia import AdminConStoria
from core.models import TestoEmail
from core.posta.testi import TESTI, errori, riempi

ANTEPRIMA, ORIGINALE = "_anteprima", "_originale"


class TestoEmailForm(forms.ModelForm):
    """Subject and text; they start from the original, and are the original again when equal to it.

    A form sent to look at the preview is never valid: it is shown again and nothing is saved.
    """

    class Meta:
        model = TestoEmail
        fields = ["oggetto", "testo"]
        widgets = {
            "oggetto": forms.TextInput(attrs={"class": "vTextField"}),
            "testo": forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField"}),
        }

    def __init__(self, data=None, files=None, *, instance=None, initial=None, **kwargs):
        if data is not None and ORIGINALE in data:
            data = {}
        self.definizione = TESTI.get(instance.codice) if instance else None
        self.originale = self.definizione.originale() if self.definizione else ("", "")
        self.cambiato = bool(instance and instance.testo)
        if not self.cambiato:
            initial = dict(zip(["oggetto", "testo"], self.originale, strict=True)) | (initial or {})
        super().__init__(data, files, instance=instance, initial=initial, **kwargs)

    def is_valid(self):
        """Return whether to save."""
        return super().is_valid() and ANTEPRIMA not in self.data

    def clean_testo(self):
        """Return the text with the line ends of the files."""
        testo = self.cleaned_data["testo"].replace("\r\n", "\n").strip()
        return f"{testo}\n" if testo else ""

    def clean(self):
        """Check the variables; both fields empty, or equal to the original, are the original."""
        dati = super().clean()
        oggetto, testo = dati.get("oggetto", ""), dati.get("testo", "")
        if (oggetto, testo) in (self.originale, ("", "")):
            return dati | {"oggetto": "", "testo": ""}
        if self.definizione and not self.errors:
            for campo, rifiuti in errori(self.definizione, oggetto, testo).items():
                for rifiuto in rifiuti:
                    self.add_error(campo, rifiuto)
        return dati

    def anteprima(self):
        """Return (subject, text) as it would arrive, with the examples; None with errors."""
        if self.definizione is None or self.errors:
            return None
        scritti = self.cleaned_data if self.is_bound else self.initial
        oggetto, testo = scritti.get("oggetto", ""), scritti.get("testo", "")
        if not testo.strip():
            oggetto, testo = self.originale
        return riempi(oggetto, testo, self.definizione.esempi())


class CambiatoFilter(admin.SimpleListFilter):
    title = _("testo")
    parameter_name = "testo"

    def lookups(self, request, model_admin):
        return [("cambiato", _("cambiato")), ("originale", _("originale"))]

    def queryset(self, request, queryset):
        if self.value() == "cambiato":
            return queryset.cambiati()
        return queryset.filter(testo="") if self.value() == "originale" else queryset


@admin.register(TestoEmail)
class TestoEmailAdmin(AdminConStoria):
    form = TestoEmailForm
    change_form_template = "admin/core/testo_email.html"
    list_display = ["quando", "oggetto_in_uso", "stato"]
    list_display_links = ["quando"]
    list_filter = [CambiatoFilter]
    search_fields = ["codice", "oggetto", "testo"]
    fields = ["oggetto", "testo"]

    def has_add_permission(self, request):
        """Return False: a text is there because an action of the portal sends it."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Return False: one goes back to the original text instead."""
        return False

    def render_change_form(self, request, context, **kwargs):
        """Add the variables and the preview."""
        form = context["adminform"].form
        extra = {"definizione": getattr(form, "definizione", None)}
        if extra["definizione"]:
            extra["anteprima"] = form.anteprima()
            extra["solo_anteprima"] = ANTEPRIMA in getattr(form, "data", {})
        return super().render_change_form(request, context | extra, **kwargs)

    @admin.display(description=_("e-mail"), ordering="codice")
    def quando(self, testo):
        return str(testo)

    @admin.display(description=_("oggetto"))
    def oggetto_in_uso(self, testo):
        """Return the subject that leaves today."""
        definizione = TESTI.get(testo.codice)
        return testo.oggetto or (definizione.originale()[0] if definizione else "–")

    @admin.display(description=_("testo"))
    def stato(self, testo):
        if testo.codice not in TESTI:
            return _("non si usa più")
        return _("cambiato") if testo.testo else _("originale")
