"""What the overview may be asked. A form, not a FilterSet: rows are added up in memory, not by a queryset."""

from django import forms
from django.utils.translation import gettext_lazy as _

from progetti.panoramica.chiavi import PER
from progetti.panoramica.gruppi import NATURE

TUTTI = {
    "ciclo": _("Tutti i cicli"),
    "fondo": _("Tutti i fondi"),
    "linea": _("Tutte le linee"),
    "ambito": _("Tutti gli ambiti"),
    "anno": _("Tutti gli anni"),
    "tipo": _("Tutti i tipi"),
}
DIMOSTRATIVI = "dimostrativi"
MAPPE = {
    "abitante": _("contributi concessi, per abitante"),
    "concesso": _("contributi concessi, in tutto"),
    "progetti": _("numero di progetti"),
}


def Scelta(label, scelte=(), **kwargs):  # noqa: N802 - it makes a field
    """Return a choice that may be left empty."""
    return forms.ChoiceField(label=label, choices=scelte, required=False, **kwargs)


class PanoramicaForm(forms.Form):
    """Filters, grouping and map. ``dati``: the ``Dati`` to choose among."""

    use_required_attribute = False

    per = Scelta(_("Somma per"), list(PER.items()))
    ciclo = Scelta(_("Ciclo"))
    fondo = Scelta(_("Fondo"))
    linea = Scelta(_("Linea di azione"))
    ambito = Scelta(_("Ambito"))
    anno = Scelta(_("Anno della somma"))
    tipo = Scelta(_("Tipo di progetto"))
    mappa = Scelta(_("Che cosa mostra la mappa"), list(MAPPE.items()))
    dati = Scelta(_("Dati"), [(DIMOSTRATIVI, _("dimostrativi"))], widget=forms.HiddenInput)

    def __init__(self, *args, dati, **kwargs):
        super().__init__(*args, **kwargs)
        for per, tutti in TUTTI.items():
            self.fields[per].choices = [("", tutti), *dati.nomi[per].items()]

    @property
    def scelte(self):
        """Return {grouping: key} of the filters; empty while the form has errors."""
        return {per: self.cleaned_data.get(per, "") for per in PER} if self.is_valid() else {}

    @property
    def raggruppa(self):
        """Return the grouping: by cycle unless told otherwise."""
        return self.cleaned_data.get("per") or "ciclo"


class RigheForm(PanoramicaForm):
    """The same filters, on the page of the rows: of one kind, or of all."""

    natura = Scelta(
        _("Che somme"), [("", _("tutte, ognuna per conto suo")), *((n.value, n.label) for n in NATURE)]
    )

    field_order = ["natura"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["mappa"]
        self.fields["per"].widget = forms.HiddenInput()


def cicli_da_confrontare(parametri, piani):
    """Return (the two cycles to compare or None, error in words or an empty text).

    ``parametri``: the QueryDict; ``confronta`` holds two codes, in one value with a comma or in two values.
    ``piani``: {code: Piano}.
    """
    codici = [c.strip() for valore in parametri.getlist("confronta") for c in valore.split(",") if c.strip()]
    if not codici:
        return None, ""
    if len(codici) != 2 or codici[0] == codici[1]:
        return None, _("Scegli due cicli diversi da confrontare.")
    if any(codice not in piani for codice in codici):
        return None, _("Uno dei cicli da confrontare non c’è: sceglilo dal menu.")
    return (piani[codici[0]], piani[codici[1]]), ""
