"""Alleanze Locali: one per ambito and cycle, one capofila, partners with what each brings."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aderenti.models import Organizzazione
from aderenti.querysets import PresenzaQuerySet
from alleanze.querysets import AlleanzaQuerySet
from core.documenti import privati, valida_pdf
from core.models.basi import (
    Dimostrabile,
    Provenienza,
    SlugStabile,
    Tracciato,
    Validita,
    nome_del_documento,
)
from core.models.denaro import CampoDenaro
from core.vincoli import Divieto, SenzaSovrapposizioni
from piani.models import Piano
from territorio.models import Ambito

CAPOFILA_NON_AMMESSO = """NEW.ruolo = 'capofila'
    AND EXISTS (
        SELECT 1 FROM alleanze_alleanzalocale a JOIN piani_regolacapofila r ON r.piano_id = a.piano_id
        WHERE a.id = NEW.alleanza_id)
    AND NOT EXISTS (
        SELECT 1 FROM alleanze_alleanzalocale a
        JOIN piani_regolacapofila r ON r.piano_id = a.piano_id
        JOIN aderenti_organizzazione o ON o.natura = r.natura
        WHERE a.id = NEW.alleanza_id AND o.id = NEW.organizzazione_id)"""


class AlleanzaLocale(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """The public-private partnership of an ambito in a cycle. What no source tells stays empty."""

    slug_riservati = frozenset({"chi-lavora-con-chi"})

    piano = models.ForeignKey(Piano, models.PROTECT, related_name="alleanze", verbose_name=_("ciclo"))
    ambito = models.ForeignKey(Ambito, models.PROTECT, related_name="alleanze", verbose_name=_("ambito"))
    nome = models.CharField(_("nome"), max_length=150, blank=True, help_text=_("Vuoto se non è noto."))
    descrizione = models.TextField(_("che cosa fa"), blank=True)
    accordo_data = models.DateField(_("accordo di partenariato del"), null=True, blank=True)
    accordo_fine = models.DateField(_("accordo valido fino al"), null=True, blank=True)
    accordo_file = models.FileField(
        _("accordo (PDF)"), storage=privati, upload_to=nome_del_documento, validators=[valida_pdf], blank=True
    )

    objects = AlleanzaQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["accordo_file"])

    class Meta:
        verbose_name = _("Alleanza Locale")
        verbose_name_plural = _("Alleanze Locali")
        ordering = ["-piano__anno_dal", "ambito__ordine"]
        constraints = [
            models.UniqueConstraint(
                fields=["piano", "ambito"],
                name="alleanze_alleanza_una_per_ambito",
                violation_error_message=_("In questo ciclo l'ambito ha già la sua Alleanza."),
            ),
            models.CheckConstraint(
                condition=Q(accordo_fine__isnull=True)
                | Q(accordo_data__isnull=True)
                | Q(accordo_fine__gte=F("accordo_data")),
                name="alleanze_alleanza_accordo_date",
                violation_error_message=_("L'accordo scade prima della firma: controlla le date."),
            ),
        ]

    def __str__(self):
        return self.nome or f"Alleanza Locale di {self.ambito.nome} {self.piano.anni}"

    def testo_slug(self):
        """Return ambito and cycle: the address does not change when the name becomes known."""
        return f"{self.ambito.slug} {self.piano.code}"

    def get_absolute_url(self):
        """Return the public sheet."""
        return reverse("alleanze:detail", args=[self.slug])


class Partecipazione(Validita, Provenienza, Dimostrabile):
    """A body in an Alleanza, with its role and days. One capofila at a time, of a nature the cycle allows."""

    class Ruolo(models.TextChoices):
        """Role in the partnership."""

        CAPOFILA = "capofila", _("capofila")
        PARTNER = "partner", _("partner")

    alleanza = models.ForeignKey(
        AlleanzaLocale, models.CASCADE, related_name="partecipazioni", verbose_name=_("Alleanza")
    )
    organizzazione = models.ForeignKey(
        Organizzazione, models.PROTECT, related_name="partecipazioni", verbose_name=_("organizzazione")
    )
    ruolo = models.CharField(_("ruolo"), max_length=10, choices=Ruolo, default=Ruolo.PARTNER)

    objects = PresenzaQuerySet.as_manager()

    class Meta:
        verbose_name = _("partecipazione")
        verbose_name_plural = _("partecipazioni")
        ordering = ["alleanza", "ruolo", "organizzazione__denominazione"]
        constraints = [
            *Validita.Meta.constraints,
            models.UniqueConstraint(
                fields=["alleanza"],
                condition=Q(ruolo="capofila", al__isnull=True),
                name="alleanze_partecipazione_un_capofila",
                violation_error_message=_(
                    "L'Alleanza ha già un capofila: prima indica fino a quando lo è stato."
                ),
            ),
            SenzaSovrapposizioni(
                campi=["alleanza"],
                solo_se={"ruolo": "capofila"},
                name="alleanze_partecipazione_capofila_date",
                violation_error_message=_("In quei giorni l'Alleanza ha già un altro capofila."),
            ),
            SenzaSovrapposizioni(
                campi=["alleanza", "organizzazione"],
                name="alleanze_partecipazione_una_per_ente",
                violation_error_message=_("In quei giorni l'organizzazione è già nell'Alleanza."),
            ),
            Divieto(
                quando=CAPOFILA_NON_AMMESSO,
                name="alleanze_partecipazione_natura_capofila",
                violation_error_message=_(
                    "Le regole di questo ciclo non ammettono un capofila di questa natura."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.organizzazione} · {self.get_ruolo_display()}"


class Contributo(models.Model):
    """What a member brings to an Alleanza (DGR X/1081: technical, economic, of content)."""

    class Tipo(models.TextChoices):
        """Kind of contribution."""

        TECNICO = "tecnico", _("tecnico")
        ECONOMICO = "economico", _("economico")
        CONTENUTO = "di_contenuto", _("di contenuto")

    partecipazione = models.ForeignKey(
        Partecipazione, models.CASCADE, related_name="contributi", verbose_name=_("partecipazione")
    )
    tipo = models.CharField(_("tipo"), max_length=20, choices=Tipo)
    descrizione = models.CharField(_("descrizione"), max_length=300, blank=True)
    importo = CampoDenaro(_("importo (euro)"), null=True, blank=True)
    in_natura = models.BooleanField(
        _("valorizzazione (non in denaro)"), default=False, help_text=_("Ore di lavoro, locali, mezzi.")
    )

    class Meta:
        verbose_name = _("contributo")
        verbose_name_plural = _("contributi")
        constraints = [
            models.CheckConstraint(
                condition=Q(importo__isnull=True) | Q(importo__gte=0),
                name="alleanze_contributo_importo",
                violation_error_message=_("L'importo non può essere negativo."),
            ),
            models.CheckConstraint(
                condition=~Q(tipo="economico") | Q(importo__isnull=False),
                name="alleanze_contributo_economico_importo",
                violation_error_message=_("Per un contributo economico indica l'importo."),
            ),
        ]

    def __str__(self):
        return self.get_tipo_display()
