"""Pages about the composition and the calendar: a day, a year, their downloads, small actions."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from comitato.admin.azioni import AzioneDiSegreteria, PaginaDelComitato
from comitato.admin.base import DelComitatoMixin
from comitato.composizione.abbonamento import indirizzo
from comitato.composizione.adempimenti import copia_ogni_anno, segna_fatto
from comitato.composizione.calendario import in_calendario, voci
from comitato.composizione.forms import FattoForm, GiornoForm, RevocaForm
from comitato.composizione.persone import revoca
from comitato.composizione.seggi import composizione, ospiti_al, regolamento
from comitato.models import Adempimento, Componente, Seggio
from core import ics
from core.fogli.scrittura import FORMATI, scrivi
from progetti.area.calendario import apri_calendario, rinnova_calendario

ANNI = range(2000, 2100)


class DelGiorno:
    """Who sits on the day that the address asks for: today, when it asks for none or for nonsense."""

    @cached_property
    def form(self):
        """Return the form of the day."""
        return GiornoForm(self.request.GET if "al" in self.request.GET else None)

    @cached_property
    def giorno(self):
        """Return the day."""
        chiesto = self.form.cleaned_data["al"] if self.form.is_bound and self.form.is_valid() else None
        return chiesto or timezone.localdate()

    def seggi(self):
        """Return the real seats of the day, then those of the demo."""
        return [*composizione(self.giorno), *composizione(self.giorno, dimostrativi=True)]


class ComposizioneView(DelGiorno, PaginaDelComitato):
    """The Comitato on a day: bodies, roles, acts, terms, who takes part, the rules."""

    template_name = "admin/comitato/composizione.html"
    titolo = _("Composizione del Comitato")
    modello = Seggio

    def get_context_data(self, **kwargs):
        """Add seats, guests and rules."""
        seggi = self.seggi()
        veri = [seggio for seggio in seggi if not seggio.dimostrativo]
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "giorno": self.giorno,
            "seggi": seggi,
            "veri": len(veri),
            "con_voto": sum(seggio.con_voto for seggio in veri),
            "ospiti": list(ospiti_al(self.giorno)) if self.chi.segreteria else [],
            "regole": regolamento(self.giorno) or regolamento(self.giorno, dimostrativo=True),
            "formati": FORMATI,
        }


class ComposizioneDownloadView(DelGiorno, DelComitatoMixin):
    """The same rows as a spreadsheet: bodies, never persons."""

    def get(self, request, formato):
        """Return the file; raise Http404 for a format that there is not."""
        if formato not in FORMATI:
            raise Http404
        intestazioni = ["Ente", "Ruolo", "Con voto", "In rappresentanza di", "Atto", "Dal", "Al"]
        intestazioni += ["Titolari", "Supplenti", "Composizione al", "Dati dimostrativi"]
        righe = [self._riga(seggio) for seggio in self.seggi()]
        return scrivi(formato, f"comitato-{self.giorno:%Y-%m-%d}", intestazioni, righe)

    def _riga(self, seggio):
        ruoli = [riga.ruolo for riga in seggio.account]
        return [
            str(seggio.ente),
            seggio.get_ruolo_display(),
            _si_no(seggio.con_voto),
            seggio.in_rappresentanza_di,
            str(seggio.atto or ""),
            seggio.dal or "",
            seggio.al or "",
            ruoli.count(Componente.Ruolo.TITOLARE),
            ruoli.count(Componente.Ruolo.SUPPLENTE),
            self.giorno,
            _si_no(seggio.dimostrativo),
        ]


def _si_no(vero):
    return gettext("sì") if vero else gettext("no")


class RevocaView(AzioneDiSegreteria):
    """End a place in the Comitato."""

    modello = Componente
    permission_required = "comitato.change_componente"
    form_class = RevocaForm
    titolo = _("Chiudi l’incarico")
    bottone = _("Chiudi l’incarico")
    fatto = _("Fatto: da quel giorno le pagine del Comitato non si aprono più.")
    pericolo = True

    def scheda(self):
        """Return the list: a place that had not begun is no longer there."""
        return reverse("admin:comitato_componente_changelist")

    def esegui(self, form):
        """End it."""
        revoca(componente=self.riga, utente=self.request.user, **form.cleaned_data)


class DellAnno:
    """The lines of the year that the address asks for: this one, when it asks for none or for nonsense."""

    @cached_property
    def anno(self):
        """Return the year."""
        chiesto = self.request.GET.get("anno", "")
        anno = int(chiesto) if chiesto.isdecimal() and len(chiesto) == 4 else 0
        return anno if anno in ANNI else timezone.localdate().year

    def voci(self):
        """Return the lines of the calendar."""
        return voci(date(self.anno, 1, 1), date(self.anno, 12, 31), self.chi)


class CalendarioView(DellAnno, PaginaDelComitato):
    """Everything that is ahead in a year, on one page."""

    template_name = "admin/comitato/calendario.html"
    titolo = _("Calendario del Comitato")
    modello = Adempimento

    def get_context_data(self, **kwargs):
        """Add the lines, by month."""
        righe, mesi = self.voci(), {}
        for riga in righe:
            mesi.setdefault(riga.giorno.replace(day=1), []).append(riga)
        ogni_anno = Adempimento.objects.filter(giorno__year=self.anno, ogni_anno=True)
        return super().get_context_data(**kwargs) | {
            "anno": self.anno,
            "mesi": mesi,
            "quante": len(righe),
            "in_ritardo": [riga for riga in righe if riga.stato == "ritardo"],
            "ogni_anno": ogni_anno.count() if self.chi.segreteria else 0,
            "oggi": timezone.localdate(),
            "indirizzo": indirizzo(self.request.user),
        }


class IndirizzoView(DelComitatoMixin, View):
    """Make the secret address of one's calendar, or a new one: a button of the calendar."""

    http_method_names = ["post", "options"]

    def post(self, request):
        """Make it."""
        azione = rinnova_calendario if indirizzo(request.user) else apri_calendario
        azione(utente=request.user)
        return HttpResponseRedirect(f"{reverse('admin:comitato_calendar')}#indirizzo")


class CalendarioIcsView(DellAnno, DelComitatoMixin):
    """What is still to do in the year, for one's own calendar: what this account may see."""

    def get(self, request):
        """Return the iCalendar."""
        return ics.risposta(in_calendario(self.voci()), f"comitato-{self.anno}.ics")


class CopiaAnnoView(DelComitatoMixin, View):
    """Copy the yearly duties of a year to the next: a button of the calendar."""

    solo_segreteria = True
    http_method_names = ["post", "options"]

    def post(self, request, anno):
        """Copy, and show the next year."""
        if anno not in ANNI:
            raise Http404
        copiati = copia_ogni_anno(anno=anno)
        testo = ngettext("%(n)s adempimento copiato.", "%(n)s adempimenti copiati.", copiati)
        messages.success(request, testo % {"n": copiati} if copiati else gettext("C’erano già tutti."))
        return HttpResponseRedirect(f"{reverse('admin:comitato_calendar')}?anno={anno + 1}")


class FattoView(AzioneDiSegreteria):
    """Mark a duty as done."""

    modello = Adempimento
    permission_required = "comitato.change_adempimento"
    form_class = FattoForm
    titolo = _("Segna come fatto")
    bottone = _("È fatto")
    fatto = _("Segnato come fatto.")

    def scheda(self):
        """Return the calendar of the year of the duty."""
        return f"{reverse('admin:comitato_calendar')}?anno={self.riga.giorno.year}"

    def esegui(self, form):
        """Mark it."""
        segna_fatto(adempimento=self.riga, **form.cleaned_data)
