"""The weekly schedule as people write it: some days, from, to, one line. Kept a row a day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from servizi.area.moduli.campi import giorno, ora
from servizi.area.moduli.righe import RigaForm, RigheFormSet, righe
from servizi.area.moduli.scelte import GIORNI_BREVI

INSIEME = ("sede", "dalle", "alle", "periodo", "dal", "al")


def raggruppa(orari):
    """Return one line for the days that have everything else the same: {"giorni": […], …}; plain values."""
    gruppi = {}
    for riga in orari:
        gruppi.setdefault(tuple(riga[nome] for nome in INSIEME), []).append(riga["giorno"])
    linee = [dict(zip(INSIEME, chiave, strict=True)) | {"giorni": sorted(g)} for chiave, g in gruppi.items()]
    return sorted(linee, key=lambda r: (r["sede"] or 0, r["dal"] or "", r["giorni"], r["dalle"]))


def espandi(linee):
    """Return a row for each day of each line, no row twice: the opposite of ``raggruppa``."""
    orari = []
    for linea in linee:
        resto = {nome: linea.get(nome) for nome in INSIEME}
        for numero in linea["giorni"]:
            riga = resto | {"giorno": numero}
            if riga not in orari:
                orari.append(riga)
    return orari


class OrarioForm(RigaForm):
    """Days of the week with the same hours, at one door or at all, perhaps in one period."""

    giorni = forms.TypedMultipleChoiceField(
        label=_("Giorni"), coerce=int, choices=GIORNI_BREVI, widget=forms.CheckboxSelectMultiple
    )
    dalle = ora(label=_("Dalle"))
    alle = ora(label=_("Alle"))
    sede = forms.TypedChoiceField(label=_("Dove"), coerce=int, empty_value=None, required=False)
    periodo = forms.TypedChoiceField(
        label=_("Solo in questo periodo"), coerce=int, empty_value=None, required=False
    )
    dal = giorno(label=_("Vale dal"), required=False)
    al = giorno(label=_("Vale fino al"), required=False)
    aggiungi = _("Aggiungi un altro orario")
    altro = _("Vale solo in un periodo o fra due date")
    dettagli = ("periodo", "dal", "al")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sede"].choices = self.scelte.porte_o_tutte
        self.fields["periodo"].choices = self.scelte.periodi
        if len(self.scelte.porte) < 2 and not self.initial.get("sede"):
            del self.fields["sede"]

    def clean(self):
        """Refuse hours that end before they begin."""
        dati = super().clean()
        dalle, alle = dati.get("dalle"), dati.get("alle")
        if dalle and alle and alle <= dalle:
            self.add_error(
                "alle",
                _("L’orario finisce prima di cominciare. Se passa la mezzanotte, dividilo in due."),
            )
        return dati


class OrariDellaSettimana(RigheFormSet):
    """The weekly schedule: lines of days."""

    def __init__(self, *args, initial=None, **kwargs):
        linee = [
            linea | {"dalle": linea["dalle"][:5], "alle": linea["alle"][:5]}
            for linea in raggruppa(initial or [])
        ]
        super().__init__(*args, initial=linee, **kwargs)

    def righe_scritte(self):
        """Return a row for each day."""
        return espandi(super().righe_scritte())


OrariFormSet = righe(OrarioForm, OrariDellaSettimana)
