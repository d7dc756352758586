"""The yearly round in which every member says that its sheet is right."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from aderenti.models.organizzazione import Organizzazione
from aderenti.models.persone import nuovo_codice
from piani.models import Piano


class GiroConferme(models.Model):
    """A round of confirmations, opened by ATS for the members of that day; of a cycle when it has one."""

    contenuto_pubblico = False

    titolo = models.CharField(
        _("titolo"), max_length=80, unique=True, help_text=_("Per esempio: Conferme 2027.")
    )
    piano = models.ForeignKey(
        Piano,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ciclo"),
        help_text=_("Se c'è, chi conferma è confermato anche come aderente per questo ciclo."),
    )
    aperto_il = models.DateField(_("aperto il"), default=timezone.localdate)
    aperto_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("aperto da"),
    )
    scade_il = models.DateField(
        _("scade il"), help_text=_("Ultimo giorno in cui il link nell'e-mail funziona.")
    )
    chiuso_il = models.DateField(_("chiuso il"), null=True, blank=True)

    class Meta:
        verbose_name = _("giro di conferme")
        verbose_name_plural = _("giri di conferme")
        ordering = ["-aperto_il", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scade_il__gt=F("aperto_il")),
                name="aderenti_giro_scade",
                violation_error_message=_("La scadenza viene dopo l'apertura: controlla le date."),
            ),
        ]

    def __str__(self):
        return self.titolo

    def aperto(self, oggi=None):
        """Return whether members can still confirm on ``oggi`` (today)."""
        return self.chiuso_il is None and (oggi or timezone.localdate()) <= self.scade_il


class ConfermaAdesioneQuerySet(models.QuerySet):
    """The members of the rounds, by what is still to do."""

    def in_attesa(self, oggi=None):
        """Members of an open round that have not confirmed."""
        aperti = Q(giro__chiuso_il__isnull=True, giro__scade_il__gte=oggi or timezone.localdate())
        return self.filter(aperti, confermata_il__isnull=True)

    def da_chiamare(self, oggi=None):
        """Those that no e-mail could be sent to."""
        return self.in_attesa(oggi).filter(indirizzi=[])


class ConfermaAdesione(models.Model):
    """One member in a round: whom ATS wrote to, when it confirmed and how."""

    contenuto_pubblico = False

    class Come(models.TextChoices):
        """How the member said that its sheet is right."""

        LINK = "link", _("con il link")
        AREA = "area", _("dall'area riservata")
        ATS = "ats", _("per telefono, con ATS")

    giro = models.ForeignKey(GiroConferme, models.CASCADE, related_name="conferme", verbose_name=_("giro"))
    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="conferme", verbose_name=_("organizzazione")
    )
    codice = models.CharField(_("codice"), max_length=40, unique=True, default=nuovo_codice, editable=False)
    indirizzi = models.JSONField(_("scritto a"), default=list, blank=True)
    promemoria = models.PositiveSmallIntegerField(_("promemoria mandati"), default=0)
    confermata_il = models.DateTimeField(_("confermata il"), null=True, blank=True)
    come = models.CharField(_("come"), max_length=4, choices=Come, blank=True)
    da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registrata da"),
    )

    objects = ConfermaAdesioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("conferma annuale")
        verbose_name_plural = _("conferme annuali")
        ordering = ["organizzazione__denominazione", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["giro", "organizzazione"],
                name="aderenti_conferma_una_per_giro",
                violation_error_message=_("Questa organizzazione è già nel giro."),
            ),
            models.CheckConstraint(
                condition=Q(confermata_il__isnull=True, come="")
                | (Q(confermata_il__isnull=False) & ~Q(come="")),
                name="aderenti_conferma_come",
                violation_error_message=_("Una conferma dice quando e come è arrivata."),
            ),
        ]

    def __str__(self):
        return f"{self.organizzazione} · {self.giro}"

    def collegamento(self, indirizzo):
        """Return the page that the link mailed to ``indirizzo`` opens: each address has a link of its own."""
        return reverse("aderenti:confirm", args=[f"{self.codice}-{self._firma(indirizzo)}"])

    def di_chi(self, firma):
        """Return the address whose link ends with ``firma``, None for any other end."""
        miei = (voce for voce in self.indirizzi if constant_time_compare(firma, self._firma(voce)))
        return next(miei, None)

    def _firma(self, indirizzo):
        testo = f"{self.codice} {indirizzo.lower()}"
        return salted_hmac("aderenti.conferma", testo, algorithm="sha256").hexdigest()[:24]
