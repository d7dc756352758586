"""The ten sections of a sheet, one form each, in the order people fill them."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servizi.area.moduli.base import SezioneForm
from servizi.area.moduli.campi import CostoField, EtaField
from servizi.area.moduli.luoghi import AreeForm, PorteForm
from servizi.area.moduli.orari import OrariFormSet
from servizi.area.moduli.righe import AperturaForm, DocumentoForm, TariffaForm, righe
from servizi.area.moduli.tipologia import TipologiaField
from servizi.freschezza.regole import frequenze_ammesse
from servizi.models import Servizio

SPUNTE = forms.CheckboxSelectMultiple


class CheCosaForm(SezioneForm):
    """What it is."""

    class Meta:
        model = Servizio
        fields = ["titolo", "tipologia", "descrizione_breve", "descrizione", "autorizzazione"]
        labels = {"descrizione_breve": _("In una frase")}
        widgets = {"descrizione_breve": forms.Textarea(attrs={"maxlength": 300})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        note = self.fields["tipologia"].note
        self.fields["tipologia"] = TipologiaField(anche=self.attuali["tipologia"])
        self.fields["tipologia"].note = note
        self.fields["descrizione_breve"].widget.attrs["rows"] = 3


class PerChiForm(SezioneForm):
    """Whom it is for, and where they live."""

    righe = {"aree": AreeForm}
    eta_min_mesi = EtaField(label=_("Da quale età"), required=False)
    eta_max_mesi = EtaField(label=_("Fino a quale età"), required=False, fine=True)

    class Meta:
        model = Servizio
        fields = ["a_chi", "destinatari", "eta_min_mesi", "eta_max_mesi", "non_residenti"]
        labels = {"a_chi": _("A chi è rivolto, a parole")}
        widgets = {"destinatari": SPUNTE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "destinatari" in self.fields:
            scelti = Q(pk__in=self.attuali["destinatari"])
            destinatari = self.fields["destinatari"].queryset
            self.fields["destinatari"].queryset = destinatari.filter(Q(ritirato_il=None) | scelti)

    def clean(self):
        """Refuse ages the wrong way round, beside the second one."""
        dati = super().clean()
        minimo, massimo = dati.get("eta_min_mesi"), dati.get("eta_max_mesi")
        if minimo is not None and massimo is not None and massimo < minimo:
            self.add_error("eta_max_mesi", _("L’età massima è minore di quella minima."))
        return dati


class DoveForm(SezioneForm):
    """At which doors. With a door go its own hours: nobody would read them as of that place."""

    righe = {"sedi_servizio": PorteForm}

    class Meta:
        model = Servizio
        fields = []

    def valori(self):
        """Return the doors and, where one goes, what is left of hours and dates."""
        valori = super().valori()
        restano = {None, *(riga["sede"] for riga in valori["sedi_servizio"])}
        tolte = {riga["sede"] for riga in self.attuali["sedi_servizio"]} - restano
        for campo in ("orari", "aperture") if tolte else ():
            valori[campo] = [riga for riga in self.attuali[campo] if riga["sede"] not in tolte]
        return valori


class QuandoForm(SezioneForm):
    """In which periods, at which hours, on which dates."""

    righe = {"orari": OrariFormSet, "aperture": righe(AperturaForm)}

    class Meta:
        model = Servizio
        fields = ["periodi"]
        widgets = {"periodi": SPUNTE}


class PostiForm(SezioneForm):
    """How many places, and whether there are any: said today."""

    posti_totali = forms.IntegerField(label=_("Posti in tutto"), min_value=0, max_value=9999, required=False)

    class Meta:
        model = Servizio
        fields = ["posti_totali", "posti"]
        widgets = {"posti": forms.RadioSelect}

    def valori(self):
        """Return the values, with the day of a statement that is new."""
        valori = super().valori()
        if "posti" in valori and valori["posti"] != self.attuali["posti"]:
            ignoti = valori["posti"] == Servizio.Posti.DA_VERIFICARE
            valori["posti_al"] = None if ignoti else timezone.localdate().isoformat()
        return valori


class PrezzoForm(SezioneForm):
    """Free, or the fees, or to be asked."""

    righe = {"tariffe": righe(TariffaForm)}
    gratuito = CostoField(label=_("Quanto costa"))

    class Meta:
        model = Servizio
        fields = ["gratuito", "voucher", "prezzo_nota"]
        widgets = {"prezzo_nota": forms.Textarea(attrs={"maxlength": 300})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tariffe = CostoField.TARIFFE if self.attuali["tariffe"] else CostoField.CHIEDERE
        self.initial["gratuito"] = CostoField.GRATUITO if self.attuali["gratuito"] else tariffe

    def clean(self):
        """Keep the word chosen, and give the model its tick."""
        dati = super().clean()
        self.costo = dati.get("gratuito")
        if self.costo:
            dati["gratuito"] = self.costo == CostoField.GRATUITO
        return dati

    def controlla(self):
        """Refuse fees that the choice denies, and a choice of fees without any."""
        tariffe = self.gruppi["tariffe"].righe_scritte() if "tariffe" in self.gruppi else []
        if self.costo == CostoField.CHIEDERE and tariffe:
            self.add_error(
                "gratuito", _("Ci sono delle tariffe: toglile, oppure scegli «si paga» o «è gratuito».")
            )
        if self.costo == CostoField.TARIFFE and not tariffe:
            self.add_error(
                "gratuito", _("Scrivi almeno una tariffa, oppure scegli «da chiedere all’ufficio».")
            )


class ComeFareForm(SezioneForm):
    """How to ask for it."""

    righe = {"documenti": righe(DocumentoForm)}
    accesso_url = forms.URLField(
        label=_("Indirizzo per iscriversi online"), max_length=200, required=False, assume_scheme="https"
    )

    class Meta:
        model = Servizio
        fields = [
            "come_fare",
            "cosa_serve",
            "cosa_si_ottiene",
            "tempi_scadenze",
            "iscrizioni_dal",
            "iscrizioni_al",
            "accesso",
            "accesso_url",
            "condizioni",
        ]
        labels = {
            "come_fare": _("Come si chiede, un passo alla volta"),
            "accesso": _("Dove ci si iscrive"),
        }


class ContattiForm(SezioneForm):
    """Who answers."""

    class Meta:
        model = Servizio
        fields = ["telefono", "email", "ufficio", "orari_ufficio"]


class AccessibilitaForm(SezioneForm):
    """What there is for everyone to come, and to stay."""

    class Meta:
        model = Servizio
        fields = [
            "accessibile",
            "accessibilita",
            "supporto_disabilita",
            "supporto_dsa",
            "pasti",
            "trasporto",
            "lingue",
        ]
        labels = {"accessibile": _("Si entra in carrozzina"), "accessibilita": _("Com’è il posto")}


class DurataForm(SezioneForm):
    """Until when the sheet holds, and how often it is looked at again, within what ATS allows."""

    privati = ("frequenza",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ammesse = dict(frequenze_ammesse(self.oggetto))
        tenuta = self.attuali["frequenza"]
        self.fields["frequenza"].choices = [
            scelta for scelta in Servizio.Frequenza.choices if scelta[0] in ammesse or scelta[0] == tenuta
        ]

    class Meta:
        model = Servizio
        fields = ["valido_fino_al", "frequenza"]
        labels = {"frequenza": _("Ogni quanto la ricontrolli")}
        help_texts = {
            "valido_fino_al": _(
                "Dopo questo giorno esce da elenchi e ricerche. Vuoto: vale finché la confermi."
            ),
            "frequenza": _("Ti scriviamo per chiederti se è ancora giusta: basta un tocco."),
        }


@dataclass(frozen=True)
class Sezione:
    """A section: its address, its name, what it is about in a line, its form."""

    slug: str
    titolo: str
    testo: str
    modulo: type


SEZIONI = {
    sezione.slug: sezione
    for sezione in (
        Sezione("che-cosa", _("Che cosa è"), _("Nome, tipo, che cosa si fa"), CheCosaForm),
        Sezione("per-chi", _("Per chi"), _("Età, destinatari, comuni serviti"), PerChiForm),
        Sezione("dove", _("Dove"), _("Le sedi, anche più di una"), DoveForm),
        Sezione("quando", _("Quando"), _("Periodi, orari, settimane"), QuandoForm),
        Sezione("posti", _("Posti"), _("Quanti sono e se ce ne sono"), PostiForm),
        Sezione("prezzo", _("Prezzo"), _("Gratuito, tariffe, fasce ISEE"), PrezzoForm),
        Sezione("come-fare", _("Come si chiede"), _("Passi, documenti, iscrizioni"), ComeFareForm),
        Sezione("contatti", _("Contatti"), _("Telefono, e-mail, orari dell’ufficio"), ContattiForm),
        Sezione(
            "accessibilita", _("Accessibilità"), _("Accesso, sostegni, pasti, trasporto"), AccessibilitaForm
        ),
        Sezione("durata", _("Durata"), _("Fino a quando vale la scheda"), DurataForm),
    )
}


def successiva(slug):
    """Return the slug of the section after ``slug``, None for the last."""
    ordine = list(SEZIONI)
    posto = ordine.index(slug) + 1
    return ordine[posto] if posto < len(ordine) else None
