"""What an operator decides about a proposal, as a form: one choice and one comment a field."""

from django import forms
from django.utils.translation import gettext_lazy as _

PAROLE = 2000

ACCOGLI, RESTITUISCI, RESPINGI = "accogli", "restituisci", "respingi"
SCELTE = [
    (ACCOGLI, _("Accogli")),
    (RESTITUISCI, _("Da correggere (scrivi che cosa)")),
    (RESPINGI, _("Non accogliere (scrivi perché)")),
]


class ParoleField(forms.CharField):
    """A few lines for who sent the change."""

    def __init__(self, *, label, righe=2):
        super().__init__(
            label=label,
            required=False,
            max_length=PAROLE,
            widget=forms.Textarea(attrs={"rows": righe, "class": "vLargeTextField"}),
        )

    def prepare_value(self, value):
        """Return the text to show again, without the character that no page may hold."""
        return value.replace("\x00", "") if isinstance(value, str) else value


class DecisioneForm(forms.Form):
    """Decide a proposal. ``cambiano`` are its fields, ``altre`` those that may be commented without a change.

    ``versione`` is the one that was read.
    """

    versione = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    testo = ParoleField(label=_("Parole per tutta la proposta (facoltative)"), righe=3)

    def __init__(self, *args, cambiano=(), altre=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.cambiano, self.altre = list(cambiano), list(altre)
        for campo in self.cambiano:
            self.fields[f"scelta_{campo}"] = forms.ChoiceField(
                label=_("Che cosa decidi"), choices=SCELTE, widget=forms.RadioSelect, required=False
            )
        for campo in [*self.cambiano, *self.altre]:
            self.fields[f"commento_{campo}"] = ParoleField(label=_("Commento per chi l’ha mandata"))

    def clean(self):
        """Ask for the words of what is returned or refused, and for the choice that words go with."""
        dati = super().clean()
        for campo in self.cambiano:
            scelta, nome = dati.get(f"scelta_{campo}"), f"commento_{campo}"
            if nome not in dati:
                continue
            if scelta in (RESTITUISCI, RESPINGI) and not dati[nome]:
                self.add_error(nome, _("Scrivi che cosa non va: lo legge chi ha mandato la modifica."))
            elif dati[nome] and scelta == ACCOGLI:
                self.add_error(nome, _("Questa voce la accogli: metti il commento nelle parole in fondo."))
            elif dati[nome] and not scelta:
                self.add_error(f"scelta_{campo}", _("Hai scritto un commento: scegli che cosa decidi."))
        return dati

    @property
    def commentate(self):
        """Return whether some field has a comment."""
        return any(self.cleaned_data.get(f"commento_{campo}") for campo in [*self.cambiano, *self.altre])

    @property
    def decisione(self):
        """Return the arguments of ``core.proposte.decidi`` that the form holds."""
        dati = self.cleaned_data

        def con(scelta):
            scelti = [c for c in self.cambiano if dati[f"scelta_{c}"] == scelta]
            return {campo: dati[f"commento_{campo}"] for campo in scelti}

        altre = {c: dati[f"commento_{c}"] for c in self.altre if dati[f"commento_{c}"]}
        return {
            "accolti": list(con(ACCOGLI)),
            "restituiti": con(RESTITUISCI) | altre,
            "respinti": con(RESPINGI),
        }

    def riletta(self, versione):
        """Return the same form, all that was typed still there, for the version now on the page."""
        scritti = self.data.copy()
        scritti["versione"] = versione
        return type(self)(scritti, cambiano=self.cambiano, altre=self.altre)
