"""Two people on one sheet: a form remembers what it was read with, and overwrites nobody in silence.

The form of a row that exists carries a signed imprint of its values. When it comes back, what only somebody
else has changed stays as it is; what both have changed is told, with what is written now, and the next save
overwrites it knowingly.
"""

import hashlib

from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.forms import CharField, HiddenInput
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.proposte.valori import NIENTE, chiave, in_chiaro, scritti

LETTA = "versione_letta"
SALE = "core.admin.lettura"


class ImprontaField(CharField):
    """The imprint: never what was sent, always what the page must send next (``fresca``)."""

    widget = HiddenInput

    def __init__(self):
        super().__init__(required=False)
        self.fresca = ""

    def bound_data(self, data, initial):
        """Return the imprint of now."""
        return self.fresca

    def clean(self, value):
        """Return nothing: what was sent is read by its form, whatever it is."""
        return ""

    def has_changed(self, initial, data):
        """Return False: it is not a value of the row."""
        return False


def con_lettura(modulo):
    """Return the model form class ``modulo`` that remembers what its row was read with."""

    class ConLettura(modulo):
        tenute = ()

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self._campi = [c for c in map(self._campo, self.fields) if c is not None]
            if self.instance.pk is not None:
                self.fields[LETTA] = ImprontaField()
                self._ora = {campo.name: _impronta(campo, self.initial[campo.name]) for campo in self._campi}
                self._rinnova(self._ora)

        def clean(self):
            dati = super().clean()
            letta = self._letta()
            if letta and self.instance.pk is None:
                self.add_error(None, _tolta())
            elif letta:
                self._confronta(letta)
            return dati

        def _campo(self, nome):
            """Return the field of the model that the form shows as ``nome``; None for what is not one."""
            try:
                return self._meta.model._meta.get_field(nome) if nome in self.initial else None
            except FieldDoesNotExist:
                return None

        def _letta(self):
            """Return {field: imprint} as the page that was sent was read; empty when it does not say."""
            try:
                return signing.loads(self.data.get(self.add_prefix(LETTA), ""), salt=SALE)
            except signing.BadSignature:
                return {}

        def _confronta(self, letta):
            """Leave alone what only others changed; add an error where both did."""
            mosse = [c for c in self._campi if letta.get(c.name, self._ora[c.name]) != self._ora[c.name]]
            puliti = self.cleaned_data
            scritte = {c.name: _impronta(c, puliti[c.name]) for c in mosse if c.name in puliti}
            tenute = [c for c in mosse if scritte.get(c.name) == letta[c.name]]
            for campo in mosse:
                if campo in tenute:
                    del puliti[campo.name]
                elif scritte.get(campo.name) != self._ora[campo.name]:
                    self.add_error(campo.name, _mossa(self.instance, campo, self.initial[campo.name]))
            self.tenute = [str(capfirst(campo.verbose_name)) for campo in tenute]
            self._rinnova(self._ora | {campo.name: letta[campo.name] for campo in tenute})

        def _rinnova(self, impronte):
            campo = self.fields[LETTA]
            campo.fresca = campo.initial = signing.dumps(impronte, salt=SALE, compress=True)

    return ConLettura


def con_righe_lette(formset):
    """Return the formset class ``formset`` each of whose lines remembers what it was read with."""

    class ConRigheLette(formset):
        form = con_lettura(formset.form)

    return ConRigheLette


def _impronta(campo, valore):
    """Return a short text that is the same for equal values of the field."""
    return hashlib.sha256(chiave(_valore(campo, valore)).encode()).hexdigest()[:16]


def _valore(campo, valore):
    """Return the plain value, or the sorted ones of a field that has many."""
    if campo.many_to_many:
        return sorted(in_chiaro(campo, riga) for riga in valore or [])
    return "" if valore is None else in_chiaro(campo, valore)


def _mossa(riga, campo, valore):
    """Return what to tell who finds a field changed: by whom, and what is written now."""
    valore = _valore(campo, valore)
    ora = scritti(campo, valore if campo.many_to_many else [valore])
    ultima = riga.history.first() if hasattr(riga, "history") else None
    chi = (ultima and ultima.history_user) or _("qualcuno")
    return _(
        "Nel frattempo %(chi)s ha cambiato questa voce: ora c’è scritto «%(ora)s». "
        "Se salvi di nuovo, resta quello che hai scritto tu."
    ) % {"chi": chi, "ora": "; ".join(ora) or NIENTE}


def _tolta():
    return _(
        "Nel frattempo questa riga è stata tolta o riscritta: mettile la spunta per toglierla e, se serve, "
        "scrivila di nuovo in fondo."
    )
