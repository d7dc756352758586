"""Where a service is: its doors (sedi) and the area it serves. They are two different things."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from core.models import Proposta
from core.models.basi import Dimostrabile
from core.validatori import RE_CAP, valida_cap
from servizi.models.servizio import Servizio
from servizi.querysets import AreaServitaQuerySet
from territorio.models import Ambito, Comune


class Sede(Dimostrabile):
    """A place of a body. The same place may host several services."""

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="sedi", verbose_name=_("organizzazione")
    )
    nome = models.CharField(_("nome"), max_length=150)
    indirizzo = models.CharField(_("indirizzo"), max_length=200, blank=True)
    cap = models.CharField(_("CAP"), max_length=5, blank=True, validators=[valida_cap])
    comune = models.ForeignKey(Comune, models.PROTECT, related_name="sedi", verbose_name=_("comune"))
    lat = models.DecimalField(_("latitudine"), max_digits=8, decimal_places=5, null=True, blank=True)
    lon = models.DecimalField(_("longitudine"), max_digits=8, decimal_places=5, null=True, blank=True)
    accessibile = models.BooleanField(_("accessibile in carrozzina"), null=True, blank=True)
    come_arrivare = models.CharField(_("come arrivare"), max_length=300, blank=True)

    # Those of a row that is deleted go with it.
    proposte = GenericRelation(Proposta, content_type_field="tipo", object_id_field="oggetto_id")

    class Meta:
        verbose_name = _("sede")
        verbose_name_plural = _("sedi")
        ordering = ["comune__nome", "nome"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cap="") | Q(cap__regex=RE_CAP),
                name="servizi_sede_cap",
                violation_error_message=_("Il CAP ha 5 cifre."),
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                # A comparison with NULL is not false: "not empty" is to be said.
                | Q(lat__isnull=False, lat__range=(-90, 90), lon__isnull=False, lon__range=(-180, 180)),
                name="servizi_sede_coordinate",
                violation_error_message=_("Indica tutte e due le coordinate, o nessuna."),
            ),
        ]

    def __str__(self):
        return f"{self.nome}, {self.comune.nome}"


class SedeServizio(models.Model):
    """A door of a service."""

    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="sedi_servizio", verbose_name=_("servizio")
    )
    sede = models.ForeignKey(Sede, models.PROTECT, related_name="servizi_ospitati", verbose_name=_("sede"))
    principale = models.BooleanField(_("sede principale"), default=False)
    nota = models.CharField(_("nota"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("sede del servizio")
        verbose_name_plural = _("sedi del servizio")
        ordering = ["servizio", "-principale", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["servizio", "sede"],
                name="servizi_sede_servizio_unica",
                violation_error_message=_("Questa sede c'è già."),
            ),
            models.UniqueConstraint(
                fields=["servizio"],
                condition=Q(principale=True),
                name="servizi_sede_servizio_una_principale",
                violation_error_message=_("La sede principale è una sola."),
            ),
        ]

    def __str__(self):
        return str(self.sede)


class AreaServita(models.Model):
    """A comune, or a whole ambito, whose residents the service is for."""

    servizio = models.ForeignKey(Servizio, models.CASCADE, related_name="aree", verbose_name=_("servizio"))
    ambito = models.ForeignKey(
        Ambito, models.PROTECT, null=True, blank=True, related_name="aree_servite", verbose_name=_("ambito")
    )
    comune = models.ForeignKey(
        Comune, models.PROTECT, null=True, blank=True, related_name="aree_servite", verbose_name=_("comune")
    )

    objects = AreaServitaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area servita")
        verbose_name_plural = _("aree servite")
        constraints = [
            models.CheckConstraint(
                condition=Q(ambito__isnull=False, comune__isnull=True)
                | Q(ambito__isnull=True, comune__isnull=False),
                name="servizi_area_ambito_o_comune",
                violation_error_message=_("Indica un ambito oppure un comune, non tutti e due."),
            ),
            models.UniqueConstraint(
                fields=["servizio", "ambito"],
                condition=Q(ambito__isnull=False),
                name="servizi_area_ambito_unica",
                violation_error_message=_("Questo ambito c'è già."),
            ),
            models.UniqueConstraint(
                fields=["servizio", "comune"],
                condition=Q(comune__isnull=False),
                name="servizi_area_comune_unica",
                violation_error_message=_("Questo comune c'è già."),
            ),
        ]

    def __str__(self):
        return str(self.ambito or self.comune)
