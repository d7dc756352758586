"""The Comitato in the admin: its seats, who takes part for them, its rules, the duties of the year."""

from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comitato.accesso import e_segreteria
from comitato.admin.azioni import TuttoPrima, indirizzi
from comitato.admin.base import AdminDelComitato
from comitato.admin.composizione_pagine import (
    CalendarioIcsView,
    CalendarioView,
    ComposizioneDownloadView,
    ComposizioneView,
    CopiaAnnoView,
    FattoView,
    IndirizzoView,
    RevocaView,
)
from comitato.composizione.forms import NominaForm
from comitato.composizione.persone import nomina
from comitato.models import Adempimento, Componente, Regolamento, Seggio
from core.admin import AdminInSolaLettura

UN_MESE = timedelta(days=30)


def _senza_titolare(righe):
    """Keep the seats in force with a vote that no full member takes part for today."""
    titolari = Componente.objects.al().filter(seggio=OuterRef("pk"), ruolo=Componente.Ruolo.TITOLARE)
    oggi = righe.filter(pk__in=Seggio.objects.al().values("pk"))
    return oggi.filter(con_voto=True, dimostrativo=False).exclude(Exists(titolari))


class SeggiFilter(TuttoPrima):
    voci = {"senza_titolare": (_("senza un titolare che entri nel portale"), _senza_titolare)}
    altre = {
        "in_vigore": (
            _("in vigore oggi"),
            lambda righe: righe.filter(pk__in=Seggio.objects.al().values("pk")),
        )
    }


@admin.register(Seggio)
class SeggioAdmin(AdminDelComitato):
    list_display = ["ente", "ruolo", "con_voto", "in_rappresentanza_di", "dal", "al", "dimostrativo"]
    list_filter = [SeggiFilter, "ruolo", "con_voto", "dimostrativo"]
    list_select_related = ["ente"]
    search_fields = ["ente__denominazione", "in_rappresentanza_di"]
    search_help_text = _("Cerca per ente o per chi rappresenta.")
    change_list_template = "admin/comitato/seggi.html"
    change_form_template = "admin/comitato/seggio.html"
    aiuti = {"con_voto": _("Chi non ha voto non conta nel numero legale.")}

    def get_urls(self):
        pagine = {
            "composizione/": ("comitato_composition", ComposizioneView),
            "composizione/<slug:formato>/": ("comitato_composition_download", ComposizioneDownloadView),
        }
        return indirizzi(self.admin_site, pagine) + super().get_urls()

    def da_fare(self, request):
        return super().da_fare(request) if e_segreteria(request.user) else []


class ComponentiFilter(TuttoPrima):
    voci = {
        "in_scadenza": (
            _("incarichi che finiscono entro 30 giorni"),
            lambda righe: righe.filter(al__range=(timezone.localdate(), timezone.localdate() + UN_MESE)),
        )
    }
    altre = {
        "in_vigore": (
            _("in vigore oggi"),
            lambda righe: righe.filter(pk__in=Componente.objects.al().values("pk")),
        )
    }


