"""The form of a sheet: narrative, spending, a block for each indicator with its last value carried over."""

from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext_lazy as _

from aderenti.forms_domande import CampoRighe
from core.models.denaro import ImportoField
from piani.models import Indicatore
from progetti.indicatori.parti import Per, controlla_parti, divisioni, etichette
from progetti.models import ParteValore
from progetti.monitoraggio.azioni import NARRATIVA
from progetti.monitoraggio.parole import cifra_intera
from progetti.monitoraggio.valori import FRAZIONI, Voce, del_periodo, seguiti, ultimi

CUMULATO = Indicatore.Valore.CUMULATO
COMUNI_MASSIMI = 20


@dataclass
class Blocco:
    """An indicator in the form: its fields by what they are, and what was said of it before."""

    seguito: object
    chiave: str
    ultimo: object = None
    ultimo_detto: str = ""
    obiettivo: str = ""
    partenza: str = ""
    campi: list = field(default_factory=list)
    divisioni: list = field(default_factory=list)
    commenti: list = field(default_factory=list)

    @property
    def indicatore(self):
        """Return the indicator of the catalogue."""
        return self.seguito.indicatore


class NumeroField(forms.DecimalField):
    """A count or a measure typed in the Italian way."""

    def __init__(self, **kwargs):
        super().__init__(
            min_value=0, max_digits=12, decimal_places=2, localize=True, required=False, **kwargs
        )


