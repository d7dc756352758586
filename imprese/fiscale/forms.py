"""The forms of the calculator: amounts as people type them, years that have checked rules."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.denaro import ImportoField
from core.protezione import ModuloAnonimo
from imprese.fiscale.regole import anni

MASSIMO = 1_000_000  # euro: beyond it is a mistake of typing
CIFRE = {"max_digits": 9, "decimal_places": 2, "min_value": 0, "max_value": MASSIMO}


class PercentoField(ImportoField):
    """A percentage typed in the Italian way: “9,49”."""

    default_error_messages = {"invalid": _("Scrivi una percentuale, per esempio 9,49.")}


class DellAnnoForm(ModuloAnonimo):
    """A form about one year. Any other year is refused by the rules, in words."""

    anno = forms.IntegerField(label=_("Anno"), min_value=1900, max_value=2200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        possibili = anni()
        oggi = timezone.localdate().year
        self.fields["anno"].initial = oggi if oggi in possibili else next(iter(possibili), None)
        detto = ", ".join(str(anno) for anno in sorted(possibili)) or _("nessuno, per ora")
        self.fields["anno"].help_text = _("Anni con regole controllate: %(anni)s.") % {"anni": detto}


class PremioForm(DellAnnoForm):
    """The same amount as a bonus in cash or as welfare."""

    importo = ImportoField(label=_("Quanto vuoi dare, in euro"), **CIFRE)
    reddito = ImportoField(
        label=_("Reddito imponibile dell’anno di chi lavora, in euro"),
        help_text=_("Senza il premio, dopo i contributi. È nella Certificazione unica."),
        **CIFRE,
    )
    contributi_lavoratore = PercentoField(
        label=_("Contributi a carico di chi lavora (%)"),
        help_text=_("Cambiano per settore e dimensione: sono in busta paga."),
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=100,
    )
    contributi_impresa = PercentoField(
        label=_("Contributi a carico dell’impresa (%)"),
        help_text=_("Chiedili a chi fa le tue buste paga."),
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=100,
    )
    agevolato = forms.BooleanField(
        label=_(
            "È un premio di risultato: c’è un accordo aziendale o territoriale depositato, e chi lavora "
            "l’anno prima era entro il limite di reddito"
        ),
        required=False,
    )


class BenefitForm(DellAnnoForm):
    """Goods and services of a year against the threshold."""

    importo = ImportoField(
        label=_("Beni e servizi dati nell’anno, in euro"),
        help_text=_("Buoni, bollette, affitto o mutuo della prima casa: tutto insieme."),
        **CIFRE,
    )
    figli = forms.BooleanField(label=_("Ha figli fiscalmente a carico"), required=False)
