"""The cycles in the admin: a new one starts from the last, without code."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.admin import AdminConStoria, RigheBase
from core.admin.azioni import AzioneView
from piani.models import DocumentoPiano, Piano, RegolaCapofila, ScadenzaRendicontazione, TerminePiano
from piani.nuovo_ciclo import nuovo_ciclo


class TermineInline(RigheBase):
    model = TerminePiano


class RegolaCapofilaInline(RigheBase):
    model = RegolaCapofila
    verbose_name_plural = "Chi può essere capofila di un'Alleanza (nessuna riga: regola non nota)"


class DocumentoInline(RigheBase):
    model = DocumentoPiano


class ScadenzaInline(RigheBase):
    model = ScadenzaRendicontazione
    fields = ["tipo", "titolo", "giorno", "certezza"]


class NuovoCicloForm(forms.Form):
    """What a new cycle is called and its years: all the rest comes from the one before."""

    code = forms.SlugField(label=_("Codice"), max_length=20, help_text=_("Per esempio 2028-30."))
    titolo = forms.CharField(label=_("Titolo"), max_length=200)
    anno_dal = forms.IntegerField(label=_("Dall’anno"), min_value=2000, max_value=2100)
    anno_al = forms.IntegerField(label=_("All’anno"), min_value=2000, max_value=2100)

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        dal, anni = riga.anno_al + 1, riga.anno_al - riga.anno_dal
        al = dal + anni
        self.initial = {
            "code": f"{dal}-{al % 100:02}",
            "titolo": _("Piano territoriale di conciliazione %(dal)s-%(al)s") % {"dal": dal, "al": al},
            "anno_dal": dal,
            "anno_al": al,
        } | self.initial


class NuovoCicloView(AzioneView):
    """Prepare the cycle that follows the row."""

    modello = Piano
    permission_required = "piani.add_piano"
    form_class = NuovoCicloForm
    titolo = _("Prepara un nuovo ciclo")
    bottone = _("Prepara il ciclo")
    fatto = _("Ciclo preparato: controlla regole, linee e bisogni, poi scrivi atti, date e scadenze.")

    def avviso(self):
        """Return what is copied and what is not."""
        return _(
            "Si copiano quote, regole sul capofila, indicatori, linee di azione, bisogni e priorità. Restano"
            " vuoti atti, documenti, date, scadenze e fonti: li decide il nuovo ciclo."
        )

    def esegui(self, form):
        """Create the cycle."""
        try:
            self.nuovo = nuovo_ciclo(dal=self.riga, **form.cleaned_data)
        except ValidationError as errore:
            if not hasattr(errore, "error_dict"):
                raise
            for campo, motivi in errore.message_dict.items():
                form.add_error(campo if campo in form.fields else None, motivi)

    def form_valid(self, form):
        """Go to the new cycle."""
        risposta = super().form_valid(form)
        if hasattr(self, "nuovo"):
            return HttpResponseRedirect(reverse("admin:piani_piano_change", args=[self.nuovo.pk]))
        return risposta


@admin.register(Piano)
class PianoAdmin(AdminConStoria):
    list_display = ["titolo", "code", "anno_dal", "anno_al", "stato", "alleanze_previste"]
    list_filter = ["stato"]
    search_fields = ["titolo", "code"]
    inlines = [TermineInline, ScadenzaInline, RegolaCapofilaInline, DocumentoInline]
    filter_horizontal = ["indicatori", "fonti"]
    readonly_fields = ["dal_ciclo"]

    def get_urls(self):
        vista = self.admin_site.admin_view(NuovoCicloView.as_view(admin_site=self.admin_site))
        return [path("<int:pk>/nuovo-ciclo/", vista, name="piani_piano_next"), *super().get_urls()]
