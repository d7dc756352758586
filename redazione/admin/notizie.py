"""News in the admin."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from core.admin import FiltroDaFare
from redazione.admin.base import AdminDiTesto
from redazione.immagini import DERIVATI, completa, togli
from redazione.models import Notizia


class NotizieFilter(FiltroDaFare):
    voci = {"bozze": (_("da pubblicare"), lambda righe: righe.bozze())}
    altre = {
        "pubblicate": (_("pubblicate"), lambda righe: righe.pubblicati()),
        "programmate": (_("programmate"), lambda righe: righe.programmate()),
        "scadute": (_("già tolte"), lambda righe: righe.scadute()),
    }


@admin.register(Notizia)
class NotiziaAdmin(AdminDiTesto):
    campo_testo, campo_titolo = "testo", "titolo"
    list_display = ["titolo", "data", "a_che_punto", "pubblica_dal", "pubblica_fino"]
    list_filter = [NotizieFilter, "comunicato_stampa", "ambiti", "dimostrativo"]
    search_fields = ["titolo", "sommario"]
    search_help_text = _("Cerca per titolo o parola del sommario.")
    date_hierarchy = "data"
    filter_horizontal = ["ambiti", "progetti", "aderenti", "fonti"]
    fieldsets = [
        (_("Che cosa è successo"), {"fields": ["titolo", "sommario", "testo", "data", "data_precisione"]}),
        (_("Quando si vede"), {"fields": ["pubblica_dal", "pubblica_fino", "comunicato_stampa"]}),
        (_("Immagine"), {"fields": ["immagine", "immagine_alt", "immagine_crediti"]}),
        (_("Di che cosa parla"), {"fields": ["ambiti", "progetti", "aderenti"]}),
        (_("Fonti"), {"fields": ["fonti", "certezza", "dimostrativo"]}),
        (_("Solo per ATS"), {"fields": ["nota", "slug"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Return the field: room for the summary, a name for day and hour of the instants."""
        campo = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "sommario":
            campo.widget = AdminTextareaWidget(attrs={"rows": 3, "maxlength": 300})
        if db_field.name in ("pubblica_dal", "pubblica_fino"):
            nomi = (_("%(che)s: giorno"), _("%(che)s: ora"))
            for parte, nome in zip(campo.widget.widgets, nomi, strict=True):
                parte.attrs["aria-label"] = nome % {"che": db_field.verbose_name}
        return campo

    @admin.display(description=_("a che punto è"))
    def a_che_punto(self, notizia):
        return notizia.stato().label

    def delete_model(self, request, obj):
        """Delete a piece of news with its pictures."""
        nomi = [obj.immagine.name, obj.immagine_piccola.name]
        super().delete_model(request, obj)
        togli(*nomi)

    def delete_queryset(self, request, queryset):
        """Delete the chosen news with their pictures."""
        nomi = [nome for coppia in queryset.values_list("immagine", "immagine_piccola") for nome in coppia]
        super().delete_queryset(request, queryset)
        togli(*nomi)

    def save_model(self, request, obj, form, change):
        """Save the news; a new picture is drawn small too, the files of the old one go."""
        if "immagine" not in form.changed_data:
            return super().save_model(request, obj, form, change)
        vecchia = Notizia.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        completa(obj)
        obj.save_without_historical_record(update_fields=DERIVATI)
        if vecchia:
            togli(vecchia.immagine.name, vecchia.immagine_piccola.name)
        return None
