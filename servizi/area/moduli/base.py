"""The form of one section of a sheet: only what the typology needs, and what is there already."""

from functools import partial

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from core.proposte.moduli import ModuloScheda
from servizi.area.moduli.campi import GIORNO_ISO, CampoDiSezione, SiNoSelect
from servizi.area.moduli.scelte import Scelte
from servizi.domande import DOMANDE
from servizi.models import VoceTipologia
from servizi.qualita import uso

Uso = VoceTipologia.Uso
TESTO_MASSIMO = 5000
OBBLIGATORIA = {"livello": "obbligatoria", "testo": _("Serve per pubblicare.")}
PRIVATA = {"livello": "privata", "testo": _("Non si pubblica: la vedete solo tu e ATS.")}


class SezioneForm(ModuloScheda):
    """A section. ``voci``: {code of a question: VoceTipologia} of the typology (servizi.voci.voci_di)."""

    use_required_attribute = False
    bound_field_class = CampoDiSezione
    privati = ()
    aiuti_gruppi = {}

    def __init__(self, data=None, *, oggetto, voci):
        self.voci_tipologia = voci
        scelte = Scelte(self)
        self.righe = {
            campo: partial(classe, form_kwargs={"scelte": scelte}) for campo, classe in self.righe.items()
        }
        super().__init__(data, oggetto=oggetto)
        self._togli_cio_che_non_serve()
        self._vesti()
        self._segna_le_voci()

    def serve(self, codice):
        """Return whether the typology needs the question ``codice``."""
        voce = self.voci_tipologia.get(codice)
        return voce is None or voce.uso != Uso.NON_SERVE

    def is_valid(self):
        """Return whether the fields and all the lines are right; what compares them is in ``controlla``."""
        valido = super().is_valid()
        if valido:
            self.controlla()
        return not self.errors and valido

    def controlla(self):
        """Add the errors that only fields and lines together can tell."""

    def valori(self):
        """Return {field: plain value} of a valid form."""
        voci, modello = self.scheda.per_campo, self.scheda.modello
        campi = [campo for campo in self._campi() if campo in self.fields]
        valori = {c: voci[c].dal_modulo(modello, self.cleaned_data[c]) for c in campi}
        gruppi = self.gruppi.items()
        return valori | {c: voci[c].dal_modulo(modello, gruppo.righe_scritte()) for c, gruppo in gruppi}

    def parti(self):
        """Return fields and groups of lines in the order of the sheet: {campo} or {gruppo, titolo, …}."""
        return [self._parte(campo) for campo in self._campi() if campo in self.fields or campo in self.gruppi]

    def altra_riga(self, campo):
        """Show one more line of ``campo`` with all that was typed, unchecked; nothing for an unknown one."""
        chiave = f"{campo}-TOTAL_FORMS"
        if campo in self.righe and self.data.get(chiave, "").isdecimal():
            self.data[chiave] = str(min(int(self.data[chiave][:4]) + 1, 80))
        self._errors = ErrorDict()
        for gruppo in self.gruppi.values():
            gruppo.dimentica_errori()

    def righe_errate(self):
        """Return (field, name) of the groups of lines with something wrong."""
        return [
            (campo, self.scheda.etichetta(campo))
            for campo, g in self.gruppi.items()
            if g.is_bound and not g.is_valid()
        ]

    def _parte(self, campo):
        if campo in self.fields:
            return {"campo": self[campo]}
        return {
            "gruppo": self.gruppi[campo],
            "nome": campo,
            "titolo": self.scheda.etichetta(campo),
            "note": self.note_dei_gruppi[campo],
            "aiuto": self.aiuti_gruppi.get(campo, ""),
        }

    def _togli_cio_che_non_serve(self):
        """Leave out what the typology does not need, where nothing is written: data are never hidden."""
        for domanda in DOMANDE:
            if not self.serve(domanda.codice) and not domanda.risposta(self.attuali):
                for campo in domanda.campi:
                    self.fields.pop(campo, None)
                    self.gruppi.pop(campo, None)

    def _vesti(self):
        """Give the fields of the model the controls of the area."""
        for campo in self.fields.values():
            if isinstance(campo, forms.NullBooleanField):
                campo.widget = SiNoSelect()
            elif isinstance(campo, forms.DateField):
                campo.widget = forms.DateInput(format=GIORNO_ISO, attrs={"type": "date"})
            elif isinstance(campo.widget, forms.Textarea):
                campo.widget.attrs["rows"] = 5
                campo.validators.append(MaxLengthValidator(TESTO_MASSIMO))

    def _segna_le_voci(self):
        """Say which fields are needed to publish, which nobody else sees, and what staff suggest."""
        self.aiuti_gruppi = dict(self.aiuti_gruppi)
        for domanda in DOMANDE:
            voce = self.voci_tipologia.get(domanda.codice)
            suoi = [campo for campo in domanda.campi if campo in self.fields or campo in self.gruppi]
            if voce is None or not suoi:
                continue
            if uso(domanda, self.voci_tipologia) == Uso.OBBLIGATORIA:
                self._nota(suoi[0], OBBLIGATORIA)
            if voce.suggerimento:
                self._suggerisci(suoi[0], voce.suggerimento)
        for campo in self.privati:
            self._nota(campo, PRIVATA)

    def _nota(self, campo, nota):
        note = self.fields[campo].note if campo in self.fields else self.note_dei_gruppi[campo]
        note.append(nota)

    def _suggerisci(self, campo, testo):
        if campo in self.fields:
            self.fields[campo].help_text = testo
        else:
            self.aiuti_gruppi[campo] = testo
