"""What the sheets of written texts share: the checks in view and the preview."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.admin import AdminConStoria
from core.admin.azioni import RigaInGestione
from redazione.controlli import controlla, leggibilita


class AnteprimaView(RigaInGestione, TemplateView):
    """A text as citizens will read it, with what the checks say."""

    template_name = "admin/redazione/anteprima.html"
    campo = titolo = None

    def get_permission_required(self):
        """Ask for the right to look at the sheet."""
        opts = self.modello._meta
        return [f"{opts.app_label}.view_{opts.model_name}"]

    def get_context_data(self, **kwargs):
        """Add the text and its checks, in the page of the admin."""
        testo = getattr(self.riga, self.campo)
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": _("Anteprima"),
                "riga": self.riga,
                "titolo": getattr(self.riga, self.titolo),
                "sommario": getattr(self.riga, "sommario", ""),
                "testo": testo,
                "rilievi": controlla(testo),
                "lettura": leggibilita(testo),
                "scheda": self.scheda(),
                "opts": self.modello._meta,
                "elenco": f"admin:{self.modello._meta.app_label}_{self.modello._meta.model_name}_changelist",
            }
        )


class AdminDiTesto(AdminConStoria):
    """The admin of a model with a text in Markdown (``campo_testo``) and a title (``campo_titolo``)."""

    campo_testo = campo_titolo = None
    change_form_template = "admin/redazione/scheda.html"

    def get_urls(self):
        """Add the preview."""
        opts = self.model._meta
        anteprima = AnteprimaView.as_view(
            admin_site=self.admin_site, modello=self.model, campo=self.campo_testo, titolo=self.campo_titolo
        )
        nome = f"{opts.app_label}_{opts.model_name}_preview"
        return [
            path("<int:pk>/anteprima/", self.admin_site.admin_view(anteprima), name=nome),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Add the checks of the text as it was saved."""
        testo = getattr(obj, self.campo_testo) if obj else ""
        opts = self.model._meta
        context |= {
            "rilievi": controlla(testo),
            "lettura": leggibilita(testo),
            "anteprima": f"admin:{opts.app_label}_{opts.model_name}_preview",
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
