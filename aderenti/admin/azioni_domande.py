"""The decisions on a request to join, a page each: the form says what it needs, the action does the rest."""

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from aderenti.admin.organizzazione import ConfermaForm
from aderenti.domande import accogli_domanda, chiedi_correzioni, respingi_domanda
from aderenti.doppioni import doppioni
from aderenti.forms_domande import CAMPI, DomandaForm
from aderenti.models import DomandaAdesione, Organizzazione
from core.documenti import scarica

TESTO = {"rows": 2, "class": "vLargeTextField"}


class AccogliForm(ConfermaForm):
    """Date and act of the adhesion, and whether the body is in the register already."""

    organizzazione = forms.ModelChoiceField(
        label=_("Organizzazione"),
        queryset=Organizzazione.objects.none(),
        required=False,
        empty_label=_("Crea una nuova organizzazione"),
        help_text=_("Se è già nel registro scegli la sua scheda: si completano solo le voci vuote."),
    )

    def __init__(self, *args, domanda, **kwargs):
        super().__init__(*args, **kwargs)
        attivi = Organizzazione.objects.attivi().values("pk")
        self.fields["organizzazione"].queryset = Organizzazione.objects.exclude(pk__in=attivi)
        uguali = doppioni(denominazione=domanda.denominazione, codice_fiscale=domanda.codice_fiscale)
        self.initial["organizzazione"] = next((d.organizzazione.pk for d in uguali if d.stesso_codice), None)


class CorrezioniForm(forms.Form):
    """A comment for each field that is to be corrected; the others stay empty."""

    def __init__(self, *args, domanda, **kwargs):
        super().__init__(*args, **kwargs)
        for campo in CAMPI:
            self.fields[campo] = forms.CharField(
                label=DomandaForm.base_fields[campo].label,
                initial=domanda.correzioni.get(campo, ""),
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs=TESTO),
            )


class RespingiForm(forms.Form):
    """Why the request is declined."""

    motivo = forms.CharField(
        label=_("Motivo"),
        max_length=2000,
        widget=forms.Textarea(attrs=TESTO | {"rows": 5}),
        help_text=_("Lo legge chi ha mandato la domanda: parte con l'e-mail."),
    )

    def __init__(self, *args, domanda, **kwargs):
        super().__init__(*args, **kwargs)


class DomandaInGestione(PermissionRequiredMixin, View):
    """A page about one request, for who has the permission."""

    admin_site = None
    permission_required = "aderenti.change_domandaadesione"
    raise_exception = True

    @cached_property
    def domanda(self):
        """Return the request; raise Http404 when there is none."""
        return get_object_or_404(DomandaAdesione, codice=self.kwargs["codice"])

    def scheda(self):
        """Return the address of the request in the admin."""
        return reverse("admin:aderenti_domandaadesione_change", args=[self.domanda.pk])


class DecisioneView(DomandaInGestione, FormView):
    """One decision: ``decidi(form)`` does it; who comes second is told who decided."""

    template_name = "admin/aderenti/decisione.html"
    titolo = bottone = fatto = None
    pericolo = False

    def get_form_kwargs(self):
        """Add the request."""
        return super().get_form_kwargs() | {"domanda": self.domanda}

    def get_context_data(self, **kwargs):
        """Add the page of the admin."""
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": self.titolo,
                "bottone": self.bottone,
                "pericolo": self.pericolo,
                "domanda": self.domanda,
                "scheda": self.scheda(),
                "opts": DomandaAdesione._meta,
            }
        )

    def form_valid(self, form):
        """Decide; show the form again with what stands in the way."""
        try:
            self.decidi(form)
        except ValidationError as errore:
            form.add_error(None, errore)
        except IntegrityError:
            form.add_error(None, _("Nel frattempo il registro è cambiato: controlla e riprova."))
        if not form.is_valid():
            return self.form_invalid(form)
        messages.success(self.request, self.fatto)
        return HttpResponseRedirect(self.scheda())


class AccogliView(DecisioneView):
    """Accept: the body is a member, its referent is invited."""

    form_class = AccogliForm
    titolo = _("Accogli la domanda")
    bottone = _("Accogli e manda l'invito")
    fatto = _("Domanda accolta: l'ente è aderente e l'invito è in partenza.")

    def decidi(self, form):
        """Accept the request."""
        accogli_domanda(domanda=self.domanda, utente=self.request.user, **form.cleaned_data)


class CorreggiView(DecisioneView):
    """Give back field by field."""

    form_class = CorrezioniForm
    titolo = _("Chiedi correzioni")
    bottone = _("Manda le correzioni")
    fatto = _("Correzioni chieste: l'e-mail è in partenza.")

    def decidi(self, form):
        """Ask for the corrections."""
        chiedi_correzioni(domanda=self.domanda, correzioni=form.cleaned_data, utente=self.request.user)


class RespingiView(DecisioneView):
    """Decline with the reason."""

    form_class = RespingiForm
    titolo = _("Respingi la domanda")
    bottone = _("Respingi e manda il motivo")
    fatto = _("Domanda respinta: l'e-mail con il motivo è in partenza.")
    pericolo = True

    def decidi(self, form):
        """Decline the request."""
        respingi_domanda(domanda=self.domanda, motivo=form.cleaned_data["motivo"], utente=self.request.user)


class DocumentoView(DomandaInGestione):
    """The signed paper, as a download."""

    permission_required = "aderenti.view_domandaadesione"

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 when there is none."""
        if not self.domanda.documento:
            raise Http404
        return scarica(self.domanda.documento, nome=f"adesione-{self.domanda.pk}.pdf")
