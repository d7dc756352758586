"""The pages of the monitoring in the admin: a round, its table, a sheet from reading to validation."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from core.admin.azioni import AzioneView, RigaInGestione
from core.fogli import FORMATI, scrivi
from progetti.models import ModelloRegione, Rilevazione, SchedaMonitoraggio
from progetti.monitoraggio import azioni
from progetti.monitoraggio.dovute import del_ciclo
from progetti.monitoraggio.griglia import detto, griglia, tabella
from progetti.monitoraggio.moduli import SchedaForm
from progetti.monitoraggio.parole import TONI
from progetti.monitoraggio.regione import nota
from progetti.monitoraggio.regione import tabella as tabella_regione

SorgenteField = forms.ChoiceField
Stato = SchedaMonitoraggio.Stato
CELLE = {
    "attivita": gettext_lazy("Che cosa è stato fatto"),
    "problemi": gettext_lazy("Problemi e ritardi"),
    "prossimi_passi": gettext_lazy("Prossimi passi"),
    "speso": gettext_lazy("Speso dall’inizio"),
}


class VuotoForm(forms.Form):
    """Nothing to fill: a button."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)


class MotivoForm(VuotoForm):
    """The reason."""

    motivo = forms.CharField(label=gettext_lazy("Motivo"), max_length=300)


class RinviaForm(MotivoForm):
    """The new day and the reason."""

    scade_il = forms.DateField(label=gettext_lazy("Nuova scadenza"), widget=AdminDateWidget)
    field_order = ["scade_il", "motivo"]


class RilevazioneView(AzioneView):
    """An action on a round."""

    modello = Rilevazione
    permission_required = "progetti.change_rilevazione"
    form_class = VuotoForm


class ApriView(RilevazioneView):
    """Open a round: who owes a sheet is shown first, and who does not with the reason."""

    template_name = "admin/progetti/monitoraggio/apri.html"
    titolo = gettext_lazy("Apri la rilevazione")
    bottone = gettext_lazy("Apri e prepara le schede")

    def get_context_data(self, **kwargs):
        """Add the projects."""
        esiti = del_ciclo(self.riga)
        return super().get_context_data(**kwargs) | {
            "dovute": [e.progetto for e in esiti if not e.perche_no],
            "altre": [e for e in esiti if e.perche_no],
        }

    def esegui(self, form):
        """Open it."""
        quante = azioni.apri_rilevazione(rilevazione=self.riga, utente=self.request.user)
        self.fatto = ngettext(
            "Rilevazione aperta: %(n)s scheda da compilare.",
            "Rilevazione aperta: %(n)s schede da compilare.",
            quante,
        ) % {"n": quante}


class ChiudiView(RilevazioneView):
    """Close a round."""

    titolo = gettext_lazy("Chiudi la rilevazione")
    bottone = gettext_lazy("Chiudi: il periodo si blocca")
    fatto = gettext_lazy("Rilevazione chiusa: il periodo è bloccato.")

    def esegui(self, form):
        """Close it."""
        azioni.chiudi_rilevazione(rilevazione=self.riga)


class RiapriRilevazioneView(RilevazioneView):
    """Open a closed round again."""

    titolo = gettext_lazy("Riapri la rilevazione")
    bottone = gettext_lazy("Riapri")
    fatto = gettext_lazy("Rilevazione riaperta.")

    def esegui(self, form):
        """Open it again."""
        azioni.riapri_rilevazione(rilevazione=self.riga)


class PaginaRilevazione(RigaInGestione, TemplateView):
    """A page to read about a round; ``formato`` in the query gives it as a file."""

    modello = Rilevazione
    permission_required = "progetti.view_rilevazione"

    def contesto_admin(self):
        """Return what the pages of the admin need."""
        return self.admin_site.each_context(self.request) | {
            "riga": self.riga,
            "scheda": self.scheda(),
            "opts": self.modello._meta,
            "elenco": "admin:progetti_rilevazione_changelist",
            "formati": FORMATI,
        }

    def formato(self):
        """Return the format asked for, None for the page; raise Http404 for an unknown one."""
        formato = self.request.GET.get("formato")
        if formato and formato not in FORMATI:
            raise Http404
        return formato


class GrigliaView(PaginaRilevazione):
    """All the projects and the indicators of a round."""

    template_name = "admin/progetti/monitoraggio/griglia.html"

    def get(self, request, *args, **kwargs):
        """Return the page or the file."""
        stato = request.GET.get("stato", "")
        stato = stato if stato in Stato.values else ""
        if formato := self.formato():
            titoli, righe = tabella(self.riga, timezone.localdate(), stato)
            return scrivi(formato, f"rilevazione-{self.riga.pk}", titoli, righe)
        indicatori, righe = griglia(self.riga, timezone.localdate(), stato)
        celle = [
            (riga, [(valore, detto(valore) if valore else "") for valore in riga.celle]) for riga in righe
        ]
        return self.render_to_response(
            self.contesto_admin()
            | {
                "title": _("Tutte le schede"),
                "indicatori": indicatori,
                "righe": celle,
                "stati": Stato.choices,
                "stato": stato,
            }
        )


