"""Asking to join the Rete, without an account: the form, and the pages that the link in the e-mail opens."""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.views.generic import FormView, TemplateView, View

from aderenti.domande import correzioni_di, invia_domanda, rispedisci, ritira_domanda, voci_di
from aderenti.forms_domande import CorreggiForm, DomandaForm
from aderenti.models import DomandaAdesione, Organizzazione
from core.documenti import dimentica, scarica
from core.protezione import consenti, pagina_anonima

LIMITE = {"azione": "aderisci", "limite": 6, "secondi": 3600}
PER_INDIRIZZO = {"azione": "aderisci-indirizzo", "limite": 4, "secondi": 24 * 3600}
FILE_TENUTI = {"azione": "aderisci-file", "limite": 30, "secondi": 3600}
RICHIESTA_MASSIMA = 12 * 1024 * 1024  # bytes: beyond, the body is not even read
INVIATA = "inviata"


class ConFileView(FormView):
    """A form that keeps the paper chosen, whatever else is wrong with it."""

    def post(self, request, *args, **kwargs):
        """Read the form; raise RequestDataTooBig for a body that no page of the portal sends."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > RICHIESTA_MASSIMA:
            raise RequestDataTooBig("request body too big")
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form, status=200):
        """Show the form again with all that was typed, and with the paper."""
        form.ripulita()
        if form.cleaned_data.get("documento") and consenti(self.request, **FILE_TENUTI):
            form.tieni()
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def form_valid(self, form):
        """Send, unless too many came from here or for that address."""
        if not consenti(self.request, **LIMITE) or not self.ammesso(form):
            return self.form_invalid(form.troppe(), status=429)
        try:
            domanda = self.manda(form)
        except IntegrityError:
            form.gia_aperta()
            return self.form_invalid(form)
        except ValidationError as errore:
            form.add_error(None, errore)
            return self.form_invalid(form)
        dimentica(form.cleaned_data["documento_tenuto"])
        return HttpResponseRedirect(f"{domanda.pagina()}?{INVIATA}=si")

    def ammesso(self, form):
        """Return whether one more may be sent."""
        return True


@method_decorator(pagina_anonima, name="dispatch")
class AderisciView(ConFileView):
    """The form to ask to join."""

    form_class = DomandaForm
    template_name = "aderenti/aderisci.html"

    def get_context_data(self, **kwargs):
        """Add whom to ask for the paper to sign (empty when the portal has no address)."""
        return super().get_context_data(**kwargs) | {"contatto": settings.CONTACT_EMAIL}

    def ammesso(self, form):
        """Count the letters to one address too: nobody is flooded by somebody else's hand."""
        chi = form.cleaned_data["referente_email"].lower()
        return consenti(self.request, **PER_INDIRIZZO, chi=chi)

    def manda(self, form):
        """Send the request and return it."""
        return invia_domanda(campi=form.campi(), documento=form.cleaned_data["allegato"])


@method_decorator(pagina_anonima, name="dispatch")
class DomandaMixin(View):
    """A page of one request: its address, that nobody can guess, opens it alone."""

    @cached_property
    def domanda(self):
        """Return the request; raise Http404 for any other address."""
        domande = DomandaAdesione.objects.select_related(
            "categoria", "forma_giuridica", "comune", "organizzazione"
        )
        return get_object_or_404(domande, codice=self.kwargs["codice"])

    def dispatch(self, request, *args, **kwargs):
        """Look for the request first."""
        self.domanda  # noqa: B018 - raises
        return super().dispatch(request, *args, **kwargs)


class DomandaView(DomandaMixin, TemplateView):
    """Where the request is, what happens next, what was sent."""

    template_name = "aderenti/domanda.html"

    def get_context_data(self, **kwargs):
        """Add the history without names, and the whole address to keep."""
        domanda = self.domanda
        stato = DomandaAdesione.Stato
        toni = {stato.ACCOLTA: "positivo", stato.RESPINTA: "negativo", stato.RITIRATA: "neutro"}
        return super().get_context_data(**kwargs) | {
            "domanda": domanda,
            "appena_inviata": INVIATA in self.request.GET and domanda.stato == stato.INVIATA,
            "tono": toni.get(domanda.stato, "attesa"),
            "correzioni": correzioni_di(domanda),
            "eventi": [(localdate(evento.quando), evento) for evento in domanda.eventi.all()],
            "voci": voci_di(domanda),
            "pubblica": Organizzazione.objects.pubblicati().filter(pk=domanda.organizzazione_id).exists(),
            "indirizzo": settings.SITE_URL + domanda.pagina(),
            "contatto": settings.CONTACT_EMAIL,
        }


class CorreggiView(DomandaMixin, ConFileView):
    """The fields that ATS gave back; 404 when it gave back none."""

    form_class = CorreggiForm
    template_name = "aderenti/domanda_correggi.html"

    def get_form_kwargs(self):
        """Add the request; raise Http404 when it does not wait for corrections."""
        if self.domanda.stato != DomandaAdesione.Stato.DA_CORREGGERE:
            raise Http404
        return super().get_form_kwargs() | {"domanda": self.domanda}

    def get_context_data(self, **kwargs):
        """Add the request."""
        return super().get_context_data(**kwargs) | {"domanda": self.domanda}

    def manda(self, form):
        """Send the request again and return it."""
        return rispedisci(
            domanda=self.domanda, campi=form.campi(), documento=form.cleaned_data.get("allegato")
        )


class RitiraView(DomandaMixin, TemplateView):
    """“Are you sure?”, and the request is closed. One that is closed already only shows how."""

    template_name = "aderenti/domanda_ritira.html"

    def get(self, request, *args, **kwargs):
        """Ask, or go back when there is nothing to ask."""
        if not self.domanda.aperta:
            return HttpResponseRedirect(self.domanda.pagina())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the request."""
        return super().get_context_data(**kwargs) | {"domanda": self.domanda}

    def post(self, request, *args, **kwargs):
        """Withdraw it, unless it has been closed meanwhile: its page says how."""
        with suppress(ValidationError):
            ritira_domanda(domanda=self.domanda)
        return HttpResponseRedirect(self.domanda.pagina())


class DocumentoView(DomandaMixin, View):
    """The signed paper, for who has the link."""

    def get(self, request, *args, **kwargs):
        """Return the download; raise Http404 when the request has none."""
        if not self.domanda.documento:
            raise Http404
        return scarica(self.domanda.documento, nome="adesione.pdf")