class SchedaForm(forms.Form):
    """The sheet of a project in a round. What is missing only stops the sending."""

    attivita = CampoRighe(
        label=_("Che cosa è stato fatto"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    problemi = CampoRighe(
        label=_("Problemi e ritardi"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Scrivilo anche se va tutto bene. Non scrivere nomi di persone."),
    )
    prossimi_passi = CampoRighe(
        label=_("Prossimi passi"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    speso = ImportoField(
        label=_("Speso dall’inizio, in euro"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("Tutto quello che il progetto ha pagato fino alla fine del periodo."),
    )

    def __init__(self, *args, scheda, precedente=None, **kwargs):
        """``precedente``: the sheet of the round before, whose spending is shown."""
        self.scheda = scheda
        super().__init__(*args, **kwargs)
        for campo in NARRATIVA:
            self.fields[campo].initial = getattr(scheda, campo)
        presenti, prima = del_periodo(scheda), ultimi(scheda)
        self.blocchi = [
            self._blocco(seguito, presenti.get(seguito.pk), prima.get(seguito.pk))
            for seguito in seguiti(scheda.progetto)
        ]
        if precedente and precedente.speso is not None:
            self.fields["speso"].help_text = _("L’ultima volta: %(quanto)s €.") % {"quanto": precedente.speso}

    def _blocco(self, seguito, riga, ultimo):
        indicatore = seguito.indicatore
        blocco = Blocco(
            seguito,
            f"indicatore-{seguito.pk}",
            ultimo=ultimo,
            ultimo_detto=_detto(indicatore, ultimo),
            obiettivo=cifra_intera(indicatore, seguito.obiettivo),
            partenza=cifra_intera(indicatore, seguito.partenza),
        )
        portato = ultimo if riga is None and indicatore.valore == CUMULATO else None
        da = riga or portato
        for nome, campo in _campi(indicatore).items():
            campo.initial = getattr(da, nome, None) if da else None
            self._aggiungi(blocco.campi, f"{blocco.chiave}-{nome}", campo)
        for per in divisioni(indicatore):
            self._divisione(blocco, per, riga)
        return blocco

    def _divisione(self, blocco, per, riga):
        parti = {p.voce: p.quantita for p in riga.parti.all() if p.per == per} if riga else {}
        voci = _voci(per, self.scheda.progetto)
        campi = []
        for voce, etichetta in voci.items():
            campo = NumeroField(label=etichetta, initial=parti.get(voce))
            self._aggiungi(campi, f"{blocco.chiave}-{per}-{voce}", campo)
        if campi:
            blocco.divisioni.append((Per(per).label, campi))

    def _aggiungi(self, elenco, nome, campo):
        self.fields[nome] = campo
        elenco.append(self[nome])

    def clean(self):
        """Check each indicator by itself: parts that make the total, fractions, a total that goes down."""
        super().clean()
        self.valori = {}
        for blocco in self.blocchi:
            voce = self._voce(blocco)
            self.valori[blocco.seguito.pk] = voce
            if not any(nome.startswith(blocco.chiave + "-") for nome in self.errors):
                self._controlla(blocco, voce)
        return self.cleaned_data

    def _voce(self, blocco):
        figure, parti = {}, {}
        for nome, valore in self.cleaned_data.items():
            if not nome.startswith(f"{blocco.chiave}-"):
                continue
            resto = nome.removeprefix(f"{blocco.chiave}-")
            per, _separa, voce = resto.partition("-")
            if per in Per.values:
                if valore is not None:
                    parti[per, voce] = valore
            elif valore is not None:
                figure[resto] = valore
        return Voce(parti=parti, **figure)

    def _controlla(self, blocco, voce):
        primo = blocco.campi[0].name
        if (voce.numeratore is None) != (voce.denominatore is None):
            self.add_error(primo, _("Scrivi numeratore e denominatore, oppure nessuno dei due."))
        elif voce.denominatore == 0:
            self.add_error(f"{blocco.chiave}-denominatore", _("Il denominatore è più di zero."))
        if voce.parti and voce.valore is None:
            self.add_error(primo, _("Hai scritto le parti: scrivi anche il totale."))
        else:
            try:
                controlla_parti(blocco.indicatore, voce.valore, voce.parti)
            except forms.ValidationError as errore:
                self.add_error(primo, errore.messages)
        if self._cala(blocco, voce) and not voce.da_dove.strip():
            self.add_error(
                f"{blocco.chiave}-da_dove",
                _("È meno dell’ultima volta (%(prima)s), ma il conto parte dall’inizio: spiega qui perché.")
                % {"prima": blocco.ultimo_detto},
            )

    def _cala(self, blocco, voce):
        prima = blocco.ultimo.valore if blocco.ultimo else None
        note = (voce.valore, prima)
        return blocco.indicatore.valore == CUMULATO and None not in note and voce.valore < prima

    def narrativa(self):
        """Return the fields that are no indicator."""
        return {campo: self.cleaned_data[campo] for campo in NARRATIVA if campo in self.cleaned_data}


def _campi(indicatore):
    """Return {field of a value: form field} for the kind of an indicator."""
    if indicatore.genere in FRAZIONI:
        campi = {
            "numeratore": NumeroField(label=_("Numeratore: %(che)s") % {"che": indicatore.numeratore}),
            "denominatore": NumeroField(label=_("Denominatore: %(che)s") % {"che": indicatore.denominatore}),
        }
    elif indicatore.genere == Indicatore.Genere.QUALITATIVO:
        campi = {
            "testo": CampoRighe(label=_("Giudizio"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
        }
    else:
        campi = {"valore": NumeroField(label=_("Valore (%(unita)s)") % {"unita": indicatore.unita or "–"})}
    campi["da_dove"] = forms.CharField(
        label=_("Da dove viene il dato"),
        max_length=200,
        required=False,
        help_text=_("Per esempio: registro delle iscrizioni."),
    )
    return campi


def _voci(per, progetto):
    """Return {entry: words} to fill: for comuni, those of the project; none when they are too many."""
    if per != Per.COMUNE:
        return ParteValore.VOCI[per]
    suoi = dict(progetto.comuni.order_by("nome").values_list("codice_istat", "nome")[: COMUNI_MASSIMI + 1])
    if not suoi or len(suoi) > COMUNI_MASSIMI:
        return {}
    return suoi | {"ND": etichette(per)["ND"]}


def _detto(indicatore, riga):
    """Return the last value in words: “120 persone al 30/06/2026”."""
    if riga is None:
        return ""
    if riga.denominatore is not None:
        testo = f"{riga.numeratore:f} / {riga.denominatore:f}"
    else:
        testo = riga.testo or cifra_intera(indicatore, riga.valore)
    return _("%(quanto)s al %(giorno)s") % {"quanto": testo, "giorno": f"{riga.riferito_al:%d/%m/%Y}"}
