"""The words of the e-mails, as staff changed them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class TestoEmailQuerySet(models.QuerySet):
    """Texts of the e-mails."""

    def cambiati(self):
        """Texts that staff have changed; the others are those of the files."""
        return self.exclude(testo="")


class TestoEmail(models.Model):
    """Subject and text of one kind of e-mail (``core.posta.testi``); both empty: the original ones.

    One row for each text that may be changed, written after every ``migrate``.
    """

    contenuto_pubblico = False

    codice = models.CharField(_("codice"), max_length=100, unique=True, editable=False)
    oggetto = models.CharField(_("oggetto"), max_length=200, blank=True)
    testo = models.TextField(_("testo"), max_length=10_000, blank=True)

    objects = TestoEmailQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("testo delle e-mail")
        verbose_name_plural = _("testi delle e-mail")
        ordering = ["codice"]
        constraints = [
            models.CheckConstraint(
                condition=Q(oggetto="", testo="") | (~Q(oggetto="") & ~Q(testo="")),
                name="core_testoemail_oggetto_e_testo",
                violation_error_message=_(
                    "Scrivi sia l'oggetto sia il testo. Vuoti tutti e due: torna il testo originale."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(oggetto__contains="\n") & ~Q(oggetto__contains="\r"),
                name="core_testoemail_oggetto_una_riga",
                violation_error_message=_("L'oggetto di un'e-mail sta su una riga."),
            ),
        ]

    def __str__(self):
        """Return when the e-mail leaves, in words; the code of one that leaves no longer."""
        from core.posta.testi import TESTI

        definizione = TESTI.get(self.codice)
        return str(definizione.nome) if definizione else self.codice
