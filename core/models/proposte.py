"""What a member would change of a sheet: the changes that wait, and what became of each of them."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PropostaQuerySet(models.QuerySet):
    """Proposals by what is to be done with them."""

    def aperte(self):
        """Proposals that are not decided: they wait for ATS, or for who wrote them."""
        return self.filter(stato__in=Proposta.APERTE)

    def da_decidere(self):
        """Proposals that wait for ATS, the oldest first."""
        return self.filter(stato=Proposta.Stato.IN_ATTESA).order_by("inviata_il", "pk")

    def da_controllare(self):
        """Changes of trusted members, public already, that nobody of ATS has read yet; oldest first."""
        return self.filter(stato=Proposta.Stato.DA_CONTROLLARE).order_by("inviata_il", "pk")

    def di(self, oggetto):
        """Proposals about ``oggetto``, whatever their state."""
        return self.filter(tipo=ContentType.objects.get_for_model(oggetto), oggetto_id=oggetto.pk)


class Proposta(models.Model):
    """Changes to one sheet by somebody outside ATS. The live sheet stays as it is until they are accepted.

    ``cambi`` is {field: {"prima": …, "dopo": …}}, the values as ``core.proposte`` reads and writes them.
    ``commenti`` is {field: text}: what ATS asks to correct. ``versione`` grows with every change of
    ``cambi`` or of the state, so that who decides decides on what was read.
    """

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """Where the proposal is. Open: in_attesa and restituita."""

        IN_ATTESA = "in_attesa", _("in attesa")
        RESTITUITA = "restituita", _("da correggere")
        ACCOLTA = "accolta", _("accolta")
        RESPINTA = "respinta", _("respinta")
        RITIRATA = "ritirata", _("ritirata")
        DIRETTA = "diretta", _("pubblicata subito")
        DA_CONTROLLARE = "da_controllare", _("pubblicata, da controllare")
        CONTROLLATA = "controllata", _("pubblicata e controllata")
        ANNULLATA = "annullata", _("annullata")

    APERTE = (Stato.IN_ATTESA, Stato.RESTITUITA)

    tipo = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("tipo"))
    oggetto_id = models.PositiveBigIntegerField(_("riga"))
    oggetto = GenericForeignKey("tipo", "oggetto_id")
    cambi = models.JSONField(_("cambi"), default=dict)
    commenti = models.JSONField(_("commenti"), default=dict, blank=True)
    stato = models.CharField(_("stato"), max_length=15, choices=Stato, default=Stato.IN_ATTESA)
    versione = models.PositiveIntegerField(_("versione"), default=1)
    autore = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposte",
        verbose_name=_("proposta da"),
    )
    inviata_il = models.DateTimeField(_("inviata il"), default=timezone.now)
    decisa_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decisa da"),
    )
    decisa_il = models.DateTimeField(_("decisa il"), null=True, blank=True)

    objects = PropostaQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposta di modifica")
        verbose_name_plural = _("proposte di modifica")
        ordering = ["-inviata_il", "-pk"]
        indexes = [
            models.Index(fields=["tipo", "oggetto_id", "-inviata_il"], name="core_proposta_oggetto"),
            models.Index(fields=["stato", "inviata_il"], name="core_proposta_stato"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tipo", "oggetto_id"],
                condition=Q(stato__in=["in_attesa", "restituita"]),
                name="core_proposta_una_aperta",
                violation_error_message=_("C'è già una proposta in attesa su questa scheda."),
            ),
            models.CheckConstraint(
                condition=~Q(stato__in=["accolta", "respinta", "controllata", "annullata"])
                | Q(decisa_il__isnull=False),
                name="core_proposta_decisa_il",
                violation_error_message=_("Una proposta decisa dice quando è stata decisa."),
            ),
        ]

    def __str__(self):
        return f"{self.get_stato_display()} · {self.oggetto or '–'}"

    @property
    def viva(self):
        """Return whether it is on the live sheet without a decision: it can be undone."""
        return self.stato in (self.Stato.DIRETTA, self.Stato.DA_CONTROLLARE)

    @property
    def aperta(self):
        """Return whether it is still to be decided, or corrected."""
        return self.stato in self.APERTE


class EventoProposta(models.Model):
    """One thing that happened to a proposal: who, when, what, and the words that go with it."""

    contenuto_pubblico = False

    class Tipo(models.TextChoices):
        """What happened."""

        INVIATA = "inviata", _("inviata")
        MODIFICATA = "modificata", _("modificata")
        RISPOSTA = "risposta", _("risposta")
        RITIRATA = "ritirata", _("ritirata")
        ACCOLTA = "accolta", _("accolta")
        RESTITUITA = "restituita", _("restituita con commenti")
        RESPINTA = "respinta", _("respinta")
        RIALLINEATA = "riallineata", _("confronto aggiornato")
        PUBBLICATA = "pubblicata", _("pubblicata subito")
        CONTROLLATA = "controllata", _("controllata")
        ANNULLATA = "annullata", _("annullata")

    proposta = models.ForeignKey(
        Proposta, models.CASCADE, related_name="eventi", verbose_name=_("proposta di modifica")
    )
    tipo = models.CharField(_("che cosa"), max_length=12, choices=Tipo)
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chi"),
    )
    quando = models.DateTimeField(_("quando"), default=timezone.now)
    testo = models.TextField(_("testo"), blank=True)
    voci = models.JSONField(_("voci"), default=dict, blank=True, help_text=_("Voce → valori o commento."))

    class Meta:
        verbose_name = _("evento di una proposta")
        verbose_name_plural = _("eventi di una proposta")
        ordering = ["proposta", "quando", "pk"]

    def __str__(self):
        return f"{self.get_tipo_display()} · {self.quando:%d/%m/%Y}"


class CampoModerato(models.Model):
    """Whether a field of a sheet changes at once or waits for ATS. Staff decide; rooms give the start."""

    contenuto_pubblico = False

    scheda = models.CharField(_("scheda"), max_length=60)
    campo = models.CharField(_("campo"), max_length=60)
    sensibile = models.BooleanField(
        _("aspetta ATS"),
        default=False,
        help_text=_("Con la spunta, chi cambia questa voce aspetta che ATS la accolga."),
    )

    class Meta:
        verbose_name = _("voce moderata")
        verbose_name_plural = _("voci moderate")
        ordering = ["scheda", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheda", "campo"],
                name="core_campo_moderato_unico",
                violation_error_message=_("Questa voce è già nella tabella."),
            )
        ]

    def __str__(self):
        return f"{self.scheda}.{self.campo}"
