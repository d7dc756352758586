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


def campo_comune(**opzioni):
    """Return the field of a comune by any of its names."""
    luoghi = Luoghi(
        Comune.objects.only("nome", "slug", "codice_istat", "alias", "cessato_il", "confluito_in")
    )
    testi = {
        "label": _("Comune"),
        "help_text": _("Dove ha sede l’impresa, o dove abita chi ci lavora."),
    }
    return CampoComune(luoghi=lambda: luoghi, **testi | opzioni)


class ServiziForm(forms.Form):
    """The comune of the firm or of who works there; a topic or an aim, or all that a plan may pay."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comune"] = campo_comune()
        self.fields["comune"].error_messages["required"] = _("Scrivi il comune.")
        self.fields["tema"] = CampoVoce(
            voci=_voci(Tema), vuota=_("tutto quello che un piano può pagare"), label=_("Tema"), required=False
        )
        self.fields["obiettivo"] = CampoVoce(
            voci=_voci(Obiettivo), vuota=_("qualunque"), label=_("Obiettivo"), required=False
        )
