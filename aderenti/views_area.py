"""The profile of a body in its own area: sections, preview, what waits for ATS and what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, View

from aderenti.anteprima import anteprima
from aderenti.area import EnteMixin
from aderenti.forms_area import MODULI
from aderenti.forms_risposta import RispostaForm
from aderenti.racconto import in_parole, racconta
from aderenti.services import conferma_scheda
from aderenti.sezioni import PER_CODICE, SEZIONI, compiti, mancano
from aderenti.views import contesto
from core.models import Proposta
from core.proposte import PropostaSuperata, aperta_di, rispondi, ritira, scheda_di

CIFRE = 18  # of a key


class ProfiloMixin(EnteMixin):
    """A page about the profile: the body's sheet and its open proposal."""

    sezione = "scheda"

    @cached_property
    def proposta(self):
        """Return the open proposal about the sheet, None without."""
        return aperta_di(self.ente)

    def get_context_data(self, **kwargs):
        """Add whether citizens see the sheet."""
        pubblica = scheda_di(self.ente).pubblica(self.ente)
        return super().get_context_data(pubblica=pubblica, **kwargs)

    def al_profilo(self):
        """Return the way back to the list of the sections."""
        return redirect("area:profile", self.ente.slug)


class ProfiloView(ProfiloMixin, TemplateView):
    """The sections of the profile, what each misses, and what waits for ATS."""

    template_name = "aderenti/area/profilo.html"

    def get_context_data(self, **kwargs):
        """Add the state of the sections and the open proposal with its story."""
        stato = compiti(self.ente, self.proposta)
        return super().get_context_data(
            compiti=stato,
            mancano=mancano(stato),
            proposta=self.proposta and in_parole(self.proposta, confronto=True),
            risposta=RispostaForm(),
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class SezioneView(ProfiloMixin, TemplateView):
    """The form of a section. Who is no longer signed in finds back what was typed, to copy it."""

    template_name = "aderenti/area/sezione.html"

    def dispatch(self, request, *args, **kwargs):
        """Ask for the login here, so that a text sent too late is not lost."""
        if request.user.is_authenticated:
            return super().dispatch(request, *args, **kwargs)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        testi = _testi(request.POST, MODULI.get(kwargs["sezione"]))
        return render(request, "aderenti/area/sessione_scaduta.html", {"testi": testi}, status=403)

    def controlla(self):
        """Raise Http404 also for a section that does not exist."""
        super().controlla()
        if self.kwargs["sezione"] not in MODULI:
            raise Http404

    def modulo(self, dati=None, file=None):
        """Return the form of the section."""
        return MODULI[self.kwargs["sezione"]](dati, file, oggetto=self.ente)

    def get_context_data(self, **kwargs):
        """Add the form, the section and the one after it."""
        codice = self.kwargs["sezione"]
        dopo = SEZIONI[[s.codice for s in SEZIONI].index(codice) + 1 :][:1]
        kwargs.setdefault("form", self.modulo())
        return super().get_context_data(
            parte=PER_CODICE[codice], successiva=dopo[0] if dopo else None, **kwargs
        )

    def post(self, request, *args, **kwargs):
        """Save what was changed and say what became of it; what is wrong comes back as it was typed."""
        form = self.modulo(request.POST, request.FILES)
        cambiate = form.cambiate() if form.is_valid() else []
        esito = form.salva(request.user) if form.is_valid() else None
        if esito is None:
            return self.render_to_response(self.get_context_data(form=form))
        for livello, testo in racconta(self.ente, cambiate, *esito):
            messages.add_message(request, livello, testo)
        poi = request.POST.get("poi")
        if poi in MODULI:
            return redirect("area:profile-section", self.ente.slug, poi)
        return self.al_profilo()


class AnteprimaView(ProfiloMixin, TemplateView):
    """The public sheet with what waits on top, for who keeps it alone."""

    template_name = "aderenti/area/anteprima.html"

    def get_context_data(self, **kwargs):
        """Add what the public sheet shows, of the copy."""
        bozza, ambiti, certificazioni = anteprima(self.ente, timezone.localdate())
        return (
            super().get_context_data(**kwargs)
            | contesto(bozza)
            | {
                "aderente": bozza,
                "ambiti": ambiti,
                "certificazioni": certificazioni,
                "proposta": self.proposta,
            }
        )


class StoriaView(ProfiloMixin, ListView):
    """Every change of the profile: who, when, and what ATS decided."""

    template_name = "aderenti/area/storia.html"
    paginate_by = 20
    page_kwarg = "pagina"

    def get_queryset(self):
        """Return the proposals about the sheet, the newest first."""
        return Proposta.objects.di(self.ente).prefetch_related("eventi__utente", "oggetto")

    def get_context_data(self, **kwargs):
        """Add the story of those of the page."""
        context = super().get_context_data(**kwargs)
        return context | {"proposte": [in_parole(proposta) for proposta in context["object_list"]]}


class RitiraView(ProfiloMixin, TemplateView):
    """Take back what waits: asks first."""

    template_name = "aderenti/area/ritira.html"

    def get_context_data(self, **kwargs):
        """Add what would be taken back; Http404 when nothing waits."""
        if not self.proposta:
            raise Http404
        return super().get_context_data(proposta=in_parole(self.proposta, confronto=True), **kwargs)

    def post(self, request, *args, **kwargs):
        """Take back the proposal that was shown."""
        try:
            ritira(proposta=self._mostrata(), autore=request.user)
        except PropostaSuperata:
            messages.warning(request, _("Non c’è più nulla da ritirare: ATS ha già deciso. Leggi qui sotto."))
        else:
            messages.success(request, _("Modifica ritirata: nel portale resta tutto com’era."))
        return self.al_profilo()

    def _mostrata(self):
        chiave = self.request.POST.get("proposta", "")
        chiave = chiave if chiave.isdecimal() and len(chiave) <= CIFRE else 0
        proposta = Proposta.objects.di(self.ente).filter(pk=chiave).first()
        if proposta is None:
            raise PropostaSuperata
        return proposta


class RispondiView(ProfiloMixin, TemplateView):
    """Answer the comments of ATS."""

    template_name = "aderenti/area/rispondi.html"

    def get_context_data(self, **kwargs):
        """Add the proposal and the form; Http404 when nothing is open."""
        if not self.proposta:
            raise Http404
        kwargs.setdefault("form", RispostaForm())
        return super().get_context_data(proposta=in_parole(self.proposta, confronto=True), **kwargs)

    def post(self, request, *args, **kwargs):
        """Send the answer; empty or too long, it comes back with the error."""
        form = RispostaForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if self.proposta is None:
                raise PropostaSuperata
            rispondi(proposta=self.proposta, autore=request.user, testo=form.cleaned_data["testo"])
        except PropostaSuperata:
            messages.warning(request, _("ATS ha già deciso: la risposta non serve più. Leggi la storia."))
        except ValidationError as errore:
            form.add_error("testo", errore)
            return self.render_to_response(self.get_context_data(form=form))
        else:
            messages.success(request, _("Risposta mandata ad ATS. La modifica è di nuovo in attesa."))
        return self.al_profilo()


class ConfermaView(ProfiloMixin, View):
    """Say that the sheet is right as it is."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        """Write the day; when a round waits for the body, its page shows what is confirmed."""
        if self.ente.conferme.in_attesa().exists():
            return redirect("area:confirm", self.ente.slug)
        conferma_scheda(organizzazione=self.ente, data=timezone.localdate())
        messages.success(request, _("Grazie: la scheda è confermata con la data di oggi."))
        return self.al_profilo()


def _testi(dati, modulo):
    """Return [(label, text)] of what was typed in a form that could not be received."""
    etichette = {nome: campo.label for nome, campo in modulo.base_fields.items()} if modulo else {}
    scritti = [nome for nome in dati if nome not in ("csrfmiddlewaretoken", "base", "poi")]
    testi = [(etichette.get(nome) or nome, "\n".join(dati.getlist(nome))) for nome in scritti]
    return [(nome, testo) for nome, testo in testi if testo.strip()]
