"""Proposals in the admin: recorded with their protocol, checked line by line, then on to the evaluation."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.admin import AdminInSolaLettura, FiltroDaFare
from progetti.admin.forms_candidature import RiceviForm
from progetti.admin.istruttoria import ChiudiView, ControlloView
from progetti.avvisi.candidature import ricevi
from progetti.models import Candidatura, EventoProgetto, Progetto

ELENCO = "admin:progetti_candidatura_changelist"


def _nello_stato(*stati):
    """Return a function that keeps the proposals whose project is in one of the states."""
    progetti = Progetto.objects.con_stato().filter(stato__in=stati)
    return lambda righe: righe.filter(progetto__in=progetti.values("pk"))


class CandidatureFilter(FiltroDaFare):
    voci = {
        "da_controllare": (
            _("da controllare"),
            lambda righe: _nello_stato("candidatura_presentata", "istruttoria_formale")(righe),
        ),
        "in_valutazione": (_("in valutazione"), lambda righe: _nello_stato("in_valutazione")(righe)),
    }


@admin.register(Candidatura)
class CandidaturaAdmin(AdminInSolaLettura):
    list_display = ["protocollo", "protocollo_data", "progetto", "avviso", "ricevuta_il", "in_tempo"]
    list_filter = [CandidatureFilter, "avviso"]
    list_select_related = ["progetto__alleanza__ambito", "progetto__alleanza__piano", "avviso"]
    search_fields = ["protocollo", "progetto__titolo"]
    search_help_text = _("Cerca per numero di protocollo o titolo.")
    fields = [
        "avviso",
        "progetto",
        "stato",
        "protocollo",
        "protocollo_data",
        "ricevuta_il",
        "in_tempo",
        "importo_richiesto",
        "note",
    ]
    readonly_fields = ["stato", "in_tempo"]
    change_form_template = "admin/progetti/candidatura.html"

    def has_add_permission(self, request):
        return request.user.has_perm("progetti.add_candidatura")

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        viste = {"controllo": (ControlloView, "check"), "chiudi": (ChiudiView, "close")}
        return [
            path(
                f"<int:pk>/{parola}/",
                self.admin_site.admin_view(vista.as_view(admin_site=self.admin_site)),
                name=f"progetti_candidatura_{nome}",
            )
            for parola, (vista, nome) in viste.items()
        ] + super().get_urls()

    def add_view(self, request, form_url="", extra_context=None):
        """Ask what the protocol says of a proposal; record it on POST."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = RiceviForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            candidatura = self._ricevi(request, form)
            if candidatura:
                return HttpResponseRedirect(
                    reverse("admin:progetti_candidatura_check", args=[candidatura.pk])
                )
        contesto = self.admin_site.each_context(request) | {
            "title": _("Registra una proposta"),
            "bottone": _("Registra"),
            "opts": self.opts,
            "form": form,
            "scheda": reverse(ELENCO),
            "elenco": ELENCO,
        }
        return TemplateResponse(request, "admin/core/azione.html", contesto)

    def _ricevi(self, request, form):
        """Record the proposal and return it; None, with the reason in the form, when it cannot be."""
        try:
            candidatura = ricevi(utente=request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return None
        except IntegrityError:
            form.add_error(None, _("Un collega ha appena registrato la stessa proposta."))
            return None
        messages.success(request, _("Registrata. Ora puoi fare il controllo formale."))
        if candidatura.fuori_termine:
            messages.warning(request, _("È arrivata fuori termine: non potrà essere ammessa."))
        return candidatura

    @admin.display(description=_("stato"))
    def stato(self, candidatura):
        progetto = Progetto.objects.con_stato().get(pk=candidatura.progetto_id)
        return EventoProgetto.Tipo(progetto.stato).label if progetto.stato else _("nessun evento")

    @admin.display(description=_("in tempo"), boolean=True)
    def in_tempo(self, candidatura):
        return not candidatura.fuori_termine
