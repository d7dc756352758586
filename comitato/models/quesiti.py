"""What the Comitato asks of the capofila of a project, and what it answers: kept with the project."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from comitato.models.composizione import Seggio
from core.models.basi import Tracciato
from core.vincoli import Immutabile
from progetti.models import Progetto


class Quesito(Tracciato):
    """A question to the capofila. Neither the question nor the answer is rewritten; citizens see neither."""

    contenuto_pubblico = False

    progetto = models.ForeignKey(Progetto, models.PROTECT, related_name="quesiti", verbose_name=_("progetto"))
    seggio = models.ForeignKey(
        Seggio,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quesiti",
        verbose_name=_("chi chiede"),
        help_text=_("Vuoto: la segreteria."),
    )
    domanda = models.TextField(_("domanda"))
    fatta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("scritta da")
    )
    fatta_il = models.DateTimeField(_("fatta il"), auto_now_add=True, db_index=True)
    ente = models.ForeignKey(
        Organizzazione, models.PROTECT, related_name="quesiti_ricevuti", verbose_name=_("capofila")
    )
    risposta = models.TextField(_("risposta"), blank=True)
    risposta_il = models.DateTimeField(_("risposta il"), null=True, blank=True, db_index=True)
    risposta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("risposta scritta da"),
    )

    class Meta:
        verbose_name = _("domanda al capofila")
        verbose_name_plural = _("domande ai capofila")
        ordering = ["-fatta_il", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(domanda=""),
                name="comitato_quesito_domanda",
                violation_error_message=_("Scrivi la domanda."),
            ),
            models.CheckConstraint(
                condition=Q(risposta="", risposta_il__isnull=True)
                | ~Q(risposta="") & Q(risposta_il__isnull=False),
                name="comitato_quesito_risposta",
                violation_error_message=_("La risposta e il suo giorno vanno insieme."),
            ),
            Immutabile(
                campi=["progetto", "seggio", "domanda", "ente"],
                name="comitato_quesito_immutabile",
                violation_error_message=_("Una domanda già mandata non si cambia: fanne un’altra."),
            ),
            Immutabile(
                campi=["risposta", "risposta_il"],
                quando="OLD.risposta_il IS NOT NULL",
                name="comitato_quesito_risposto",
                violation_error_message=_("La risposta c’è già e non si cambia."),
            ),
        ]

    def __str__(self):
        return self.domanda[:80]

    @property
    def chi_chiede(self):
        """Return who asks, in words."""
        return str(self.seggio) if self.seggio else str(_("la segreteria del Comitato"))

    @property
    def giorno(self):
        """Return the day of the question, in Italy."""
        return timezone.localdate(self.fatta_il)

    @property
    def giorno_risposta(self):
        """Return the day of the answer, in Italy; None without."""
        return self.risposta_il and timezone.localdate(self.risposta_il)
