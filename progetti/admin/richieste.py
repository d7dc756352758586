"""The requests of the capofila in the admin, the oldest first: accept, with its effect shown, or refuse."""

from django.contrib import admin
from django.http import Http404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin import AdminInSolaLettura, FiltroDaFare
from core.admin.azioni import AzioneView, RigaInGestione
from core.documenti import scarica
from progetti.models import Progetto, RichiestaProgetto
from progetti.vita.moduli_richieste import AccogliForm, RispondiNoForm
from progetti.vita.richieste import accogli, che_cosa, rispondi_no

Stato = RichiestaProgetto.Stato


class RispostaView(AzioneView):
    """An answer to a request; who comes second is told how it was closed."""

    modello = RichiestaProgetto
    permission_required = ("progetti.change_richiestaprogetto", "progetti.add_eventoprogetto")
    template_name = "admin/progetti/risposta.html"

    @cached_property
    def progetto(self):
        """Return the project with its state and its dates of today."""
        return Progetto.objects.con_nome().con_stato().con_date().get(pk=self.riga.progetto_id)

    def get_context_data(self, **kwargs):
        """Add what is asked and where the project is."""
        return super().get_context_data(**kwargs) | {
            "progetto": self.progetto,
            "cosa": che_cosa(self.riga),
        }


class AccogliView(RispostaView):
    """Accept: the request becomes an event of the project."""

    form_class = AccogliForm
    titolo = _("Accogli la richiesta")
    bottone = _("Accogli e scrivi al capofila")
    fatto = _("Richiesta accolta: l'evento è registrato e l'e-mail è in partenza.")

    def get_context_data(self, **kwargs):
        """Add the effect of accepting."""
        return super().get_context_data(**kwargs) | {"effetto": True}

    def esegui(self, form):
        """Accept it."""
        accogli(richiesta=self.riga, utente=self.request.user, **form.cleaned_data)


class RispondiNoView(RispostaView):
    """Refuse with the reason."""

    form_class = RispondiNoForm
    titolo = _("Non accogliere la richiesta")
    bottone = _("Non accogliere e manda il motivo")
    fatto = _("Richiesta non accolta: l'e-mail con il motivo è in partenza.")
    pericolo = True

    def esegui(self, form):
        """Refuse it."""
        rispondi_no(richiesta=self.riga, utente=self.request.user, **form.cleaned_data)


class DocumentoView(RigaInGestione):
    """The paper sent with a request, as a download."""

    modello = RichiestaProgetto
    permission_required = "progetti.view_richiestaprogetto"

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 when there is none."""
        if not self.riga.documento:
            raise Http404
        return scarica(self.riga.documento, nome=f"richiesta-{self.riga.pk}.pdf")


class RichiesteFilter(FiltroDaFare):
    voci = {"in_attesa": (_("in attesa"), lambda righe: righe.filter(stato=Stato.IN_ATTESA))}


@admin.register(RichiestaProgetto)
class RichiestaProgettoAdmin(AdminInSolaLettura):
    list_display = ["progetto", "tipo", "nuova_fine", "stato", "chiesta_il", "chiusa_il"]
    list_filter = [RichiesteFilter, "tipo", "stato"]
    list_select_related = ["progetto__alleanza__ambito", "progetto__alleanza__piano"]
    search_fields = ["progetto__titolo", "progetto__code", "motivo"]
    search_help_text = _("Cerca per progetto o per motivo.")
    ordering = ["chiesta_il", "pk"]
    change_form_template = "admin/progetti/richiesta.html"
    fields = [
        "scheda",
        "tipo",
        "nuova_fine",
        "motivo",
        "pdf",
        "stato",
        "chiesta_il",
        "chiesta_da",
        "risposta",
        "evento",
        "chiusa_il",
        "chiusa_da",
    ]
    readonly_fields = fields

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        pagine = {
            "accogli": ("accept", AccogliView),
            "non-accogliere": ("decline", RispondiNoView),
            "documento": ("document", DocumentoView),
        }
        return [
            path(
                f"<int:pk>/{percorso}/",
                self.admin_site.admin_view(vista.as_view(admin_site=self.admin_site)),
                name=f"progetti_richiestaprogetto_{nome}",
            )
            for percorso, (nome, vista) in pagine.items()
        ] + super().get_urls()

    @admin.display(description=_("progetto"))
    def scheda(self, richiesta):
        indirizzo = reverse("admin:progetti_progetto_change", args=[richiesta.progetto_id])
        return format_html('<a href="{}">{}</a>', indirizzo, richiesta.progetto)

    @admin.display(description=_("documento"))
    def pdf(self, richiesta):
        if not richiesta.documento:
            return "–"
        indirizzo = reverse("admin:progetti_richiestaprogetto_document", args=[richiesta.pk])
        return format_html('<a href="{}">{}</a>', indirizzo, _("Scarica il PDF"))
