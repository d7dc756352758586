"""The pages of a table that goes out and comes back: download, upload, preview, confirmation.

A room gives the receptions (``ricezioni()``), the addresses (``indirizzo(pagina, …)``) and the frame.
"""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View

from core.fogli.caricamenti import applica, cambi_di, carica
from core.fogli.limiti import FoglioError
from core.fogli.scrittura import FORMATI, scrivi
from core.fogli.tabelle import RigheSbagliateError
from core.models import Caricamento
from core.proposte import confronta

ANTEPRIMA = 100  # changes shown in full


class FoglioForm(forms.Form):
    """The file that comes back."""

    file = forms.FileField(
        label=_("Foglio compilato"),
        help_text=_(
            "XLSX, ODS o CSV, al massimo 2 MB e 5.000 righe. Prima di cambiare qualcosa ti mostriamo tutto."
        ),
    )


class FogliMixin:
    """What the pages share. ``ricezioni()`` returns {name: Ricezione}; the address holds ``tabella``."""

    def ricezioni(self):
        """Return the tables of whoever is asking."""
        raise NotImplementedError

    def indirizzo(self, pagina, **kwargs):
        """Return the address of ``pagina``: list, export, upload, preview, errors."""
        raise NotImplementedError

    @cached_property
    def ricezione(self):
        """Return the table of the address; raise Http404 for one that is not there."""
        try:
            return self.ricezioni()[self.kwargs["tabella"]]
        except KeyError:
            raise Http404 from None

    @cached_property
    def caricamento(self):
        """Return the upload of the address: one's own, to be confirmed."""
        return get_object_or_404(self.ricezione.caricamenti(self.request.user), pk=self.kwargs["pk"])


class ElencoFogliView(FogliMixin, TemplateView):
    """The tables there are, to download in every format and to send back."""

    def get_context_data(self, **kwargs):
        """Add for each table its title and addresses."""
        tabelle = [
            {
                "titolo": ricezione.titolo,
                "carica": self.indirizzo("upload", tabella=nome),
                "scarica": [
                    (etichetta, self.indirizzo("export", tabella=nome, formato=formato))
                    for formato, etichetta in FORMATI.items()
                ],
            }
            for nome, ricezione in self.ricezioni().items()
        ]
        return super().get_context_data(tabelle=tabelle, **kwargs)


class ScaricaFoglioView(FogliMixin, View):
    """The table, with what is in the portal now."""

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 for a format that is not there."""
        if kwargs["formato"] not in FORMATI:
            raise Http404
        ricezione, tabella = self.ricezione, self.ricezione.tabella
        return scrivi(
            kwargs["formato"], ricezione.nome, tabella.intestazioni, tabella.righe(ricezione.oggetti)
        )


class CaricaFoglioView(FogliMixin, FormView):
    """Send the table back: what it would change is shown next, nothing is written."""

    form_class = FoglioForm

    def form_valid(self, form):
        """Read and try the file; what cannot be read at all is said beside the field."""
        try:
            caricamento = carica(
                file=form.cleaned_data["file"], ricezione=self.ricezione, utente=self.request.user
            )
        except FoglioError as errore:
            for testo in errore.errori[:20]:
                form.add_error("file", testo)
            return self.form_invalid(form)
        return redirect(self.indirizzo("preview", tabella=self.ricezione.nome, pk=caricamento.pk))

    def get_context_data(self, **kwargs):
        """Add the title, and the way to the tables."""
        return super().get_context_data(ricezione=self.ricezione, elenco=self.indirizzo("list"), **kwargs)


class AnteprimaFoglioView(FogliMixin, TemplateView):
    """Every change of an upload, before and after; then all of them at once."""

    def post(self, request, *args, **kwargs):
        """Carry out the upload."""
        try:
            numero = applica(caricamento=self.caricamento, ricezione=self.ricezione, utente=request.user)
        except (RigheSbagliateError, Caricamento.DoesNotExist):
            messages.error(
                request,
                _("Non ho cambiato nulla: qualcosa è cambiato dopo l’anteprima. Scarica il foglio di nuovo."),
            )
            return redirect(request.path)
        testo = ngettext("%(n)s riga registrata.", "%(n)s righe registrate.", numero)
        messages.success(request, testo % {"n": numero})
        return redirect(self.indirizzo("list"))

    def get_context_data(self, **kwargs):
        """Add the changes in words, or the errors."""
        errori = self.caricamento.errori
        cambi = []
        if not errori:
            try:
                cambi = cambi_di(self.caricamento, self.ricezione)
            except RigheSbagliateError as sbagliate:
                errori = [[e.riga, e.colonna, e.messaggio] for e in sbagliate.errori]
        return super().get_context_data(
            ricezione=self.ricezione,
            caricamento=self.caricamento,
            errori=errori,
            cambi=[self._in_parole(cambio) for cambio in cambi[:ANTEPRIMA]],
            numero=len(cambi),
            altri=max(0, len(cambi) - ANTEPRIMA),
            errori_da_scaricare=self.indirizzo("errors", tabella=self.ricezione.nome, pk=self.caricamento.pk),
            carica=self.indirizzo("upload", tabella=self.ricezione.nome),
            **kwargs,
        )

    def _in_parole(self, cambio):
        """Return a change for the page: of a new sheet, what it will hold."""
        scheda = self.ricezione.tabella.scheda
        voci = [
            confronta(scheda, campo, cambio.base.get(campo), valore)
            for campo, valore in cambio.cambi.items()
            if cambio.oggetto or valore not in (None, "", [])
        ]
        return {"riga": cambio.riga, "oggetto": cambio.oggetto, "voci": voci, "avvisi": cambio.avvisi}


class ErroriFoglioView(FogliMixin, View):
    """The errors of an upload as a table: row, column, what is wrong."""

    def get(self, request, *args, **kwargs):
        """Return the file."""
        titoli = [str(_("riga")), str(_("colonna")), str(_("che cosa non va"))]
        righe = [[r, colonna or "", messaggio] for r, colonna, messaggio in self.caricamento.errori]
        return scrivi("xlsx", f"{self.ricezione.nome}-errori", titoli, righe)
