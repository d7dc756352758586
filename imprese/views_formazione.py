"""Training: courses, enrolment without account, the page of an enrolment, certificates."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, TemplateView, View

from core import ics
from core.fonti import carica_fonti
from core.protezione import consenti, pagina_anonima
from core.pubblico import pagina_pubblica
from imprese.formazione import attestati, iscrizioni
from imprese.formazione.forms import AttestatoForm, GradimentoForm, IscriviForm
from imprese.formazione.ics import calendario
from imprese.formazione.vita import giudica
from imprese.models import Iscrizione, Percorso

ORA, GIORNO = 3600, 86_400  # seconds
Stato = Iscrizione.Stato


def _visibili():
    return Percorso.objects.pubblicati().select_related("organizzatore", "comune")


@method_decorator(pagina_pubblica, name="dispatch")
class PercorsiView(TemplateView):
    """The courses: those to come, then the last that are over."""

    template_name = "imprese/formazione/elenco.html"

    def get_context_data(self, **kwargs):
        """Add the courses."""
        return super().get_context_data(**kwargs) | {
            "in_arrivo": _visibili().in_arrivo(),
            "passati": _visibili().passati()[:20],
        }


@method_decorator(pagina_pubblica, name="dispatch")
class PercorsoView(DetailView):
    """A course with its days and how many seats are left."""

    template_name = "imprese/formazione/percorso.html"
    context_object_name = "percorso"

    def get_queryset(self):
        """Return the published courses."""
        return _visibili().prefetch_related("incontri")

    def get_context_data(self, **kwargs):
        """Add seats, whether enrolments are open, sources."""
        carica_fonti([self.object])
        return super().get_context_data(**kwargs) | {
            "liberi": max(iscrizioni.posti_liberi(self.object), 0),
            "aperte": iscrizioni.aperte(self.object),
            "finito": self.object.finisce <= timezone.now(),
        }


@method_decorator(pagina_pubblica, name="dispatch")
class CalendarioView(View):
    """The meetings to come of every course, as a feed."""

    def get(self, request):
        """Return the iCalendar."""
        percorsi = Percorso.objects.pubblicati().in_arrivo().prefetch_related("incontri")
        return ics.risposta(calendario(percorsi), "formazione.ics")


@method_decorator(pagina_pubblica, name="dispatch")
class CalendarioPercorsoView(View):
    """The meetings of one course."""

    def get(self, request, slug):
        """Return the iCalendar; raise Http404."""
        percorso = Percorso.objects.pubblicati().prefetch_related("incontri").filter(slug=slug).first()
        if percorso is None:
            raise Http404
        return ics.risposta(calendario([percorso]), f"{slug}.ics")


@method_decorator(pagina_anonima, name="dispatch")
class IscriviView(FormView):
    """Ask for a seat; the page after it says the same to everybody."""

    form_class = IscriviForm
    template_name = "imprese/formazione/iscriviti.html"

    @cached_property
    def percorso(self):
        """Return the course; raise Http404."""
        percorso = _visibili().filter(slug=self.kwargs["slug"]).first()
        if percorso is None:
            raise Http404
        return percorso

    def get_context_data(self, **kwargs):
        """Add the course, whether there is a seat or a waiting list."""
        return super().get_context_data(**kwargs) | {
            "percorso": self.percorso,
            "aperte": iscrizioni.aperte(self.percorso),
            "liberi": max(iscrizioni.posti_liberi(self.percorso), 0),
        }

    def form_valid(self, form):
        """Queue the mail to confirm."""
        if not consenti(self.request, azione="formazione", limite=20, secondi=ORA):
            return self.render_to_response(self.get_context_data(form=form.troppe()), status=429)
        dati = {nome: valore for nome, valore in form.cleaned_data.items() if nome != "sito_web"}
        try:
            if consenti(self.request, azione="formazione-per", limite=10, secondi=GIORNO, chi=dati["email"]):
                iscrizioni.iscrivi(percorso=self.percorso, **dati)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        contesto = {"percorso": self.percorso, "ore": iscrizioni.ORE_PER_CONFERMARE}
        return render(self.request, "imprese/formazione/scritto.html", contesto)


@method_decorator(pagina_anonima, name="dispatch")
class IscrizioneView(TemplateView):
    """The page of an enrolment, that the code in the e-mail opens: confirm, cancel, materials, certificate.

    A GET changes nothing: programs that follow links confirm nobody.
    """

    template_name = "imprese/formazione/iscrizione.html"

    @cached_property
    def iscrizione(self):
        """Return the enrolment; raise Http404 for an unknown code, or once its data are gone."""
        righe = Iscrizione.objects.select_related("percorso", "attestato")
        riga = righe.filter(codice=self.kwargs["codice"], anonima_il=None).first()
        if riga is None:
            raise Http404
        return riga

    def dispatch(self, request, *args, **kwargs):
        """Answer; a code that opens nothing is a 404 with words of its own."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            return render(request, "imprese/formazione/assente.html", status=404)

    def get_context_data(self, **kwargs):
        """Add the course with its dates and the form of the feedback once it is over."""
        percorso = (
            Percorso.objects.con_date().prefetch_related("incontri").get(pk=self.iscrizione.percorso_id)
        )
        finito = percorso.finisce is not None and percorso.finisce <= timezone.now()
        return super().get_context_data(**kwargs) | {
            "iscrizione": self.iscrizione,
            "percorso": percorso,
            "finito": finito,
            "giudica": finito
            and percorso.annullato_il is None
            and self.iscrizione.stato == Stato.CONFERMATA
            and not self.iscrizione.ha_giudicato,
            "attestato": getattr(self.iscrizione, "attestato", None),
            "gradimento": kwargs.get("gradimento") or GradimentoForm(),
        }

    def post(self, request, codice):
        """Do what the button says; come back to the page, or say what stands in the way."""
        self.iscrizione  # noqa: B018 - raises
        passi = {"conferma": self._conferma, "annulla": self._annulla, "gradimento": self._gradimento}
        passo = passi.get(request.POST.get("passo", ""))
        if passo is None:
            return redirect("imprese:enrolment", codice=codice)
        return passo(codice)

    def _conferma(self, codice):
        try:
            iscrizioni.conferma(codice=codice)
        except ValidationError as errore:
            return self.render_to_response(self.get_context_data(errori=errore.messages), status=409)
        return redirect("imprese:enrolment", codice=codice)

    def _annulla(self, codice):
        iscrizioni.annulla(codice=codice)
        return redirect("imprese:enrolment", codice=codice)

    def _gradimento(self, codice):
        form = GradimentoForm(self.request.POST)
        contesto = self.get_context_data(gradimento=form)
        if not contesto["giudica"] and not self.iscrizione.ha_giudicato:
            raise Http404
        if not form.is_valid() or not consenti(self.request, azione="gradimento", limite=10, secondi=ORA):
            return self.render_to_response(contesto)
        dati = form.cleaned_data
        giudica(codice=codice, voto=dati["voto"], testo=dati["testo"])
        return self.render_to_response(self.get_context_data() | {"grazie": True})


@method_decorator(pagina_anonima, name="dispatch")
class AttestatoPdfView(View):
    """The certificate of an enrolment."""

    def get(self, request, codice):
        """Return the PDF; 404 without a certificate."""
        riga = Iscrizione.objects.select_related("percorso", "attestato").filter(codice=codice).first()
        attestato = getattr(riga, "attestato", None)
        if attestato is None or riga.anonima_il:
            raise Http404
        return attestati.in_pdf(attestato)


@method_decorator(pagina_anonima, name="dispatch")
class VerificaView(TemplateView):
    """Whether a certificate is of the Rete: title, days, hours; never who."""

    template_name = "imprese/formazione/attestati.html"

    def get_context_data(self, **kwargs):
        """Add the certificate of the code asked for, None when there is none."""
        form = AttestatoForm(self.request.GET or None)
        contesto = super().get_context_data(**kwargs) | {"form": form}
        if not form.is_valid():
            return contesto
        attestato = attestati.trova(form.cleaned_data["codice"])
        return contesto | {"cercato": True, "attestato": attestato}
