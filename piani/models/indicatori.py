"""The catalogue of the indicators: common ones of the EU regulations, proposed ones of the Rete."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.basi import Provenienza, Vocabolario


class Indicatore(Provenienza, Vocabolario):
    """What is counted, in which unit, and how values add up across periods and across projects."""

    class Insieme(models.TextChoices):
        """Who defines it."""

        FSE = "FSE 2014-2020", _("FSE 2014-2020 (Reg. UE 1304/2013)")
        FSE_PLUS = "FSE+ 2021-2027", _("FSE+ 2021-2027 (Reg. UE 2021/1057)")
        RETE = "RETE", _("della Rete")

    class Tipo(models.TextChoices):
        """What it is about."""

        OUTPUT = "output", _("di realizzazione")
        RISULTATO = "risultato", _("di risultato")
        FISICO = "fisico", _("fisico")
        FINANZIARIO = "finanziario", _("finanziario")
        PROCEDURALE = "procedurale", _("procedurale")
        QUALITATIVO = "qualitativo", _("qualitativo")

    class Genere(models.TextChoices):
        """What its value is."""

        QUANTITA = "quantita", _("quantità")
        PERCENTUALE = "percentuale", _("percentuale")
        RAPPORTO = "rapporto", _("rapporto")
        QUALITATIVO = "qualitativo", _("giudizio")

    class Valore(models.TextChoices):
        """What period a value is about."""

        CUMULATO = "cumulato", _("dall'inizio")
        DI_PERIODO = "di periodo", _("del periodo")
        ALLA_DATA = "alla data", _("alla data")

    class Validatore(models.TextChoices):
        """Who vouches for a value."""

        ATS = "ats", _("ATS")
        COMITATO = "comitato", _("il Comitato")
        REGIONE = "regione", _("Regione Lombardia")

    class Aggregazione(models.TextChoices):
        """How values become one."""

        SOMMA = "somma", _("somma")
        ULTIMO = "ultimo", _("ultimo valore")
        MASSIMO = "max", _("valore più alto")
        MEDIA = "media", _("media")
        DISTINTI = "distinti", _("contati una volta sola")
        RAPPORTO = "rapporto", _("rapporto tra le somme")
        ELENCO = "elenco", _("uno per uno")

    label = models.CharField(_("etichetta"), max_length=200)
    label_en = models.CharField(_("etichetta in inglese"), max_length=200, blank=True)
    insieme = models.CharField(_("insieme"), max_length=15, choices=Insieme)
    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo)
    genere = models.CharField(_("genere"), max_length=12, choices=Genere)
    definizione = models.TextField(_("definizione"), blank=True)
    unita = models.CharField(_("unità"), max_length=60, blank=True)
    numeratore = models.CharField(_("numeratore"), max_length=120, blank=True)
    denominatore = models.CharField(_("denominatore"), max_length=120, blank=True)
    valore = models.CharField(_("il valore è"), max_length=12, choices=Valore)
    aggregazione_periodi = models.CharField(_("tra periodi"), max_length=10, choices=Aggregazione)
    aggregazione_progetti = models.CharField(_("tra progetti"), max_length=10, choices=Aggregazione)
    disaggregazioni = models.CharField(_("si divide per"), max_length=200, blank=True)
    soppressione_piccoli_numeri = models.BooleanField(
        _("sotto 5 non si pubblica"), default=False, help_text=_("Per non riconoscere le persone.")
    )
    chi_valida = models.CharField(_("chi valida"), max_length=10, choices=Validatore, default=Validatore.ATS)
    calcolato = models.BooleanField(_("calcolato dal portale"), default=False)

    class Meta(Vocabolario.Meta):
        verbose_name = _("indicatore")
        verbose_name_plural = _("indicatori")
        ordering = ["insieme", "ordine", "code"]
