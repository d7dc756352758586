"""The decisions on a request to join, a page each: the form says what it needs, the action does the rest."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from aderenti.admin.organizzazione import ConfermaForm
from aderenti.domande import accogli_domanda, chiedi_correzioni, respingi_domanda
from aderenti.doppioni import doppioni
from aderenti.forms_domande import CAMPI, DomandaForm
from aderenti.models import DomandaAdesione, Organizzazione
from core.admin.azioni import AzioneView, RigaInGestione
from core.documenti import scarica

TESTO = {"rows": 2, "class": "vLargeTextField"}


class AccogliForm(ConfermaForm):
    """Date and act of the adhesion, and whether the body is in the register already."""

    organizzazione = forms.ModelChoiceField(
        label=_("Organizzazione"),
        queryset=Organizzazione.objects.none(),
        required=False,
        empty_label=_("Crea una nuova organizzazione"),
        help_text=_("Se è già nel registro scegli la sua scheda: si completano solo le voci vuote."),
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        attivi = Organizzazione.objects.attivi().values("pk")
        self.fields["organizzazione"].queryset = Organizzazione.objects.exclude(pk__in=attivi)
        uguali = doppioni(denominazione=riga.denominazione, codice_fiscale=riga.codice_fiscale)
        self.initial["organizzazione"] = next((d.organizzazione.pk for d in uguali if d.stesso_codice), None)


class CorrezioniForm(forms.Form):
    """A comment for each field that is to be corrected, under what was sent; the others stay empty."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        mandate = dict(mandate_di(riga))
        for campo in CAMPI:
            self.fields[campo] = forms.CharField(
                label=DomandaForm.base_fields[campo].label,
                initial=riga.correzioni.get(campo, ""),
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs=TESTO),
                help_text=_("Ha scritto: %(testo)s") % {"testo": mandate.get(campo) or _("niente")},
            )


def mandate_di(domanda):
    """Yield (field of the form, text that was sent)."""
    for campo in CAMPI:
        if campo == "documento":
            yield campo, _("il PDF è nella pagina della domanda") if domanda.documento else ""
        elif campo == "comune":
            yield campo, domanda.sede
        else:
            yield campo, getattr(domanda, f"get_{campo}_display", lambda c=campo: getattr(domanda, c))()


class RespingiForm(forms.Form):
    """Why the request is declined."""

    motivo = forms.CharField(
        label=_("Motivo"),
        max_length=2000,
        widget=forms.Textarea(attrs=TESTO | {"rows": 5}),
        help_text=_("Lo legge chi ha mandato la domanda: parte con l'e-mail."),
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)


class DecisioneView(AzioneView):
    """A decision on a request; who comes second is told who decided."""

    modello = DomandaAdesione
    permission_required = "aderenti.change_domandaadesione"


class AccogliView(DecisioneView):
    """Accept: the body is a member, its referent is invited."""

    form_class = AccogliForm
    titolo = _("Accogli la domanda")
    bottone = _("Accogli e manda l'invito")
    fatto = _("Domanda accolta: l'ente è aderente e l'invito è in partenza.")

    def avviso(self):
        """Tell when the signed paper is not there: it may have come by another way."""
        return (
            "" if self.riga.documento else _("L'adesione firmata non è stata caricata: hai già l'originale?")
        )

    def esegui(self, form):
        """Accept the request."""
        accogli_domanda(domanda=self.riga, utente=self.request.user, **form.cleaned_data)


class CorreggiView(DecisioneView):
    """Give back field by field."""

    form_class = CorrezioniForm
    titolo = _("Chiedi correzioni")
    bottone = _("Manda le correzioni")
    fatto = _("Correzioni chieste: l'e-mail è in partenza.")

    def esegui(self, form):
        """Ask for the corrections."""
        chiedi_correzioni(domanda=self.riga, correzioni=form.cleaned_data, utente=self.request.user)


class RespingiView(DecisioneView):
    """Decline with the reason."""

    form_class = RespingiForm
    titolo = _("Respingi la domanda")
    bottone = _("Respingi e manda il motivo")
    fatto = _("Domanda respinta: l'e-mail con il motivo è in partenza.")
    pericolo = True

    def esegui(self, form):
        """Decline the request."""
        respingi_domanda(domanda=self.riga, motivo=form.cleaned_data["motivo"], utente=self.request.user)


class DocumentoView(RigaInGestione):
    """The signed paper, as a download."""

    modello = DomandaAdesione
    permission_required = "aderenti.view_domandaadesione"

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 when there is none."""
        if not self.riga.documento:
            raise Http404
        return scarica(self.riga.documento, nome=f"adesione-{self.riga.pk}.pdf")
