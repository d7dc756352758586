"""The form of one section of a sheet, for who keeps it: it shows what waits, and overwrites no colleague."""

from copy import copy

from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from core.proposte.azioni import proponi
from core.proposte.errori import CambiatoNelFrattempo
from core.proposte.lettura import aperta_di, con_proposta
from core.proposte.schede import scheda_di

SALE = "core.proposte.base"


class ModuloScheda(forms.ModelForm):
    """A section of the sheet ``oggetto``: fields of the model (``Meta.fields``) and perhaps lines.

    ``righe`` is {related name: formset class, its forms with the columns of the lines}; the formsets of an
    instance are in ``gruppi``, {related name: formset}. What is shown is the live sheet with its open
    proposal on top. The values as they were read travel in the signed field ``base``: where somebody else has
    changed meanwhile a field that is changed here too, ``salva`` says so beside it and the text typed stays;
    saving again overwrites, knowingly.
    """

    righe = {}
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, oggetto, **kwargs):
        self.scheda = scheda_di(oggetto)
        self.oggetto, self.proposta = oggetto, aperta_di(oggetto)
        self.attuali = con_proposta(oggetto, self.proposta)
        if data is not None:
            data = data.copy()
        super().__init__(data, files, instance=self._bozza(), initial=self._iniziali(), **kwargs)
        self.gruppi = {
            campo: classe(data, prefix=campo, initial=self.attuali[campo])
            for campo, classe in self.righe.items()
        }
        self.initial["base"] = self._firma(self.attuali)
        sensibili = set() if self.scheda.fidata(oggetto) else self.scheda.da_leggere(oggetto)
        for campo in self._campi():
            if campo in self.fields:
                self.fields[campo].note = self._note(campo, sensibili)
        self.note_dei_gruppi = {campo: self._note(campo, sensibili) for campo in self.gruppi}

    def is_valid(self):
        """Return whether the fields and all the lines are right."""
        return all([super().is_valid(), *(gruppo.is_valid() for gruppo in self.gruppi.values())])

    def valori(self):
        """Return {field: plain value} of a valid form."""
        dati = {campo: self.cleaned_data[campo] for campo in self._campi() if campo in self.fields}
        for campo, gruppo in self.gruppi.items():
            piene = [f.cleaned_data for f in gruppo.forms if f.has_changed() or f.initial]
            dati[campo] = [r for r in piene if r and not r.get("DELETE")]
        voci = self.scheda.per_campo
        return {c: voci[c].dal_modulo(self.scheda.modello, valore) for c, valore in dati.items()}

    def cambiate(self):
        """Return the fields of a valid form whose values are not those of now."""
        return [campo for campo, valore in self.valori().items() if valore != self.attuali[campo]]

    def salva(self, autore):
        """Propose the changes of a valid form; return what ``proponi`` does, None when something is refused.

        Then the errors are in the form.
        """
        try:
            return proponi(oggetto=self.oggetto, cambi=self.valori(), base=self._base(), autore=autore)
        except CambiatoNelFrattempo as conflitto:
            self._di_chi_ha_cambiato(conflitto.voci)
        except ValidationError as errore:
            self._segna(errore)
        return None

    def _campi(self):
        mie = {*self.fields, *self.righe}
        return [voce.campo for voce in self.scheda.voci if voce.campo in mie]

    def _bozza(self):
        """Return a copy of the row with what waits on it: the form checks and changes that, not the sheet."""
        bozza = copy(self.oggetto)
        for campo in self._meta.fields:
            self.scheda.per_campo[campo].prepara(bozza, self.attuali[campo])
        return bozza

    def _iniziali(self):
        molti = {c.name for c in self.scheda.modello._meta.many_to_many}
        return {campo: self.attuali[campo] for campo in self._meta.fields if campo in molti}

    def _firma(self, valori):
        return self._firmata({campo: valori[campo] for campo in [*self._meta.fields, *self.righe]})

    def _firmata(self, base):
        """Return ``base`` signed for this sheet alone."""
        return signing.dumps([self.scheda.nome, self.oggetto.pk, base], salt=SALE)

    def _base(self):
        """Return what was read of this sheet, nothing for what was signed of another one."""
        try:
            nome, pk, base = signing.loads(self.cleaned_data["base"], salt=SALE)
        except (signing.BadSignature, ValueError):
            return {}
        return self.scheda.ancora(base) if (nome, pk) == (self.scheda.nome, self.oggetto.pk) else {}

    def _di_chi_ha_cambiato(self, voci):
        """Say what somebody else wrote, beside each field; from now on that is what was read."""
        for campo, valore in voci.items():
            scritto = "; ".join(self.scheda.mostra(campo, valore))
            testo = _(
                "Mentre scrivevi qualcun altro ha cambiato questa voce. Ora c’è: «%(ora)s». "
                "Quello che hai scritto tu è rimasto qui: se salvi ancora, vale il tuo."
            )
            errore = ValidationError(testo, code="conflitto", params={"ora": scritto})
            self.add_error(campo if campo in self.fields else None, errore)
        self.data[self.add_prefix("base")] = self._firmata(self._base() | voci)

    def _segna(self, errore):
        """Put an error of the sheet beside its field, or on top."""
        if not hasattr(errore, "error_dict"):
            self.add_error(None, errore)
            return
        for campo, errori in errore.error_dict.items():
            self.add_error(campo if campo in self.fields and campo != NON_FIELD_ERRORS else None, errori)

    def _note(self, campo, sensibili):
        """Return what to say beside a field: list of {livello, testo}."""
        note = []
        if self.proposta and campo in self.proposta.commenti:
            testo = _("ATS chiede: %(commento)s") % {"commento": self.proposta.commenti[campo]}
            note.append({"livello": "commento", "testo": testo})
        if self.proposta and campo in self.proposta.cambi:
            vivo = "; ".join(self.scheda.mostra(campo, self.proposta.cambi[campo]["prima"]))
            testo = _("In attesa di ATS. Nel portale ora c’è: %(ora)s") % {"ora": vivo}
            note.append({"livello": "attesa", "testo": testo})
        elif campo in sensibili:
            testo = _("Se la cambi, si pubblica dopo che ATS l’ha letta.")
            note.append({"livello": "sensibile", "testo": testo})
        lettori = self.scheda.per_campo[campo].lettori
        if lettori:
            note.append({"livello": "privata", "testo": lettori})
        return note
