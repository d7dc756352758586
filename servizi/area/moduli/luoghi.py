"""As ticks: the doors among the places of the body, the comuni and ambiti a service is for."""

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from servizi.area.moduli.campi import CampoDiSezione


class Spunte(forms.Form):
    """A group of lines told by ticks; to a section it looks like a formset of one form."""

    use_required_attribute = False
    bound_field_class = CampoDiSezione

    def __init__(self, data=None, *, prefix, initial, form_kwargs):
        self.righe, self.scelte = initial, form_kwargs["scelte"]
        super().__init__(data, prefix=prefix)
        self.prepara()

    def prepara(self):
        """Make the fields from ``scelte``, each with its initial value from ``righe``."""
        raise NotImplementedError

    def dimentica_errori(self):
        """Let what was ticked be shown again without checking it."""
        self._errors = ErrorDict()


class PorteForm(Spunte):
    """The doors: a tick for each place of the body, a note beside it, and which one is the main."""

    template = "servizi/area/_porte.html"

    def prepara(self):
        """Add two fields a place, and the choice of the main one."""
        scelte = {riga["sede"]: riga for riga in self.righe}
        for pk, sede in self.scelte.sedi.items():
            riga = scelte.get(pk)
            self.fields[f"qui_{pk}"] = forms.BooleanField(
                label=str(sede), initial=riga is not None, required=False
            )
            self.fields[f"nota_{pk}"] = forms.CharField(
                label=_("Da sapere su questa sede"),
                initial=riga["nota"] if riga else "",
                max_length=200,
                required=False,
            )
        principale = next((str(riga["sede"]) for riga in self.righe if riga["principale"]), "")
        self.fields["principale"] = forms.ChoiceField(
            label=_("Sede principale"),
            help_text=_("È quella che si legge negli elenchi."),
            choices=[
                ("", _("la prima con la spunta")),
                *((pk, str(s)) for pk, s in self.scelte.sedi.items()),
            ],
            initial=principale,
            required=False,
        )

    def porte(self):
        """Return the fields of each place: tick, note, place."""
        return [
            {"spunta": self[f"qui_{pk}"], "nota": self[f"nota_{pk}"], "sede": sede}
            for pk, sede in self.scelte.sedi.items()
        ]

    def righe_scritte(self):
        """Return the doors ticked; one that was not to be the main is the first of them."""
        dati = self.cleaned_data
        scelte = [pk for pk in self.scelte.sedi if dati[f"qui_{pk}"]]
        voluta = dati["principale"]
        principale = int(voluta) if voluta and int(voluta) in scelte else next(iter(scelte), None)
        return [{"sede": pk, "principale": pk == principale, "nota": dati[f"nota_{pk}"]} for pk in scelte]


class AreeForm(Spunte):
    """The area served: whole ambiti, or some comuni, of the territory of today; old ones can be kept."""

    template = "servizi/area/_aree.html"

    def prepara(self):
        """Add a field for the ambiti, one for the comuni of each, one for what is there from the past."""
        ambiti = {riga["ambito"] for riga in self.righe}
        comuni = {riga["comune"] for riga in self.righe}
        territorio = self.scelte.territorio
        self.fields["ambiti"] = self._spunte(
            _("Tutto l’ambito di"), [(ambito.pk, ambito.nome) for ambito, _comuni in territorio], ambiti
        )
        for ambito, suoi in territorio:
            campo = self._spunte(ambito.nome, [(comune.pk, comune.nome) for comune in suoi], comuni)
            self.fields[f"comuni_{ambito.pk}"] = campo
        if self.scelte.aree_di_ieri:
            self.fields["altre"] = forms.MultipleChoiceField(
                label=_("Fuori dal territorio di oggi"),
                choices=self.scelte.aree_di_ieri,
                initial=[codice for codice, _nome in self.scelte.aree_di_ieri],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def per_ambito(self):
        """Return the fields of the comuni, each with how many are ticked."""
        campi = [self[nome] for nome in self.fields if nome.startswith("comuni_")]
        return [{"campo": campo, "quanti": len(campo.value() or [])} for campo in campi]

    def righe_scritte(self):
        """Return the ambiti and the comuni ticked."""
        dati = self.cleaned_data
        aree = [{"ambito": pk, "comune": None} for pk in dati["ambiti"]]
        aree += [{"ambito": None, "comune": pk} for nome in dati if "comuni_" in nome for pk in dati[nome]]
        for codice in dati.get("altre", ()):
            pk = int(codice[1:])
            ambito = codice[0] == "a"
            aree.append({"ambito": pk if ambito else None, "comune": None if ambito else pk})
        return aree

    def _spunte(self, etichetta, voci, scelte):
        return forms.TypedMultipleChoiceField(
            label=etichetta,
            coerce=int,
            choices=voci,
            initial=[pk for pk, _nome in voci if pk in scelte],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