class RegioneView(PaginaRilevazione):
    """A form of Regione filled from the validated sheets of a round: seen, then downloaded."""

    template_name = "admin/progetti/monitoraggio/regione.html"

    def get(self, request, *args, **kwargs):
        """Return the page or the file; a form that does not exist is the first one."""
        modelli = list(ModelloRegione.objects.all())
        scelto = next((m for m in modelli if str(m.pk) == request.GET.get("modello")), None)
        scelto = scelto or next(iter(modelli), None)
        titoli, righe = tabella_regione(scelto, self.riga) if scelto else ([], [])
        parole = nota(scelto, self.riga, timezone.localdate()) if scelto else ""
        if (formato := self.formato()) and scelto:
            return scrivi(formato, f"regione-{self.riga.pk}", titoli, [*righe, [], [parole]] if righe else [])
        return self.render_to_response(
            self.contesto_admin()
            | {
                "title": _("Per Regione"),
                "modelli": modelli,
                "scelto": scelto,
                "titoli": titoli,
                "righe": righe,
                "parole": parole,
            }
        )


class SchedaView(AzioneView):
    """An action on a sheet: afterwards, back to reading it."""

    modello = SchedaMonitoraggio
    permission_required = "progetti.change_schedamonitoraggio"
    form_class = VuotoForm

    def scheda(self):
        """Return the page of the sheet."""
        return reverse("admin:progetti_schedamonitoraggio_read", args=[self.riga.pk])


class LeggiView(SchedaView):
    """A sheet to read: narrative, values beside the last ones, comments, steps, what can be done."""

    permission_required = "progetti.view_schedamonitoraggio"
    template_name = "admin/progetti/monitoraggio/scheda.html"
    titolo = gettext_lazy("Scheda di monitoraggio")
    http_method_names = ["get"]

    def get_context_data(self, **kwargs):
        """Add the sheet."""
        cambia = self.request.user.has_perm("progetti.change_schedamonitoraggio")
        return super().get_context_data(**kwargs) | {
            "form": SchedaForm(scheda=self.riga),
            "monitoraggio": self.riga,
            "tono": TONI[self.riga.stato],
            "passi": self.riga.passi.select_related("da").order_by("pk"),
            "commenti": self.riga.commenti.order_by("pk"),
            "puo": {passo for passo, stati in azioni.AMMESSI.items() if cambia and self.riga.stato in stati},
        }


class RestituisciForm(VuotoForm):
    """A box for each cell of the sheet, and one for all of it."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, riga=riga, **kwargs)
        celle = CELLE | {blocco.chiave: blocco.indicatore.label for blocco in SchedaForm(scheda=riga).blocchi}
        for nome, etichetta in celle.items():
            self.fields[nome] = forms.CharField(
                label=etichetta, required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 60})
            )
        self.fields["nota"] = forms.CharField(
            label=gettext_lazy("Su tutta la scheda"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        )


class RestituisciView(SchedaView):
    """Give a sheet back: what to mend is written beside each cell."""

    form_class = RestituisciForm
    titolo = gettext_lazy("Restituisci la scheda")
    bottone = gettext_lazy("Restituisci al capofila")
    fatto = gettext_lazy("Scheda restituita: il capofila vede i commenti accanto a ogni voce.")

    def avviso(self):
        """Say how it works."""
        return _("Scrivi solo accanto a ciò che va corretto: il resto resta com’è.")

    def esegui(self, form):
        """Give it back."""
        commenti = {nome: testo for nome, testo in form.cleaned_data.items() if nome != "nota"}
        nota_scritta = form.cleaned_data["nota"]
        azioni.restituisci(scheda=self.riga, utente=self.request.user, commenti=commenti, nota=nota_scritta)


class ValidaView(SchedaView):
    """Validate a sheet."""

    titolo = gettext_lazy("Valida la scheda")
    bottone = gettext_lazy("Valida e blocca")
    fatto = gettext_lazy("Scheda validata: i suoi valori contano e si vedono.")

    def avviso(self):
        """Say what follows."""
        return _(
            "Da adesso i valori contano nei totali e nel portale. Per cambiarli servirà riaprire la scheda."
        )

    def esegui(self, form):
        """Validate it."""
        azioni.valida_scheda(scheda=self.riga, utente=self.request.user)


class ConMotivoView(SchedaView):
    """An action that wants a reason."""

    form_class = MotivoForm


class RiapriView(ConMotivoView):
    """Open a settled sheet again."""

    titolo = gettext_lazy("Riapri la scheda")
    bottone = gettext_lazy("Riapri")
    fatto = gettext_lazy("Scheda riaperta: il capofila può correggerla.")

    def esegui(self, form):
        """Open it."""
        azioni.riapri(scheda=self.riga, utente=self.request.user, **form.cleaned_data)


class SaltaView(ConMotivoView):
    """Say that a sheet is not due."""

    titolo = gettext_lazy("La scheda non è dovuta")
    bottone = gettext_lazy("Segna come non dovuta")
    fatto = gettext_lazy("Segnata come non dovuta.")

    def esegui(self, form):
        """Write it."""
        azioni.salta(scheda=self.riga, utente=self.request.user, **form.cleaned_data)


class RinviaView(ConMotivoView):
    """Give more time."""

    form_class = RinviaForm
    titolo = gettext_lazy("Sposta la scadenza")
    bottone = gettext_lazy("Sposta")
    fatto = gettext_lazy("Scadenza spostata.")

    def esegui(self, form):
        """Move it."""
        azioni.rinvia(scheda=self.riga, utente=self.request.user, **form.cleaned_data)
