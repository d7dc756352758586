"""Where the firm is and what it looks for: the services around, as a welfare plan sees them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from imprese.models import Obiettivo, Tema
from ricerca.campi import CampoComune
from ricerca.forms import CampoVoce
from ricerca.luoghi import Luoghi
from territorio.models import Comune


def _voci(modello):
    return lambda: list(modello.objects.filter(ritirato_il=None).values_list("code", "label"))


class ServiziForm(forms.Form):
    """The comune of the firm or of who works there; a topic or an aim, or all that a plan may pay."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        luoghi = Luoghi(
            Comune.objects.only("nome", "slug", "codice_istat", "alias", "cessato_il", "confluito_in")
        )
        self.fields["comune"] = CampoComune(
            luoghi=lambda: luoghi,
            label=_("Comune"),
            help_text=_("Dove ha sede l’impresa, o dove abita chi ci lavora."),
        )
        self.fields["comune"].error_messages["required"] = _("Scrivi il comune.")
        self.fields["tema"] = CampoVoce(
            voci=_voci(Tema), vuota=_("tutto quello che un piano può pagare"), label=_("Tema"), required=False
        )
        self.fields["obiettivo"] = CampoVoce(
            voci=_voci(Obiettivo), vuota=_("qualunque"), label=_("Obiettivo"), required=False
        )
