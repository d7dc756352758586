"""Actions on a good practice in the admin: give back with comments, approve, answer a request."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aderenti.forms_domande import CampoRighe
from core.admin.azioni import AzioneView
from imprese.models import BuonaPratica, CommentoPratica
from imprese.pratiche import azioni

RILEGGERE = relativedelta(months=24)
"""How long an approved practice stands before somebody looks at it again, unless ATS says otherwise."""
TESTO = {"max_length": CommentoPratica._meta.get_field("testo").max_length}
AREA = forms.Textarea(attrs={"rows": 2, "cols": 80})


class SuPratica(forms.Form):
    """A form about a practice, which it is given as ``riga``; it remembers the version that was read."""

    letto = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["letto"].initial = azioni.versione(riga)


class CommentiForm(SuPratica):
    """A comment for each part of a practice, beside what is written there."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, riga=riga, **kwargs)
        for nome, etichetta in CommentoPratica._meta.get_field("campo").choices:
            self.fields[nome] = CampoRighe(
                label=capfirst(etichetta),
                required=False,
                widget=AREA,
                help_text=_scritto(riga, nome),
                **TESTO,
            )

    def commenti(self):
        """Return {field: text} of what was commented."""
        dati = {nome: testo for nome, testo in self.cleaned_data.items() if nome != "letto"}
        return {nome: testo for nome, testo in dati.items() if testo}


class ApprovaForm(SuPratica):
    """Who approves, and until when it stands."""

    chi = forms.ChoiceField(
        label=_("Chi la approva"),
        choices=[(nome, nome) for nome in ("il Comitato", "ATS della Montagna")],
        widget=forms.RadioSelect,
    )
    rivedere_entro = forms.DateField(
        label=_("Da rivedere entro"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rivedere_entro"].initial = timezone.localdate() + RILEGGERE

    def clean_rivedere_entro(self):
        """Refuse a day that is past."""
        giorno = self.cleaned_data["rivedere_entro"]
        if giorno <= timezone.localdate():
            raise forms.ValidationError(_("Scegli un giorno che deve ancora venire."))
        return giorno


class RispostaForm(SuPratica):
    """What ATS did."""

    risposta = CampoRighe(label=_("Risposta"), widget=AREA, **TESTO)


class DiPratica(AzioneView):
    """An action on a good practice."""

    modello = BuonaPratica
    permission_required = "imprese.change_buonapratica"


class RestituisciView(DiPratica):
    """Give it back to its member."""

    form_class = CommentiForm
    titolo = _("Restituisci la buona pratica")
    bottone = _("Restituisci")
    fatto = _("Fatto: l’ente la può correggere e mandare di nuovo.")

    def avviso(self):
        """Say who reads the comments."""
        return _("Scrivi solo accanto a quello che va corretto. L’ente riceve i commenti per e-mail.")

    def esegui(self, form):
        """Give it back."""
        azioni.restituisci(pratica=self.riga, commenti=form.commenti(), letto=form.cleaned_data["letto"])


class ApprovaView(DiPratica):
    """Approve it and let citizens read it."""

    form_class = ApprovaForm
    titolo = _("Approva e pubblica la buona pratica")
    bottone = _("Approva e pubblica")
    fatto = _("Fatto: la leggono tutti, e l’ente riceve un’e-mail.")

    def esegui(self, form):
        """Approve it."""
        azioni.approva(
            pratica=self.riga,
            **{nome: form.cleaned_data[nome] for nome in ("chi", "rivedere_entro", "letto")},
        )


class RispondiView(DiPratica):
    """Answer the request of a correction."""

    form_class = RispostaForm
    titolo = _("Rispondi alla correzione chiesta")
    bottone = _("Rispondi")
    fatto = _("Fatto: l’ente riceve la risposta per e-mail.")

    def avviso(self):
        """Say what the body asks."""
        chiesta = self.riga.commenti.filter(dall_ente=True, risolto_il=None).first()
        return chiesta.testo if chiesta else _("Nessuna correzione aspetta una risposta.")

    def esegui(self, form):
        """Answer it."""
        azioni.chiudi_correzione(pratica=self.riga, risposta=form.cleaned_data["risposta"])


def _scritto(pratica, campo):
    """Return what a practice says in a part of it, as people read it."""
    if campo in ("temi", "certificazioni"):
        testo = ", ".join(map(str, getattr(pratica, campo).all()))
    else:
        scelta = getattr(pratica, f"get_{campo}_display", None)
        testo = scelta() if scelta else getattr(pratica, campo)
    if isinstance(testo, date):
        testo = date_format(testo, "SHORT_DATE_FORMAT")
    return _("C’è scritto: %(testo)s") % {"testo": testo} if testo else _("Non c’è scritto niente.")
