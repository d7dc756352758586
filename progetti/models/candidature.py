"""Who answered a call: the proposals received and their formal check. Never shown to citizens."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Tracciato
from core.models.denaro import CampoDenaro
from progetti.models.avvisi import Avviso


class VoceControllo(models.Model):
    """A line of the formal checklist of a call: what the office looks at in every proposal."""

    contenuto_pubblico = False

    avviso = models.ForeignKey(Avviso, models.CASCADE, related_name="controlli", verbose_name=_("avviso"))
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    testo = models.CharField(_("che cosa si controlla"), max_length=200)
    obbligatoria = models.BooleanField(
        _("obbligatoria"), default=True, help_text=_("Se manca, la proposta non è ammissibile.")
    )

    class Meta:
        verbose_name = _("voce del controllo formale")
        verbose_name_plural = _("controllo formale")
        ordering = ["avviso", "ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["avviso", "testo"],
                name="progetti_controllo_unico",
                violation_error_message=_("Questa voce c'è già."),
            )
        ]

    def __str__(self):
        return self.testo


class Candidatura(Tracciato):
    """A proposal that answers a call: its protocol number, when it came, its formal check."""

    contenuto_pubblico = False

    avviso = models.ForeignKey(Avviso, models.PROTECT, related_name="candidature", verbose_name=_("avviso"))
    progetto = models.OneToOneField(
        "progetti.Progetto", models.PROTECT, related_name="candidatura", verbose_name=_("progetto")
    )
    protocollo = models.CharField(_("numero di protocollo"), max_length=40)
    protocollo_data = models.DateField(_("data di protocollo"))
    ricevuta_il = models.DateTimeField(_("ricevuta il"))
    importo_richiesto = CampoDenaro(_("contributo chiesto (euro)"), null=True, blank=True)
    note = models.TextField(_("note dell'istruttoria"), blank=True)

    class Meta:
        verbose_name = _("candidatura")
        verbose_name_plural = _("candidature")
        ordering = ["avviso", "ricevuta_il", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocollo", "protocollo_data"],
                name="progetti_candidatura_protocollo",
                violation_error_message=_("C'è già una candidatura con questo numero di protocollo."),
            ),
            models.CheckConstraint(
                condition=Q(importo_richiesto__isnull=True) | Q(importo_richiesto__gte=0),
                name="progetti_candidatura_importo",
                violation_error_message=_("L'importo non può essere negativo."),
            ),
        ]

    def __str__(self):
        return f"{self.protocollo} · {self.progetto}"

    @property
    def fuori_termine(self):
        """Return whether it came before the opening or after the closing of its call."""
        apre, chiude = self.avviso.apre_il, self.avviso.chiude_il
        return bool((apre and self.ricevuta_il < apre) or (chiude and self.ricevuta_il > chiude))


class EsitoControllo(models.Model):
    """What the office found on one line of the checklist of one proposal."""

    contenuto_pubblico = False

    class Esito(models.TextChoices):
        """What was found."""

        SI = "si", _("c'è")
        NO = "no", _("manca")
        DA_INTEGRARE = "da_integrare", _("da integrare")
        NON_DOVUTA = "non_dovuta", _("non dovuta")

    candidatura = models.ForeignKey(
        Candidatura, models.CASCADE, related_name="esiti", verbose_name=_("candidatura")
    )
    voce = models.ForeignKey(VoceControllo, models.PROTECT, related_name="+", verbose_name=_("voce"))
    esito = models.CharField(_("esito"), max_length=15, choices=Esito)
    nota = models.CharField(_("nota"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("esito del controllo")
        verbose_name_plural = _("esiti del controllo")
        ordering = ["candidatura", "voce__ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "voce"],
                name="progetti_esito_unico",
                violation_error_message=_("Questa voce è già stata controllata."),
            ),
            models.CheckConstraint(
                condition=~Q(esito__in=["no", "da_integrare"]) | ~Q(nota=""),
                name="progetti_esito_nota",
                violation_error_message=_("Scrivi che cosa manca."),
            ),
        ]

    def __str__(self):
        return f"{self.voce}: {self.get_esito_display()}"
