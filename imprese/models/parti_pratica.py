"""What goes with a good practice: the certifications of its firm, what ATS and the firm write about it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.models.basi import Validita
from imprese.models.pratiche import BuonaPratica

OBBLIGATORI = (
    *("titolo", "settore", "dimensione", "anno", "stato", "bisogno"),
    *("misure", "strumento", "costo", "da_copiare"),
)
"""What a practice cannot be sent without."""
CAMPI = (
    *("titolo", "settore", "dimensione", "ambito", "anno", "stato", "bisogno", "misure", "strumento"),
    *("norma", "passi", "costo", "finanziamento", "insieme_a", "beneficiari", "prima", "dopo"),
    *("risultati_il", "difficolta", "da_copiare", "temi"),
)
"""What a member writes of its practice, beside the certifications."""


class Certificazione(Validita):
    """A certification of the firm of a good practice, with the days it holds."""

    class Schema(models.TextChoices):
        """Of what."""

        PARITA = "pdr125", _("parità di genere (UNI/PdR 125)")
        FAMILY = "family_audit", _("Family Audit")
        WHP = "whp", _("luogo di lavoro che promuove salute (WHP)")
        ALTRA = "altra", _("altra")

    pratica = models.ForeignKey(
        BuonaPratica, models.CASCADE, related_name="certificazioni", verbose_name=_("buona pratica")
    )
    schema = models.CharField(_("certificazione"), max_length=15, choices=Schema)
    ente = models.CharField(_("chi la rilascia"), max_length=150, blank=True)
    numero = models.CharField(_("numero"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("certificazione dell’impresa")
        verbose_name_plural = _("certificazioni dell’impresa")
        ordering = ["pratica", "schema", "pk"]
        constraints = [*Validita.Meta.constraints]

    def __str__(self):
        return self.get_schema_display()


def _campi():
    """Return the parts that a comment may be about, with their names."""
    nomi = [(campo, BuonaPratica._meta.get_field(campo).verbose_name) for campo in CAMPI]
    return [*nomi, ("certificazioni", _("certificazioni"))]


class CommentoPratica(models.Model):
    """What ATS asks to correct, field by field; or what a firm asks to correct of what is public already.

    Those of ATS are solved when the firm sends again, those of the firm when ATS answers.
    """

    contenuto_pubblico = False

    pratica = models.ForeignKey(
        BuonaPratica, models.CASCADE, related_name="commenti", verbose_name=_("buona pratica")
    )
    campo = models.CharField(_("su che cosa"), max_length=20, choices=_campi(), blank=True)
    testo = models.CharField(_("testo"), max_length=500)
    dall_ente = models.BooleanField(_("lo scrive l’ente"), default=False)
    scritto_il = models.DateTimeField(_("scritto il"), default=timezone.now)
    risolto_il = models.DateTimeField(_("risolto il"), null=True, blank=True)
    risposta = models.CharField(_("risposta"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("commento alla buona pratica")
        verbose_name_plural = _("commenti alla buona pratica")
        ordering = ["pratica", "scritto_il", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(testo=""),
                name="imprese_commento_testo",
                violation_error_message=_("Scrivi che cosa va corretto."),
            ),
            models.CheckConstraint(
                condition=Q(dall_ente=True, campo="") | Q(dall_ente=False) & ~Q(campo=""),
                name="imprese_commento_campo",
                violation_error_message=_("Un commento di ATS è su una voce; quello dell'ente su tutte."),
            ),
            models.UniqueConstraint(
                fields=["pratica", "campo"],
                condition=Q(risolto_il__isnull=True),
                name="imprese_commento_aperto",
                violation_error_message=_("C'è già una richiesta che aspetta, su questa voce."),
            ),
            models.CheckConstraint(
                condition=Q(risolto_il__isnull=True) | Q(risolto_il__gte=F("scritto_il")),
                name="imprese_commento_dopo",
                violation_error_message=_("Un commento si risolve dopo che è stato scritto."),
            ),
            models.CheckConstraint(
                condition=Q(risposta="") | Q(risolto_il__isnull=False, dall_ente=True),
                name="imprese_commento_risposta",
                violation_error_message=_("Si risponde all'ente, quando la sua richiesta si chiude."),
            ),
        ]

    def __str__(self):
        return f"{self.su}: {self.testo}"

    @property
    def su(self):
        """Return what it is about, in words."""
        return capfirst(self.get_campo_display()) or str(_("Correzione chiesta dall’ente"))
