"""The form of “Manca un servizio?”."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.protezione import ModuloAnonimo
from ricerca.campi import CampoComune
from ricerca.controlli import SelectInBlocco
from ricerca.luoghi import Luoghi
from ricerca.menu import Menu
from servizi.models import Periodo, Tipologia
from territorio.models import Comune


class CampoVoce(forms.ChoiceField):
    """An entry of a vocabulary in use today; ``voci()`` gives the choices, ``vuota`` is said for none."""

    widget = SelectInBlocco

    def __init__(self, *, voci, vuota, **kwargs):
        super().__init__(choices=lambda: [("", vuota), *voci()], **kwargs)
        self.error_messages["invalid_choice"] = _("Questa scelta non c’è: prendine una dall’elenco.")


class MancaForm(ModuloAnonimo):
    """Where, what and, if it matters, when. No free text: nothing of a person can be written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        menu = Menu()
        luoghi = Luoghi(
            Comune.objects.only("nome", "slug", "codice_istat", "alias", "cessato_il", "confluito_in")
        )
        self.fields["casa"] = CampoComune(luoghi=lambda: luoghi, label=_("In quale comune?"))
        self.fields["casa"].error_messages["required"] = _("Scrivi il comune dove serve.")
        self.fields["tipologia"] = CampoVoce(
            voci=lambda: menu.scelte("tipologia"), vuota=_("Scegli…"), label=_("Quale servizio manca?")
        )
        self.fields["tipologia"].error_messages["required"] = _("Scegli il tipo di servizio che manca.")
        self.fields["periodo"] = CampoVoce(
            voci=lambda: menu.scelte("periodo"),
            vuota=_("Non importa"),
            label=_("Quando ti servirebbe?"),
            required=False,
        )
        self._con_il_nome(luoghi)

    def _con_il_nome(self, luoghi):
        """Propose the comune of the address by its name."""
        proposto = self.initial.get("casa")
        if proposto and len(trovati := luoghi.trova(proposto[:80])) == 1:
            self.initial["casa"] = trovati[0].nome

    def bisogno(self):
        """Return comune, tipologia and periodo of a valid form, as rows."""
        dati = self.cleaned_data
        return {
            "comune": dati["casa"],
            "tipologia": Tipologia.objects.get(code=dati["tipologia"]),
            "periodo": Periodo.objects.filter(code=dati["periodo"]).first(),
        }