@admin.register(Componente)
class ComponenteAdmin(AdminInSolaLettura, AdminDelComitato):
    """Places are given and taken back, never rewritten."""

    list_display = ["utente", "seggio", "ruolo", "dal", "al"]
    list_filter = [ComponentiFilter, "ruolo"]
    list_select_related = ["utente", "seggio__ente"]
    search_fields = ["utente__email", "seggio__ente__denominazione"]
    search_help_text = _("Cerca per indirizzo e-mail o per ente.")
    change_form_template = "admin/comitato/componente.html"
    fields = ["utente", "seggio", "ruolo", "dal", "al", "creato_il"]
    readonly_fields = ["creato_il"]

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and e_segreteria(request.user)

    def has_add_permission(self, request):
        return request.user.has_perm("comitato.add_componente")

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        return (
            indirizzi(self.admin_site, {"<int:pk>/fine/": ("comitato_componente_end", RevocaView)})
            + super().get_urls()
        )

    def add_view(self, request, form_url="", extra_context=None):
        """Ask who takes part for which seat; give the place on POST."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NominaForm(request.POST or None, initial=self._da_proporre(request))
        if request.method == "POST" and form.is_valid():
            componente = self._nomina(request, form)
            if componente:
                pagina = reverse("admin:comitato_componente_change", args=[componente.pk])
                return HttpResponseRedirect(pagina)
        elenco = "admin:comitato_componente_changelist"
        contesto = self.admin_site.each_context(request) | {
            "title": _("Dai un posto nel Comitato"),
            "bottone": _("Dai il posto"),
            "opts": self.opts,
            "form": form,
            "scheda": reverse(elenco),
            "elenco": elenco,
        }
        return TemplateResponse(request, "admin/core/azione.html", contesto)

    def _da_proporre(self, request):
        """Return what the form starts with: the seat that the link names."""
        chiesto = request.GET.get("seggio", "")
        return {"seggio": chiesto} if chiesto.isdecimal() and len(chiesto) < 19 else {}

    def _nomina(self, request, form):
        """Give the place and return it; None, with the reason in the form, when it cannot be."""
        try:
            componente = nomina(utente=request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return None
        except IntegrityError:
            form.add_error(None, _("Un collega ha appena cambiato lo stesso incarico: riprova."))
            return None
        self.log_addition(request, componente, str(_("posto dato nel Comitato")))
        messages.success(request, _("Fatto: da quel giorno entra nelle pagine del Comitato."))
        return componente


@admin.register(Regolamento)
class RegolamentoAdmin(AdminDelComitato):
    list_display = [
        "titolo",
        "dal",
        "al",
        "quorum",
        "deleghe",
        "preavviso",
        "procedura_scritta",
        "dimostrativo",
    ]
    list_filter = ["dimostrativo"]
    search_fields = ["titolo"]
    search_help_text = _("Cerca per titolo.")
    aiuti = {
        "quorum_pct": _("La seduta è valida con più di questa quota: 50 vuol dire la metà più uno. ")
        + _("Vuoto: il regolamento non lo dice, e il portale non calcola il numero legale."),
        "deleghe_massime": _("Vuoto: il regolamento non lo dice, e le deleghe contano tutte."),
        "giorni_convocazione": _("Vuoto: il regolamento non lo dice, e il preavviso non si controlla."),
        "giorni_procedura_scritta": _("Vuoto: il regolamento non lo dice, e il termine non si controlla."),
    }

    @admin.display(description=_("quorum"))
    def quorum(self, regolamento):
        pct = regolamento.quorum_pct
        return _("più del %(pct)s%%") % {"pct": pct} if pct is not None else _("non lo dice")

    @admin.display(description=_("deleghe al massimo"))
    def deleghe(self, regolamento):
        massime = regolamento.deleghe_massime
        return _("non lo dice") if massime is None else massime

    @admin.display(description=_("giorni di preavviso"))
    def preavviso(self, regolamento):
        giorni = regolamento.giorni_convocazione
        return _("non lo dice") if giorni is None else giorni

    @admin.display(description=_("procedura scritta"))
    def procedura_scritta(self, regolamento):
        giorni = regolamento.giorni_procedura_scritta
        termine = _("non dice in quanti giorni") if giorni is None else _("%(n)s giorni") % {"n": giorni}
        return (
            _("%(termine)s, chi tace è favorevole") % {"termine": termine}
            if (regolamento.silenzio_assenso)
            else termine
        )


class AdempimentiFilter(TuttoPrima):
    voci = {
        "in_ritardo": (
            _("adempimenti in ritardo"),
            lambda righe: righe.filter(fatto_il=None, giorno__lt=timezone.localdate(), dimostrativo=False),
        )
    }
    altre = {"da_fare": (_("da fare"), lambda righe: righe.filter(fatto_il=None))}


@admin.register(Adempimento)
class AdempimentoAdmin(AdminDelComitato):
    list_display = ["titolo", "giorno", "ente", "ogni_anno", "fatto_il", "dimostrativo"]
    list_filter = [AdempimentiFilter, "ogni_anno", "dimostrativo"]
    search_fields = ["titolo", "ente__denominazione"]
    search_help_text = _("Cerca per che cosa o per chi se ne occupa.")
    date_hierarchy = "giorno"
    change_list_template = "admin/comitato/adempimenti.html"

    def get_urls(self):
        pagine = {
            "calendario/": ("comitato_calendar", CalendarioView),
            "calendario/comitato.ics": ("comitato_calendar_ics", CalendarioIcsView),
            "calendario/indirizzo/": ("comitato_calendar_address", IndirizzoView),
            "calendario/<int:anno>/copia/": ("comitato_adempimento_copy", CopiaAnnoView),
            "<int:pk>/fatto/": ("comitato_adempimento_done", FattoView),
        }
        return indirizzi(self.admin_site, pagine) + super().get_urls()

    def da_fare(self, request):
        return super().da_fare(request) if e_segreteria(request.user) else []
