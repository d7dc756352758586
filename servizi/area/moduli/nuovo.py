"""How a service begins: from nothing, or from last season."""

from django import forms
from django.utils.translation import gettext_lazy as _

from servizi.area.moduli.campi import CampoDiSezione, EuroField, giorno
from servizi.area.moduli.righe import RigaForm, RigheFormSet
from servizi.area.moduli.tipologia import TipologiaField


class NuovoForm(forms.Form):
    """What a draft cannot do without."""

    use_required_attribute = False

    titolo = forms.CharField(
        label=_("Come si chiama"),
        max_length=150,
        help_text=_("Come lo chiamano le famiglie: «Grest di Grosio»."),
    )
    tipologia = TipologiaField(help_text=_("Da qui dipende che cosa ti chiediamo dopo."))
    descrizione_breve = forms.CharField(
        label=_("In una frase"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        help_text=_("Che cosa è, per chi, quando. È la frase degli elenchi."),
    )


class StagioneForm(forms.Form):
    """The new season: its name and when people enrol."""

    use_required_attribute = False
    bound_field_class = CampoDiSezione

    titolo = forms.CharField(label=_("Nome della nuova stagione"), max_length=150)
    iscrizioni_dal = giorno(label=_("Iscrizioni dal"), required=False)
    iscrizioni_al = giorno(label=_("Iscrizioni fino al"), required=False)

    def clean(self):
        """Refuse days the wrong way round."""
        dati = super().clean()
        dal, al = dati.get("iscrizioni_dal"), dati.get("iscrizioni_al")
        if dal and al and al < dal:
            self.add_error("iscrizioni_al", _("Le iscrizioni chiudono prima di aprire: controlla le date."))
        return dati


class NuovaRigaForm(RigaForm):
    """A line of last season with new days: ``chiave`` is the old line, whose other fields are kept."""

    chiave = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, scelte=None, **kwargs)


class NuovaAperturaForm(NuovaRigaForm):
    """An opening, or a closure, moved."""

    descrizione = forms.CharField(label=_("Nome"), max_length=150, required=False)
    dal = giorno(label=_("Dal"))
    al = giorno(label=_("Fino al"))


class NuovaTariffaForm(NuovaRigaForm):
    """A fee for the new season."""

    importo = EuroField(label=_("Euro"), max_digits=8)
    dal = giorno(label=_("Vale dal"), required=False)
    al = giorno(label=_("Vale fino al"), required=False)


class StagioneFormSet(RigheFormSet):
    """The lines of last season: none is added here."""

    def righe_nuove(self, vecchie, campi):
        """Return the lines to write: ``campi`` of each old line, and on top what was written here.

        ``vecchie``: {key: old line}; a line that is not among them is left out.
        """
        nuove = []
        for dati in self.righe_scritte():
            vecchia = vecchie.get(dati["chiave"])
            if vecchia is not None:
                scritti = {nome: dati[nome] for nome in dati if nome not in ("chiave", "DELETE")}
                nuove.append({campo: getattr(vecchia, campo) for campo in campi} | scritti)
        return nuove


LIMITI = {"formset": StagioneFormSet, "extra": 0, "can_delete": True, "max_num": 0, "absolute_max": 200}
NuoveApertureFormSet = forms.formset_factory(NuovaAperturaForm, **LIMITI)
NuoveTariffeFormSet = forms.formset_factory(NuovaTariffaForm, **LIMITI)
