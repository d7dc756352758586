"""Good practices of firms: what was done, what came of it, what a firm of eight people can copy."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aderenti.models import Organizzazione
from core.models.basi import Dimostrabile, Provenienza, SlugStabile, Tracciato
from imprese.models.autovalutazione import SOGLIA, Dimensione
from imprese.models.temi import Tema
from imprese.querysets import BuonaPraticaQuerySet
from servizi.models import Tipologia
from territorio.models import Ambito


class BuonaPratica(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """What a firm did. Citizens read it once the firm agreed and the Comitato or ATS approved it.

    ATS writes it with the firm, or a member writes it in its area and sends it (``imprese.pratiche``).
    """

    class Lavoro(models.TextChoices):
        """Who has it in hand. Stored: moved by ``imprese.pratiche.azioni`` alone."""

        DI_ATS = "di_ats", _("scritta da ATS")
        BOZZA = "bozza", _("bozza")
        INVIATA = "inviata", _("inviata ad ATS")
        RESTITUITA = "restituita", _("restituita")
        APPROVATA = "approvata", _("approvata")

    class Settore(models.TextChoices):
        """Sections of ATECO 2025, with the words of the everyday."""

        AGRICOLTURA = "A", _("agricoltura")
        MANIFATTURA = "C", _("manifattura")
        EDILIZIA = "F", _("edilizia")
        COMMERCIO = "G", _("commercio")
        TRASPORTI = "H", _("trasporti")
        ALBERGHI = "I", _("alberghi e ristoranti")
        INFORMATICA = "J", _("informatica e comunicazione")
        SERVIZI = "N", _("servizi alle imprese")
        SOCIALE = "Q", _("sanità e sociale")
        ALTRO = "S", _("altro")

    class Stato(models.TextChoices):
        """How far the practice is."""

        SPERIMENTALE = "sperimentale", _("in prova")
        A_REGIME = "a_regime", _("a regime")
        CONCLUSA = "conclusa", _("conclusa")

    class Strumento(models.TextChoices):
        """What it rests on."""

        ACCORDO = "accordo", _("un accordo")
        REGOLAMENTO = "regolamento", _("un regolamento")
        PRASSI = "prassi", _("un’abitudine dell’impresa")

    class Costo(models.TextChoices):
        """What it costs the firm in a year."""

        NIENTE = "niente", _("quasi niente")
        POCO = "poco", _("fino a 1.000 euro all’anno")
        MEDIO = "medio", _("da 1.000 a 10.000 euro all’anno")
        MOLTO = "molto", _("più di 10.000 euro all’anno")

    titolo = models.CharField(_("titolo"), max_length=150)
    organizzazione = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="buone_pratiche",
        verbose_name=_("aderente"),
    )
    impresa = models.CharField(
        _("impresa"), max_length=150, blank=True, help_text=_("Se non è un aderente della Rete.")
    )
    settore = models.CharField(_("settore"), max_length=1, choices=Settore, db_index=True)
    dimensione = models.CharField(_("dimensione"), max_length=10, choices=Dimensione, db_index=True)
    ambito = models.ForeignKey(
        Ambito, models.PROTECT, null=True, blank=True, related_name="buone_pratiche", verbose_name=_("ambito")
    )
    anno = models.PositiveSmallIntegerField(_("dall’anno"), null=True)
    stato = models.CharField(_("a che punto è"), max_length=15, choices=Stato)
    bisogno = models.TextField(_("di che cosa c’era bisogno"))
    misure = models.TextField(_("che cosa si è fatto"))
    strumento = models.CharField(_("su che cosa si regge"), max_length=15, choices=Strumento)
    norma = models.CharField(_("norma"), max_length=200, blank=True)
    passi = models.TextField(_("come si è fatto, passo per passo"), blank=True)
    costo = models.CharField(_("quanto costa"), max_length=10, choices=Costo, db_index=True)
    finanziamento = models.CharField(_("chi l’ha pagata"), max_length=200, blank=True)
    beneficiari = models.PositiveIntegerField(
        _("quante persone ne hanno usufruito"),
        null=True,
        blank=True,
        help_text=_("Solo se sono almeno 5: altrimenti si capirebbe chi sono."),
    )
    prima = models.TextField(_("prima"), blank=True)
    dopo = models.TextField(_("dopo"), blank=True)
    risultati_il = models.DateField(_("risultati al"), null=True, blank=True)
    difficolta = models.TextField(_("che cosa è stato difficile"), blank=True)
    da_copiare = models.TextField(_("che cosa può copiare un’impresa di 8 persone"))
    insieme_a = models.CharField(_("con chi"), max_length=200, blank=True)
    temi = models.ManyToManyField(Tema, blank=True, related_name="buone_pratiche", verbose_name=_("temi"))
    servizi = models.ManyToManyField(
        Tipologia, blank=True, related_name="buone_pratiche", verbose_name=_("servizi usati")
    )
    consenso_il = models.DateField(_("l’impresa ha detto sì alla pubblicazione il"), null=True, blank=True)
    approvata_il = models.DateField(_("approvata il"), null=True, blank=True)
    approvata_da = models.CharField(
        _("approvata da"),
        max_length=100,
        blank=True,
        help_text=_("Il Comitato o un ufficio, non una persona."),
    )
    da_rivedere_entro = models.DateField(_("da rivedere entro"), null=True, blank=True, db_index=True)
    pubblicata = models.BooleanField(_("pubblicata"), default=False, db_index=True)
    lavoro = models.CharField(
        _("a chi tocca"), max_length=10, choices=Lavoro, default=Lavoro.DI_ATS, editable=False, db_index=True
    )

    objects = BuonaPraticaQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("buona pratica")
        verbose_name_plural = _("buone pratiche")
        ordering = ["-approvata_il", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organizzazione__isnull=False) | ~Q(impresa=""),
                name="imprese_pratica_chi",
                violation_error_message=_("Scegli l'aderente, o scrivi il nome dell'impresa."),
            ),
            models.CheckConstraint(
                condition=Q(beneficiari__isnull=True) | Q(beneficiari__gte=SOGLIA),
                name="imprese_pratica_beneficiari",
                violation_error_message=_("Meno di cinque persone non si scrivono: si capirebbe chi sono."),
            ),
            models.CheckConstraint(
                condition=Q(dopo="") | Q(risultati_il__isnull=False),
                name="imprese_pratica_risultati",
                violation_error_message=_("Scrivi a quando si riferiscono i risultati."),
            ),
            models.CheckConstraint(
                condition=Q(pubblicata=False)
                | Q(consenso_il__isnull=False, approvata_il__isnull=False, da_rivedere_entro__isnull=False)
                & ~Q(approvata_da=""),
                name="imprese_pratica_pubblicata",
                violation_error_message=_(
                    "Prima di pubblicarla servono il sì dell'impresa, chi l'ha approvata e quando, "
                    "e quando va rivista."
                ),
            ),
            models.CheckConstraint(
                condition=Q(lavoro="di_ats") | Q(organizzazione__isnull=False),
                name="imprese_pratica_dell_ente",
                violation_error_message=_("Quella che propone un aderente ha il suo aderente: sceglilo."),
            ),
            models.CheckConstraint(
                condition=Q(lavoro__in=["bozza", "restituita"])
                | ~Q(titolo="")
                & ~Q(settore="")
                & ~Q(dimensione="")
                & Q(anno__isnull=False)
                & ~Q(stato="")
                & ~Q(bisogno="")
                & ~Q(misure="")
                & ~Q(strumento="")
                & ~Q(costo="")
                & ~Q(da_copiare=""),
                name="imprese_pratica_completa",
                violation_error_message=_("Manca qualcosa: solo una bozza può restare a metà."),
            ),
            models.CheckConstraint(
                condition=~Q(lavoro__in=["inviata", "approvata"]) | Q(consenso_il__isnull=False),
                name="imprese_pratica_consenso",
                violation_error_message=_(
                    "L'aderente la manda dicendo sì alla pubblicazione: manca la data."
                ),
            ),
            models.CheckConstraint(
                condition=Q(pubblicata=False) | Q(lavoro__in=["di_ats", "approvata"]),
                name="imprese_pratica_letta",
                violation_error_message=_("È di un aderente: si pubblica con «Approva», dopo averla letta."),
            ),
            models.CheckConstraint(
                condition=~Q(lavoro="approvata")
                | Q(approvata_il__isnull=False, da_rivedere_entro__isnull=False) & ~Q(approvata_da=""),
                name="imprese_pratica_approvata",
                violation_error_message=_("Scrivi chi l'ha approvata, quando, e quando va rivista."),
            ),
        ]

    def __str__(self):
        return self.titolo

    def get_absolute_url(self):
        """Return the public page."""
        return reverse("imprese:practice", args=[self.slug])

    @property
    def da_rivedere(self):
        """Return whether the day to look at it again is past."""
        return self.da_rivedere_entro is not None and self.da_rivedere_entro < timezone.localdate()

    @property
    def da_scrivere(self):
        """Return whether its member may change it."""
        return self.lavoro in (self.Lavoro.BOZZA, self.Lavoro.RESTITUITA)
