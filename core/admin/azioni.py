"""Pages of the admin that do one action on one row: a form, the action, what stood in the way."""

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

from core.guardie import limita

CHIAVE_MASSIMA = 2**63 - 1


class RigaInGestione(PermissionRequiredMixin, View):
    """A page about one row of ``modello``, named by its key in the address."""

    admin_site = None
    modello = None
    raise_exception = True

    @cached_property
    def riga(self):
        """Return the row; raise Http404 when there is none."""
        if self.kwargs["pk"] > CHIAVE_MASSIMA:
            raise Http404
        return get_object_or_404(
            limita(self.request, self.modello._default_manager.all()), pk=self.kwargs["pk"]
        )

    def scheda(self):
        """Return the address of the row in the admin."""
        opts = self.modello._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[self.riga.pk])


class AzioneView(RigaInGestione, FormView):
    """One action: ``esegui(form)`` does it, or raises ValidationError with words for people.

    ``titolo``, ``bottone``, ``fatto`` are what the page says; ``pericolo`` is for what cannot be undone. The
    form is given the row, as ``riga``.
    """

    template_name = "admin/core/azione.html"
    titolo = bottone = fatto = None
    pericolo = False

    def avviso(self):
        """Return what to know before doing it; empty when there is nothing."""
        return ""

    def get_form_kwargs(self):
        """Add the row."""
        return super().get_form_kwargs() | {"riga": self.riga}

    def get_context_data(self, **kwargs):
        """Add the page of the admin."""
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": self.titolo,
                "bottone": self.bottone,
                "pericolo": self.pericolo,
                "avviso": self.avviso(),
                "riga": self.riga,
                "scheda": self.scheda(),
                "opts": self.modello._meta,
                "elenco": f"admin:{self.modello._meta.app_label}_{self.modello._meta.model_name}_changelist",
            }
        )

    def form_valid(self, form):
        """Do it; show the form again with what stands in the way."""
        try:
            self.esegui(form)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
        except IntegrityError:
            form.add_error(None, _("Nel frattempo il registro è cambiato: controlla e riprova."))
        if not form.is_valid():
            return self.form_invalid(form)
        messages.success(self.request, self.fatto)
        return HttpResponseRedirect(self.scheda())
