"""The page of a meeting, for everybody who sits: agenda, hours, papers, one's answer, who is there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from comitato.admin.azioni import AzioneSuSeduta, PaginaDelComitato
from comitato.admin.base import DelComitatoMixin
from comitato.composizione.seggi import regolamento
from comitato.models import CartaPunto, Seduta
from comitato.sedute.carte import chiusi, leggibile, leggibili, nome_di, pacchetto
from comitato.sedute.conti import conta, giorno_di
from comitato.sedute.convoca import manca_preavviso
from comitato.sedute.forms import PresenzeForm, RispostaForm
from comitato.sedute.ordine import con_orari, fine
from comitato.sedute.posta import calendario
from comitato.sedute.presenze import annuncia, registra, seggi_di
from core import ics
from core.admin.azioni import CHIAVE_MASSIMA
from core.documenti import scarica_o_404

Stato = Seduta.Stato


class DiSeduta(DelComitatoMixin):
    """A page of a meeting; 404 for one that who asks was not told of."""

    @cached_property
    def seduta(self):
        """Return the meeting; raise Http404 when there is none, or it is still being prepared."""
        righe = Seduta.objects.select_related("piano", "istantanea")
        righe = righe if self.chi.segreteria else righe.convocate()
        if self.kwargs["pk"] > CHIAVE_MASSIMA:
            raise Http404
        return get_object_or_404(righe, pk=self.kwargs["pk"])

    @cached_property
    def risponde(self):
        """Return whether who asks may say how its seat takes part."""
        aperta = self.seduta.stato == Stato.CONVOCATA and not self.seduta.scritta
        return aperta and self.chi.scrive and self.chi.seggio.dimostrativo == self.seduta.dimostrativo


class SedutaView(DiSeduta, PaginaDelComitato):
    """Everything about a meeting in one place."""

    template_name = "admin/comitato/pagina_seduta.html"
    modello = Seduta

    def get_context_data(self, **kwargs):
        """Add agenda, papers that one may read, answer, attendance."""
        seduta = self.seduta
        punti = con_orari(seduta)
        carte = {}
        for carta in leggibili(seduta, self.chi):
            carte.setdefault(carta.punto_id, []).append(carta)
        fuori = chiusi(punti, self.chi)
        for punto in punti:
            punto.leggibili, punto.chiuso = carte.get(punto.pk, []), punto.pk in fuori
        contesto = {
            "title": str(seduta),
            "seduta": seduta,
            "punti": punti,
            "fine": fine(seduta, punti),
            "quante_carte": sum(map(len, carte.values())),
            "presenze": self._presenze(),
            "conti": conta(seduta),
            "regole": regolamento(giorno_di(seduta), dimostrativo=seduta.dimostrativo),
            "corto": manca_preavviso(seduta) if seduta.stato == Stato.PREPARAZIONE else "",
        }
        if self.risponde:
            contesto["risposta"] = kwargs.get("risposta") or self._risposta()
        return super().get_context_data(**kwargs) | contesto

    def _presenze(self):
        """Return (seat, its line or None) for the seats of the day."""
        righe = self.seduta.presenze.select_related("delegato__ente")
        ora = {riga.seggio_id: riga for riga in righe}
        return [(seggio, ora.get(seggio.pk)) for seggio in seggi_di(self.seduta)]

    def _risposta(self):
        """Return the form of the answer, with what was answered."""
        riga = self.seduta.presenze.filter(seggio=self.chi.seggio).first()
        iniziale = {"modo": riga.modo, "delegato": riga.delegato_id} if riga else {}
        return RispostaForm(seduta=self.seduta, seggio=self.chi.seggio, initial=iniziale)


class AnnunciaView(SedutaView):
    """Say how one's seat takes part; the page again, with what stands in the way."""

    http_method_names = ["post", "options"]

    def controlla(self):
        """Raise PermissionDenied for who has no place; Http404 when there is nothing to answer."""
        super().controlla()
        if not self.risponde:
            raise Http404

    def post(self, request, *args, **kwargs):
        """Write the answer."""
        form = RispostaForm(request.POST, seduta=self.seduta, seggio=self.chi.seggio)
        if form.is_valid():
            try:
                annuncia(seduta=self.seduta, chi=self.chi, **form.cleaned_data)
            except ValidationError as errore:
                form.add_error(None, errore.messages)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(risposta=form))
        messages.success(request, _("Grazie: la segreteria lo vede già. Puoi cambiare fino all’apertura."))
        return HttpResponseRedirect(reverse("admin:comitato_meeting", args=[self.seduta.pk]))


class CartaView(DiSeduta, View):
    """One paper, as a download: 404 for who may not read it, as for one that is not there."""

    def get(self, request, pk, carta):
        """Return the file."""
        if carta > CHIAVE_MASSIMA:
            raise Http404
        righe = CartaPunto.objects.select_related("punto__seduta", "punto__candidatura")
        carta = get_object_or_404(righe, pk=carta, punto__seduta=self.seduta)
        if not carta.file or not leggibile(carta, self.chi):
            raise Http404
        return scarica_o_404(carta.file, nome=nome_di(carta))


class PacchettoView(DiSeduta, View):
    """All the papers that one may read, in one zip."""

    def get(self, request, pk):
        """Return the file; raise Http404 when there is nothing to read."""
        carte = leggibili(self.seduta, self.chi)
        if not carte:
            raise Http404
        nome = f"seduta-{self.seduta.numero or self.seduta.pk}-{giorno_di(self.seduta):%Y-%m-%d}.zip"
        return HttpResponse(
            pacchetto(self.seduta, carte),
            content_type="application/zip",
            headers={
                "Content-Disposition": f'attachment; filename="{nome}"',
                "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff",
            },
        )


class IcsView(DiSeduta, View):
    """The meeting as an event for one's own calendar."""

    def get(self, request, pk):
        """Return the iCalendar."""
        return ics.risposta(calendario(self.seduta), f"seduta-{self.seduta.pk}.ics")


class PresenzeView(AzioneSuSeduta):
    """Who is there: every seat on one page, the count after each save."""

    template_name = "admin/comitato/presenze.html"
    form_class = PresenzeForm
    titolo = _("Presenze")
    bottone = _("Registra le presenze")
    fatto = _("Presenze registrate.")

    def get_form_kwargs(self):
        """Give the meeting to the form."""
        kwargs = super().get_form_kwargs()
        kwargs["seduta"] = kwargs.pop("riga")
        return kwargs

    def get_context_data(self, **kwargs):
        """Add the count of now."""
        giorno = giorno_di(self.riga)
        return super().get_context_data(**kwargs) | {
            "conti": conta(self.riga),
            "regole": regolamento(giorno, dimostrativo=self.riga.dimostrativo),
            "si_registra": self.riga.stato == Stato.APERTA and not self.riga.scritta,
        }

    def esegui(self, form):
        """Record them."""
        registra(seduta=self.riga, modi=form.modi(), utente=self.request.user)

    def form_valid(self, form):
        """Record, and stay here: somebody comes late."""
        risposta = super().form_valid(form)
        return (
            HttpResponseRedirect(self.request.path)
            if isinstance(risposta, HttpResponseRedirect)
            else risposta
        )
