"""Forms of decisions, votes and action points in the admin."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget, AdminTextInputWidget
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from comitato.decisioni.proposte import SI_PROPONE
from comitato.models import Azione, Decisione, PuntoOdg, Voto
from progetti.models import Avviso, Progetto

RIGHE = {"rows": 5}


class DecisioneForm(forms.Form):
    """A decision to vote on: under which item, what it says, what it is about."""

    punto = forms.ModelChoiceField(
        PuntoOdg.objects.none(),
        label=_("Punto all’ordine del giorno"),
        help_text=_("Delle sedute non ancora chiuse."),
    )
    titolo = forms.CharField(label=_("Oggetto"), max_length=200, widget=AdminTextInputWidget)
    testo = forms.CharField(
        label=_("Testo della decisione"),
        widget=AdminTextareaWidget(attrs=RIGHE),
        help_text=_("Si pubblica con il verbale, se il punto non è riservato: mai nomi di persone."),
    )
    progetto = forms.ModelChoiceField(
        Progetto.objects.none(),
        label=_("Progetto"),
        required=False,
        help_text=_("Se lo lasci vuoto si prende quello del punto."),
    )
    riesame_entro = forms.DateField(
        label=_("Da riesaminare entro"),
        required=False,
        widget=AdminDateWidget,
        help_text=_("Per un progetto in ritardo: se passa senza un’altra decisione, è fra le cose da fare."),
    )
    avviso = forms.ModelChoiceField(
        Avviso.objects.all(), label=_("Valutazione delle proposte dell’avviso"), required=False
    )
    sostituisce = forms.ModelChoiceField(
        Decisione.objects.none(), label=_("Sostituisce la decisione"), required=False
    )

    def __init__(self, *args, riga=None, **kwargs):
        super().__init__(*args, **kwargs)
        punti = PuntoOdg.objects.filter(seduta__stato__in=SI_PROPONE).select_related("seduta")
        self.fields["punto"].queryset = punti.order_by("seduta__inizio", "ordine")
        self.fields["punto"].label_from_instance = lambda punto: f"{punto.seduta} – {punto}"
        progetti = Progetto.objects.con_nome().select_related("alleanza__ambito", "alleanza__piano")
        self.fields["progetto"].queryset = progetti
        prese = Decisione.objects.filter(esito=Decisione.Esito.APPROVATA)
        libere = prese.filter(sostituita_da=None)
        if riga is not None:
            del self.fields["punto"]
            self.initial = {nome: getattr(riga, nome) for nome in self.fields} | self.initial
            libere = libere | prese.filter(sostituita_da=riga)
        self.fields["sostituisce"].queryset = libere


class SenzaCampi(forms.Form):
    """A form with nothing to fill: the button is the question."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)


class PrendiForm(SenzaCampi):
    """Close the vote; where the rules do not tell the quorum, somebody says that it is there."""

    conferma = forms.BooleanField(label=_("Il numero legale c’è: lo confermo io"), required=False)

    def __init__(self, *args, ignoto, **kwargs):
        super().__init__(*args, **kwargs)
        if not ignoto:
            del self.fields["conferma"]


class VotiForm(forms.Form):
    """The votes of the seats that are there, on one page. ``righe``: of ``comitato.decisioni.voti``."""

    def __init__(self, *args, righe, **kwargs):
        super().__init__(*args, **kwargs)
        self.righe_dei_voti = righe
        scelte = Voto.Scelta.choices
        for riga in righe:
            if not riga.vota:
                continue
            iniziale = riga.voto.scelta if riga.voto else None
            if iniziale is None and riga.partner:
                iniziale = Voto.Scelta.NON_PARTECIPA
            nome = f"s{riga.seggio.pk}"
            self.fields[nome] = forms.ChoiceField(
                choices=[("", _("non ha ancora votato")), *scelte],
                required=False,
                initial=iniziale,
                label=_("Voto di %(ente)s") % {"ente": riga.seggio},
            )
            self.fields[f"{nome}_motivo"] = forms.CharField(
                required=False,
                max_length=1000,
                initial=riga.voto.motivo if riga.voto else "",
                label=_("Dichiarazione di voto di %(ente)s") % {"ente": riga.seggio},
                widget=AdminTextInputWidget,
            )

    def righe(self):
        """Return (line, field of the choice, field of the reason); no fields for who is not there."""
        return [
            (riga, self[f"s{riga.seggio.pk}"], self[f"s{riga.seggio.pk}_motivo"])
            if riga.vota
            else (riga, None, None)
            for riga in self.righe_dei_voti
        ]

    def voti(self):
        """Return {key of the seat: (choice, reason)} of the seats that voted."""
        dati = self.cleaned_data
        chiavi = [riga.seggio.pk for riga in self.righe_dei_voti if riga.vota]
        return {k: (dati[f"s{k}"], dati[f"s{k}_motivo"]) for k in chiavi if dati[f"s{k}"]}


class VotaForm(forms.Form):
    """The vote of one's seat in a written procedure."""

    scelta = forms.ChoiceField(
        label=_("Il tuo ente vota"), choices=Voto.Scelta.choices, widget=forms.RadioSelect
    )
    motivo = forms.CharField(
        label=_("Dichiarazione di voto"),
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("Se vuoi: resta nel verbale interno, non si pubblica."),
    )


class AzioneForm(SenzaCampi):
    """Something to do after a decision."""

    testo = forms.CharField(label=_("Che cosa fare"), max_length=300, widget=AdminTextInputWidget)
    ente = forms.ModelChoiceField(
        Organizzazione.objects.none(),
        label=_("Chi la fa"),
        help_text=_("Riceve un’e-mail, e la trova nella sua area riservata."),
    )
    scade_il = forms.DateField(label=_("Entro il"), widget=AdminDateWidget)
    priorita = forms.TypedChoiceField(
        label=_("Priorità"), choices=Azione.Priorita.choices, coerce=int, initial=Azione.Priorita.MEDIA
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, riga=riga, **kwargs)
        enti = Organizzazione.objects.filter(dimostrativo=riga.seduta.dimostrativo)
        self.fields["ente"].queryset = enti.order_by("denominazione")


def una_parola(etichetta, nome, aiuto=""):
    """Return a form with one text to write, named ``nome``."""
    campo = forms.CharField(
        label=etichetta, max_length=2000, widget=AdminTextareaWidget(attrs=RIGHE), help_text=aiuto
    )
    return type(f"{nome.capitalize()}Form", (SenzaCampi,), {nome: campo, "__doc__": "One text to write."})


ResocontoForm = una_parola(_("Che cosa è stato fatto"), "resoconto")
ComeForm = una_parola(_("Come l’hai verificata"), "come", _("Per esempio: visto il documento arrivato il …"))
CheMancaForm = una_parola(_("Che cosa manca"), "motivo", _("Parte un’e-mail all’ente."))
PercheForm = una_parola(_("Perché non serve più"), "motivo")
