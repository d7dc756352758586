"""Meetings: convocation, agenda, papers, who was there, votes, minutes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comitato.models.composizione import Seggio
from comitato.models.istantanee import Istantanea
from comitato.querysets import SedutaQuerySet
from core.models.basi import Allegato, Dimostrabile, Tracciato
from core.vincoli import Immutabile
from piani.models import Piano
from progetti.models import Candidatura, Progetto


class Seduta(Dimostrabile, Tracciato):
    """A meeting of the Comitato, or a written procedure. Its number is given when it is convened."""

    class Modo(models.TextChoices):
        """How it is held."""

        PRESENZA = "presenza", _("in presenza")
        DISTANZA = "distanza", _("a distanza")
        MISTA = "mista", _("in presenza e a distanza")
        SCRITTA = "scritta", _("procedura scritta")

    class Stato(models.TextChoices):
        """Where it is."""

        PREPARAZIONE = "preparazione", _("in preparazione")
        CONVOCATA = "convocata", _("convocata")
        APERTA = "aperta", _("aperta")
        CHIUSA = "chiusa", _("chiusa")
        ANNULLATA = "annullata", _("annullata")

    numero = models.PositiveSmallIntegerField(_("numero"), null=True, blank=True, editable=False)
    anno = models.PositiveSmallIntegerField(_("anno"), null=True, blank=True, editable=False)
    titolo = models.CharField(_("oggetto"), max_length=200)
    piano = models.ForeignKey(
        Piano, models.PROTECT, null=True, blank=True, related_name="sedute", verbose_name=_("ciclo")
    )
    modo = models.CharField(_("come"), max_length=10, choices=Modo, default=Modo.PRESENZA)
    stato = models.CharField(
        _("stato"), max_length=15, choices=Stato, default=Stato.PREPARAZIONE, editable=False, db_index=True
    )
    inizio = models.DateTimeField(
        _("data e ora"), help_text=_("Per la procedura scritta: da quando si può rispondere.")
    )
    termine = models.DateTimeField(
        _("termine per rispondere"), null=True, blank=True, help_text=_("Solo per la procedura scritta.")
    )
    luogo = models.CharField(_("luogo"), max_length=200, blank=True)
    collegamento = models.URLField(_("collegamento per partecipare"), max_length=500, blank=True)
    istantanea = models.ForeignKey(
        Istantanea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sedute",
        verbose_name=_("istantanea dei numeri"),
    )
    convocata_il = models.DateTimeField(_("convocata il"), null=True, blank=True, editable=False)
    aperta_il = models.DateTimeField(_("aperta il"), null=True, blank=True, editable=False)
    chiusa_il = models.DateTimeField(_("chiusa il"), null=True, blank=True, editable=False)
    motivo_annullata = models.CharField(_("perché è annullata"), max_length=300, blank=True, editable=False)
    con_ospiti = models.BooleanField(_("invitati anche gli ospiti"), default=False, editable=False)
    sequenza = models.PositiveSmallIntegerField(_("avvisi mandati"), default=0, editable=False)
    da_comunicare = models.BooleanField(_("cambiata, da comunicare"), default=False, editable=False)
    presenze_il = models.DateTimeField(_("presenze registrate il"), null=True, blank=True, editable=False)

    objects = SedutaQuerySet.as_manager()

    class Meta:
        verbose_name = _("seduta")
        verbose_name_plural = _("sedute")
        ordering = ["-inizio", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["anno", "numero"],
                name="comitato_seduta_numero",
                violation_error_message=_("C'è già una seduta con questo numero."),
            ),
            models.CheckConstraint(
                condition=Q(modo="scritta", termine__isnull=False, termine__gt=F("inizio"))
                | ~Q(modo="scritta") & Q(termine__isnull=True),
                name="comitato_seduta_termine",
                violation_error_message=_(
                    "La procedura scritta, e solo quella, ha un termine dopo l'inizio."
                ),
            ),
            models.CheckConstraint(
                condition=Q(stato__in=["preparazione", "annullata"])
                | Q(numero__isnull=False, convocata_il__isnull=False),
                name="comitato_seduta_convocata",
                violation_error_message=_("Una seduta si apre solo dopo la convocazione."),
            ),
            models.CheckConstraint(
                condition=~Q(stato="annullata") | ~Q(motivo_annullata=""),
                name="comitato_seduta_annullata",
                violation_error_message=_("Scrivi perché la seduta è annullata."),
            ),
        ]

    def __str__(self):
        return f"{self.numero}/{self.anno} · {self.titolo}" if self.numero else self.titolo

    def get_absolute_url(self):
        """Return the public page of its minutes."""
        return reverse("comitato:meeting", args=[self.anno, self.numero])

    @property
    def scritta(self):
        """Return whether it is a written procedure."""
        return self.modo == self.Modo.SCRITTA


class PuntoOdg(models.Model):
    """An item of the agenda: what it is about, how long, what kind of talk. Its minutes are written here."""

    class Tipo(models.TextChoices):
        """What is asked of the Comitato."""

        INFORMATIVA = "informativa", _("informativa")
        DISCUSSIONE = "discussione", _("discussione")
        DECISIONE = "decisione", _("decisione")
        VERBALE = "verbale", _("approvazione di un verbale")

    seduta = models.ForeignKey(Seduta, models.CASCADE, related_name="punti", verbose_name=_("seduta"))
    ordine = models.PositiveSmallIntegerField(_("numero"))
    titolo = models.CharField(_("punto"), max_length=300)
    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo, default=Tipo.INFORMATIVA)
    minuti = models.PositiveSmallIntegerField(_("minuti"), null=True, blank=True)
    progetto = models.ForeignKey(
        Progetto, models.PROTECT, null=True, blank=True, related_name="punti_odg", verbose_name=_("progetto")
    )
    candidatura = models.ForeignKey(
        Candidatura,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="punti_odg",
        verbose_name=_("proposta"),
    )
    riservato = models.BooleanField(
        _("riservato"), default=False, help_text=_("Non compare nel verbale pubblicato.")
    )
    discussione = models.TextField(_("che cosa è stato detto"), blank=True)

    class Meta:
        verbose_name = _("punto all'ordine del giorno")
        verbose_name_plural = _("ordine del giorno")
        ordering = ["seduta", "ordine"]
        constraints = [
            models.UniqueConstraint(
                fields=["seduta", "ordine"],
                name="comitato_punto_ordine",
                violation_error_message=_("C'è già un punto con questo numero."),
            )
        ]

    def __str__(self):
        return f"{self.ordine}. {self.titolo}"


class CartaPunto(Allegato):
    """A paper of an item of the agenda, and who may read it. Never public by itself."""

    contenuto_pubblico = False

    class Accesso(models.TextChoices):
        """Who may read it."""

        TUTTI = "tutti", _("tutto il Comitato, ospiti compresi")
        SEGGI = "seggi", _("chi siede nel Comitato, senza ospiti")
        VOTO = "voto", _("solo i seggi con voto")
        SEGRETERIA = "segreteria", _("solo la segreteria")

    punto = models.ForeignKey(PuntoOdg, models.CASCADE, related_name="carte", verbose_name=_("punto"))
    accesso = models.CharField(_("chi la legge"), max_length=10, choices=Accesso, default=Accesso.SEGGI)

    class Meta(Allegato.Meta):
        verbose_name = _("carta del punto")
        verbose_name_plural = _("carte dei punti")
        ordering = ["punto", "pk"]


class Presenza(models.Model):
    """How a seat took part in a meeting: there, by its substitute, by proxy, or not."""

    contenuto_pubblico = False

    class Modo(models.TextChoices):
        """How."""

        PRESENTE = "presente", _("presente")
        SUPPLENTE = "supplente", _("presente con il supplente")
        DELEGA = "delega", _("per delega")
        GIUSTIFICATO = "giustificato", _("assente giustificato")
        ASSENTE = "assente", _("assente")

    seduta = models.ForeignKey(Seduta, models.CASCADE, related_name="presenze", verbose_name=_("seduta"))
    seggio = models.ForeignKey(Seggio, models.PROTECT, related_name="presenze", verbose_name=_("seggio"))
    modo = models.CharField(_("come"), max_length=15, choices=Modo)
    delegato = models.ForeignKey(
        Seggio, models.PROTECT, null=True, blank=True, related_name="deleghe", verbose_name=_("delega a")
    )

    class Meta:
        verbose_name = _("presenza")
        verbose_name_plural = _("presenze")
        ordering = ["seduta", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seduta", "seggio"],
                name="comitato_presenza_una",
                violation_error_message=_("La presenza di questo ente c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(modo="delega", delegato__isnull=False)
                | ~Q(modo="delega") & Q(delegato__isnull=True),
                name="comitato_presenza_delega",
                violation_error_message=_("Chi delega dice a chi, e solo chi delega."),
            ),
            models.CheckConstraint(
                condition=Q(delegato__isnull=True) | ~Q(delegato=F("seggio")),
                name="comitato_presenza_non_a_se",
                violation_error_message=_("Un ente non delega se stesso."),
            ),
        ]

    def __str__(self):
        return f"{self.seggio}: {self.get_modo_display()}"


class Verbale(Tracciato):
    """The minutes of a meeting: drafted from its agenda, commented, approved at the next one, published."""

    class Stato(models.TextChoices):
        """Where they are."""

        BOZZA = "bozza", _("bozza")
        COMMENTI = "commenti", _("aperto ai commenti")
        APPROVATO = "approvato", _("approvato")
        PUBBLICATO = "pubblicato", _("pubblicato")

    seduta = models.OneToOneField(Seduta, models.PROTECT, related_name="verbale", verbose_name=_("seduta"))
    stato = models.CharField(_("stato"), max_length=12, choices=Stato, default=Stato.BOZZA, editable=False)
    premessa = models.TextField(
        _("in apertura"),
        blank=True,
        help_text=_("Si pubblica con il verbale: parla di enti, mai di persone."),
    )
    testo = models.TextField(_("testo"))
    testo_pubblico = models.TextField(_("testo da pubblicare, senza i punti riservati"), blank=True)
    approvato_in = models.ForeignKey(
        Seduta,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="verbali_approvati",
        editable=False,
        verbose_name=_("approvato nella seduta"),
    )
    pubblicato_il = models.DateField(_("pubblicato il"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("verbale")
        verbose_name_plural = _("verbali")
        ordering = ["-seduta__inizio"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stato__in=["bozza", "commenti"], approvato_in__isnull=True)
                | Q(stato__in=["approvato", "pubblicato"], approvato_in__isnull=False),
                name="comitato_verbale_approvato_in",
                violation_error_message=_("Un verbale si approva in una seduta successiva."),
            ),
            models.CheckConstraint(
                condition=Q(stato="pubblicato", pubblicato_il__isnull=False)
                | ~Q(stato="pubblicato") & Q(pubblicato_il__isnull=True),
                name="comitato_verbale_pubblicato_il",
                violation_error_message=_("Un verbale pubblicato ha la data in cui lo è."),
            ),
            models.CheckConstraint(
                condition=Q(approvato_in__isnull=True) | ~Q(approvato_in=F("seduta")),
                name="comitato_verbale_altra_seduta",
                violation_error_message=_("Una seduta non approva il proprio verbale."),
            ),
            Immutabile(
                campi=["seduta", "premessa", "testo", "testo_pubblico", "approvato_in"],
                quando="OLD.stato IN ('approvato', 'pubblicato')",
                name="comitato_verbale_immutabile",
                violation_error_message=_("Un verbale approvato non si cambia."),
            ),
        ]

    def __str__(self):
        return f"{_('Verbale')} {self.seduta}"


class CommentoVerbale(models.Model):
    """What a seat asks to mend in draft minutes."""

    contenuto_pubblico = False

    verbale = models.ForeignKey(Verbale, models.CASCADE, related_name="commenti", verbose_name=_("verbale"))
    seggio = models.ForeignKey(Seggio, models.PROTECT, null=True, related_name="+", verbose_name=_("ente"))
    testo = models.TextField(_("commento"))
    scritto_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("scritto da")
    )
    scritto_il = models.DateTimeField(_("scritto il"), auto_now_add=True)
    risposta = models.CharField(_("risposta della segreteria"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("commento al verbale")
        verbose_name_plural = _("commenti al verbale")
        ordering = ["verbale", "pk"]

    def __str__(self):
        return self.testo[:60]
