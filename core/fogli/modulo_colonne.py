"""The form that tells which column of a file fills which field."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fogli.colonne import lettera
from core.models import MappaColonne

ESEMPI = 2  # values of a column shown beside its heading


class ColonneForm(forms.Form):
    """For each heading of the file, the field it fills; perhaps a name to keep the choice with."""

    nome_mappa = forms.CharField(
        label=gettext_lazy("Salva questi abbinamenti con un nome"), max_length=60, required=False
    )

    def __init__(self, *args, tabella, foglio, **kwargs):
        super().__init__(*args, **kwargs)
        self.tabella, self.foglio = tabella, foglio
        scelte = [(c.nome, nome_con_segno(c)) for c in tabella.colonne]
        for posto, titolo in enumerate(foglio.intestazioni):
            campo = forms.ChoiceField(choices=[("", _("non usare")), *scelte], required=False, label=titolo)
            self.fields[f"colonna_{posto}"] = campo
        salvate = MappaColonne.objects.filter(tabella=tabella.nome).values_list("nome", flat=True)
        nomi = ", ".join(f"«{nome}»" for nome in salvate)
        aiuto = _("La prossima volta un file con le stesse intestazioni si legge da solo.")
        if nomi:
            aiuto += " " + _("Ci sono già: %(nomi)s. Lo stesso nome la sostituisce.") % {"nomi": nomi}
        self.fields["nome_mappa"].help_text = aiuto

    def clean(self):
        """Refuse a field chosen twice; name the needed ones that nothing fills."""
        dati = super().clean()
        presi = {}
        for posto, titolo in enumerate(self.foglio.intestazioni):
            nome = dati.get(f"colonna_{posto}")
            if nome in presi:
                testo = _("È già preso dalla colonna «%(titolo)s».") % {"titolo": presi[nome]}
                self.add_error(f"colonna_{posto}", testo)
            elif nome:
                presi[nome] = titolo
        for colonna in self.tabella.mancanti({titolo: nome for nome, titolo in presi.items()}):
            testo = _("Nessuna colonna è abbinata a «%(campo)s», che serve.")
            self.add_error(None, testo % {"campo": capfirst(colonna.titolo)})
        return dati

    def mappa(self):
        """Return {heading: key of a column, “” for none}."""
        return {
            titolo: self.cleaned_data[f"colonna_{posto}"]
            for posto, titolo in enumerate(self.foglio.intestazioni)
        }

    def righe(self):
        """Yield (letter, heading, examples, field) of each column of the file."""
        for posto, titolo in enumerate(self.foglio.intestazioni):
            yield lettera(posto), titolo, esempi(self.foglio, titolo), self[f"colonna_{posto}"]


def esempi(foglio, titolo):
    """Return the first two different values of a column."""
    valori = dict.fromkeys(riga[titolo][:60] for _numero, riga in foglio.righe if riga[titolo])
    return list(valori)[:ESEMPI]


def nome_con_segno(colonna):
    """Return the name of a column, with a star when it is needed."""
    return f"{capfirst(colonna.titolo)} *" if colonna.obbligatoria else capfirst(colonna.titolo)
