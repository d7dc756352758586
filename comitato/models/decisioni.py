"""The register of decisions: numbered, voted, tied to what they are about; and what has to be done."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from comitato.models.composizione import Seggio
from comitato.models.sedute import PuntoOdg, Seduta
from comitato.querysets_decisioni import AzioneQuerySet, DecisioneQuerySet
from core.models.basi import Tracciato
from core.vincoli import Immutabile
from progetti.models import Avviso, Progetto


class Decisione(Tracciato):
    """A decision put to the vote: numbered once taken, then never changed. A later one may replace it."""

    class Esito(models.TextChoices):
        """What came of it."""

        PROPOSTA = "proposta", _("da votare")
        APPROVATA = "approvata", _("approvata")
        RESPINTA = "respinta", _("non approvata")

    punto = models.ForeignKey(PuntoOdg, models.PROTECT, related_name="decisioni", verbose_name=_("punto"))
    seduta = models.ForeignKey(Seduta, models.PROTECT, related_name="decisioni", verbose_name=_("seduta"))
    numero = models.PositiveSmallIntegerField(_("numero"), null=True, blank=True, editable=False)
    anno = models.PositiveSmallIntegerField(_("anno"), null=True, blank=True, editable=False)
    titolo = models.CharField(_("oggetto"), max_length=200)
    testo = models.TextField(_("testo della decisione"))
    esito = models.CharField(
        _("esito"), max_length=10, choices=Esito, default=Esito.PROPOSTA, editable=False, db_index=True
    )
    presa_il = models.DateField(_("presa il"), null=True, blank=True, editable=False)
    progetto = models.ForeignKey(
        Progetto, models.PROTECT, null=True, blank=True, related_name="decisioni", verbose_name=_("progetto")
    )
    avviso = models.ForeignKey(
        Avviso,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisioni",
        verbose_name=_("valutazione dell'avviso"),
    )
    riesame_entro = models.DateField(
        _("da riesaminare entro"), null=True, blank=True, help_text=_("Per un progetto in ritardo.")
    )
    sostituisce = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sostituita_da",
        verbose_name=_("sostituisce"),
    )
    promemoria_il = models.DateField(
        _("promemoria a chi non ha votato"), null=True, blank=True, editable=False
    )

    objects = DecisioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("decisione")
        verbose_name_plural = _("registro delle decisioni")
        ordering = ["-anno", "-numero", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["anno", "numero"],
                name="comitato_decisione_numero",
                violation_error_message=_("C'è già una decisione con questo numero."),
            ),
            models.CheckConstraint(
                condition=Q(esito="proposta", numero__isnull=True, presa_il__isnull=True)
                | ~Q(esito="proposta") & Q(numero__isnull=False, anno__isnull=False, presa_il__isnull=False),
                name="comitato_decisione_presa",
                violation_error_message=_("Una decisione presa ha numero, anno e data."),
            ),
            Immutabile(
                campi=[
                    "punto",
                    "seduta",
                    "numero",
                    "anno",
                    "titolo",
                    "testo",
                    "esito",
                    "presa_il",
                    "progetto",
                    "avviso",
                    "riesame_entro",
                    "sostituisce",
                ],
                quando="OLD.esito <> 'proposta'",
                name="comitato_decisione_immutabile",
                violation_error_message=_("Una decisione presa non si cambia: se ne prende un'altra."),
            ),
        ]

    def __str__(self):
        return f"{self.numero}/{self.anno} · {self.titolo}" if self.numero else self.titolo


class Voto(models.Model):
    """The vote of a seat on a decision. In a written procedure the seat votes by itself."""

    contenuto_pubblico = False

    class Scelta(models.TextChoices):
        """The vote."""

        FAVOREVOLE = "favorevole", _("favorevole")
        CONTRARIO = "contrario", _("contrario")
        ASTENUTO = "astenuto", _("astenuto")
        NON_PARTECIPA = "non_partecipa", _("non partecipa per conflitto di interessi")

    decisione = models.ForeignKey(Decisione, models.CASCADE, related_name="voti", verbose_name=_("decisione"))
    seggio = models.ForeignKey(Seggio, models.PROTECT, related_name="voti", verbose_name=_("seggio"))
    scelta = models.CharField(_("voto"), max_length=15, choices=Scelta)
    motivo = models.TextField(_("dichiarazione di voto"), blank=True)
    tacito = models.BooleanField(_("per silenzio assenso"), default=False, editable=False)
    espresso_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("registrato da"),
    )
    espresso_il = models.DateTimeField(_("registrato il"), auto_now=True)

    class Meta:
        verbose_name = _("voto")
        verbose_name_plural = _("voti")
        ordering = ["decisione", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decisione", "seggio"],
                name="comitato_voto_uno",
                violation_error_message=_("Questo ente ha già votato."),
            )
        ]

    def __str__(self):
        return f"{self.seggio}: {self.get_scelta_display()}"


class Azione(Tracciato):
    """An action point of a decision: which body, by when; closed only once somebody verified it.

    Citizens see how many there are and where they are, with the minutes; never the texts.
    """

    class Priorita(models.IntegerChoices):
        """How pressing it is."""

        ALTA = 1, _("alta")
        MEDIA = 2, _("media")
        BASSA = 3, _("bassa")

    class Stato(models.TextChoices):
        """Where it is."""

        APERTA = "aperta", _("da fare")
        FATTA = "fatta", _("fatta, da verificare")
        CHIUSA = "chiusa", _("chiusa dopo la verifica")
        ANNULLATA = "annullata", _("non serve più")

    decisione = models.ForeignKey(
        Decisione, models.PROTECT, related_name="azioni", verbose_name=_("decisione")
    )
    testo = models.CharField(_("che cosa fare"), max_length=300)
    ente = models.ForeignKey(
        Organizzazione, models.PROTECT, related_name="azioni_del_comitato", verbose_name=_("chi la fa")
    )
    scade_il = models.DateField(_("entro il"), db_index=True)
    priorita = models.PositiveSmallIntegerField(_("priorità"), choices=Priorita, default=Priorita.MEDIA)
    stato = models.CharField(
        _("stato"), max_length=10, choices=Stato, default=Stato.APERTA, editable=False, db_index=True
    )
    fatta_il = models.DateField(_("fatta il"), null=True, blank=True, editable=False)
    resoconto = models.TextField(_("che cosa è stato fatto"), blank=True, editable=False)
    riferita_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("detta fatta da"),
    )
    rimandata = models.TextField(_("perché è stata rimandata"), blank=True, editable=False)
    verificata_il = models.DateField(_("verificata il"), null=True, blank=True, editable=False)
    verificata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("verificata da"),
    )
    verifica = models.TextField(_("come è stata verificata"), blank=True, editable=False)
    promemoria_il = models.DateField(_("ultimo promemoria"), null=True, blank=True, editable=False)

    objects = AzioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("azione decisa")
        verbose_name_plural = _("azioni decise")
        ordering = ["scade_il", "priorita", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stato="chiusa")
                | Q(fatta_il__isnull=False, verificata_il__isnull=False) & ~Q(verifica=""),
                name="comitato_azione_chiusa",
                violation_error_message=_("Un'azione si chiude solo dopo la verifica: scrivi come."),
            ),
            models.CheckConstraint(
                condition=~Q(stato="fatta") | Q(fatta_il__isnull=False) & ~Q(resoconto=""),
                name="comitato_azione_fatta",
                violation_error_message=_("Scrivi che cosa è stato fatto."),
            ),
            models.CheckConstraint(
                condition=~Q(stato="annullata") | ~Q(verifica=""),
                name="comitato_azione_annullata",
                violation_error_message=_("Scrivi perché non serve più."),
            ),
            models.CheckConstraint(
                condition=Q(riferita_da__isnull=True)
                | Q(verificata_da__isnull=True)
                | ~Q(riferita_da=F("verificata_da")),
                name="comitato_azione_altri_occhi",
                violation_error_message=_("Chi ha detto che è fatta non la verifica: tocca a qualcun altro."),
            ),
        ]

    def __str__(self):
        return self.testo
