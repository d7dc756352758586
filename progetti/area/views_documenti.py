"""The papers of a project in the area of its bodies: send one, read one, take one back."""

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from core.documenti import dimentica, scarica_o_404
from progetti.area.base import CapofilaMixin, ProgettoEnteMixin
from progetti.area.carte import carica_documento, elimina_documento, si_puo_eliminare
from progetti.area.moduli import DocumentoForm

RICHIESTA_MASSIMA = 12 * 1024 * 1024  # bytes: beyond, the body is not even read


def _alla_pagina(vista):
    """Return the way back to the papers of the project."""
    indirizzo = reverse("area_progetti:detail", args=[vista.ente.slug, vista.progetto.slug])
    return HttpResponseRedirect(f"{indirizzo}#documenti")


class DocumentoNuovoView(CapofilaMixin, FormView):
    """Send a paper to ATS, once."""

    template_name = "progetti/area/documento_nuovo.html"
    form_class = DocumentoForm

    def post(self, request, *args, **kwargs):
        """Read the form; raise RequestDataTooBig for a body that no page of the portal sends."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > RICHIESTA_MASSIMA:
            raise RequestDataTooBig("request body too big")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """Keep the paper, or show the form again with what stands in the way."""
        try:
            carica_documento(progetto=self.progetto, utente=self.request.user, **form.dati())
        except ValidationError as errore:
            form.add_error(None, ValidationError(errore.messages))
            return self.form_invalid(form)
        dimentica(form.cleaned_data["documento_tenuto"])
        messages.success(self.request, _("Documento caricato: ATS lo trova tra quelli da vedere."))
        return _alla_pagina(self)

    def form_invalid(self, form):
        """Show the form with all that was typed, and with the paper."""
        form.ripulita()
        form.tieni()
        return super().form_invalid(form)


class DocumentoMixin(ProgettoEnteMixin):
    """A page on one paper of the project."""

    @cached_property
    def documento(self):
        """Return the paper; raise Http404 for one of another project."""
        return get_object_or_404(self.progetto.documenti, pk=self.kwargs["documento"])

    def controlla(self):
        """Raise Http404 for who may not be here."""
        super().controlla()
        self.documento  # noqa: B018 - raises


class DocumentoView(DocumentoMixin, View):
    """A paper, for the bodies that are in the project."""

    def get(self, request, *args, **kwargs):
        """Return the download; raise Http404 for a paper that is an address alone."""
        if not self.documento.file:
            raise Http404
        return scarica_o_404(
            self.documento.file, nome=f"{slugify(self.documento.titolo)[:80] or 'documento'}.pdf"
        )


class DocumentoEliminaView(DocumentoMixin, CapofilaMixin, TemplateView):
    """“Are you sure?”, and the paper is gone; once ATS has seen it, no more."""

    template_name = "progetti/area/documento_elimina.html"

    def get_context_data(self, **kwargs):
        """Add the paper."""
        return super().get_context_data(**kwargs) | {"documento": self.documento}

    def get(self, request, *args, **kwargs):
        """Ask, or go back when it cannot be taken back any more."""
        if not si_puo_eliminare(self.documento, request.user):
            messages.error(request, _("Questo documento non si può eliminare: chiedi all’ufficio di ATS."))
            return _alla_pagina(self)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Delete it."""
        try:
            elimina_documento(documento=self.documento, utente=request.user)
            messages.success(request, _("Documento eliminato."))
        except ValidationError as errore:
            messages.error(request, errore.messages[0])
        return _alla_pagina(self)
