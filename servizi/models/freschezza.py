"""How long a sheet holds unless confirmed: the rules of ATS, the steps taken, the verifications."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servizi.models.servizio import Servizio
from servizi.models.vocabolari import Gruppo


class RegolaFreschezza(models.Model):
    """The limits and the days that ATS sets for a group of services, or for all those without a rule.

    ``frequenza_minima`` and ``frequenza_massima`` are days between two checks, what a member may choose. The
    other numbers are days after the check was due. Where no row holds, the defaults of this model do.
    """

    contenuto_pubblico = False

    gruppo = models.OneToOneField(
        Gruppo,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="regola_freschezza",
        verbose_name=_("gruppo di servizi"),
        help_text=_("Vuoto: per tutti i gruppi senza una regola propria."),
    )
    frequenza_minima = models.PositiveSmallIntegerField(
        _("si ricontrolla al più spesso"), choices=Servizio.Frequenza, default=Servizio.Frequenza.MESE
    )
    frequenza_massima = models.PositiveSmallIntegerField(
        _("si ricontrolla almeno"), choices=Servizio.Frequenza, default=Servizio.Frequenza.ANNO
    )
    primo_richiamo = models.PositiveSmallIntegerField(_("prima e-mail dopo giorni"), default=0)
    secondo_richiamo = models.PositiveSmallIntegerField(_("seconda e-mail dopo giorni"), default=14)
    da_confermare = models.PositiveSmallIntegerField(_("“da confermare” in pubblico dopo giorni"), default=30)
    nascosta = models.PositiveSmallIntegerField(_("fuori dalle ricerche dopo giorni"), default=60)
    telefonata = models.PositiveSmallIntegerField(_("ATS telefona dopo giorni"), default=75)

    class Meta:
        verbose_name = _("regola di freschezza")
        verbose_name_plural = _("regole di freschezza")
        ordering = ["gruppo__ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                Coalesce(F("gruppo"), Value(0)),
                name="servizi_regola_una_per_gruppo",
                violation_error_message=_("C’è già una regola per questi servizi: correggi quella."),
            ),
            models.CheckConstraint(
                condition=Q(frequenza_minima__in=Servizio.Frequenza.values)
                & Q(frequenza_massima__in=Servizio.Frequenza.values)
                & Q(frequenza_minima__lte=F("frequenza_massima")),
                name="servizi_regola_frequenze",
                violation_error_message=_("La frequenza “almeno” è più stretta di quella “al più spesso”."),
            ),
            models.CheckConstraint(
                condition=Q(primo_richiamo__lt=F("secondo_richiamo"))
                & Q(secondo_richiamo__lt=F("da_confermare"))
                & Q(da_confermare__lt=F("nascosta"))
                & Q(nascosta__lt=F("telefonata")),
                name="servizi_regola_ordine",
                violation_error_message=_(
                    "I passi sono in quest’ordine, ciascuno almeno un giorno dopo: prima e-mail, seconda, "
                    "“da confermare”, fuori dalle ricerche, telefonata."
                ),
            ),
        ]

    def __str__(self):
        return str(self.gruppo or _("tutti gli altri servizi"))

    def effettiva(self, frequenza):
        """Return the days between two checks for who chose ``frequenza``: the nearest within the limits."""
        return min(max(frequenza, self.frequenza_minima), self.frequenza_massima)


class PassoFreschezzaQuerySet(models.QuerySet):
    """Steps of the ladder."""

    def in_corso(self):
        """Steps of the cycle each service is in: those taken since it was last verified."""
        mai = Q(ciclo__isnull=True, servizio__verificato_il__isnull=True)
        return self.filter(Q(ciclo=F("servizio__verificato_il")) | mai, passo__in=PassoFreschezza.SCALA)


class PassoFreschezza(models.Model):
    """A step taken for a service, once in a cycle: what was sent or shown is derived from these rows.

    ``ciclo`` is what the step is about: the day of the last verification (empty: never verified), or for the
    warnings of the end of validity the last valid day. ``quando`` is the day it was taken.
    """

    contenuto_pubblico = False

    class Passo(models.TextChoices):
        """The steps, in order; then the warnings about ``valido_fino_al``."""

        PRIMO = "primo_richiamo", _("prima e-mail")
        SECONDO = "secondo_richiamo", _("seconda e-mail")
        DA_CONFERMARE = "da_confermare", _("“da confermare” in pubblico")
        NASCOSTA = "nascosta", _("fuori dalle ricerche")
        TELEFONATA = "telefonata", _("ATS deve telefonare")
        SCADE_30 = "scade_30", _("avviso: scade entro 30 giorni")
        SCADE_7 = "scade_7", _("avviso: scade entro 7 giorni")
        SCADUTA = "scaduta", _("avviso: è scaduta")

    SCALA = (Passo.PRIMO, Passo.SECONDO, Passo.DA_CONFERMARE, Passo.NASCOSTA, Passo.TELEFONATA)

    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="passi_freschezza", verbose_name=_("servizio")
    )
    ciclo = models.DateField(_("ciclo"), null=True, blank=True)
    passo = models.CharField(_("passo"), max_length=20, choices=Passo)
    quando = models.DateField(_("quando"))
    detto_ad_ats_il = models.DateTimeField(_("detto ad ATS il"), null=True, blank=True)

    objects = PassoFreschezzaQuerySet.as_manager()

    class Meta:
        verbose_name = _("passo della freschezza")
        verbose_name_plural = _("passi della freschezza")
        ordering = ["-quando", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["servizio", "ciclo", "passo"],
                name="servizi_passo_unico",
                violation_error_message=_("Questo passo è già stato fatto."),
            ),
            models.UniqueConstraint(
                fields=["servizio", "passo"],
                condition=Q(ciclo__isnull=True),
                name="servizi_passo_unico_mai_verificato",
                violation_error_message=_("Questo passo è già stato fatto."),
            ),
        ]

    def __str__(self):
        return f"{self.get_passo_display()} · {self.servizio}"


class Verifica(models.Model):
    """Somebody checked a sheet: the day, how it was told, and by whom when it is an account."""

    contenuto_pubblico = False

    class Come(models.TextChoices):
        """How ATS knows."""

        LINK = "link", _("collegamento nell’e-mail")
        AREA = "area", _("area riservata")
        TELEFONO = "telefono", _("per telefono")
        ATS = "ats", _("controllo di ATS")

    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="verifiche", verbose_name=_("servizio")
    )
    giorno = models.DateField(_("giorno"))
    istante = models.DateTimeField(_("registrata il"), default=timezone.now)
    come = models.CharField(_("come"), max_length=10, choices=Come)
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("da chi"),
    )

    class Meta:
        verbose_name = _("verifica")
        verbose_name_plural = _("verifiche")
        ordering = ["-istante", "-pk"]
        indexes = [models.Index(fields=["servizio", "istante"], name="servizi_verifica_istante")]

    def __str__(self):
        return f"{self.servizio} · {self.giorno:%d/%m/%Y}"
