"""Monitoring rounds: ATS opens one for a period, each project owes a sheet, ATS returns or validates it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Dimostrabile, Tracciato
from core.models.denaro import CampoDenaro
from core.vincoli import Immutabile
from piani.models import Indicatore, Piano
from progetti.models.progetto import Progetto


class Rilevazione(Dimostrabile, Tracciato):
    """A monitoring round of a cycle: its period, until when sheets are due. Locked until opened."""

    contenuto_pubblico = False

    class Tipo(models.TextChoices):
        """What kind of report is due."""

        INTERMEDIA = "intermedia", _("intermedia")
        FINALE = "finale", _("finale")

    piano = models.ForeignKey(Piano, models.PROTECT, related_name="rilevazioni", verbose_name=_("ciclo"))
    titolo = models.CharField(_("titolo"), max_length=200)
    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo, default=Tipo.INTERMEDIA)
    dal = models.DateField(_("periodo dal"))
    al = models.DateField(_("periodo al"))
    scade_il = models.DateField(_("schede entro il"))
    istruzioni = models.TextField(_("istruzioni per i capofila"), blank=True)
    aperta_il = models.DateTimeField(_("aperta il"), null=True, blank=True, editable=False)
    chiusa_il = models.DateTimeField(_("chiusa il"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("rilevazione")
        verbose_name_plural = _("rilevazioni")
        ordering = ["-al", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["piano", "tipo", "dal", "al"],
                name="progetti_rilevazione_unica",
                violation_error_message=_("C'è già una rilevazione di questo periodo."),
            ),
            models.CheckConstraint(
                condition=Q(al__gte=F("dal")),
                name="progetti_rilevazione_dal_al",
                violation_error_message=_("Il periodo finisce prima di cominciare: controlla le date."),
            ),
            models.CheckConstraint(
                condition=Q(scade_il__gte=F("al")),
                name="progetti_rilevazione_scadenza",
                violation_error_message=_("Le schede scadono prima della fine del periodo."),
            ),
            models.CheckConstraint(
                condition=Q(chiusa_il__isnull=True) | Q(aperta_il__isnull=False),
                name="progetti_rilevazione_chiusa",
                violation_error_message=_("Si chiude solo una rilevazione che è stata aperta."),
            ),
        ]

    def __str__(self):
        return self.titolo

    @property
    def aperta(self):
        """Return whether sheets can be filled."""
        return self.aperta_il is not None and self.chiusa_il is None


class SchedaMonitoraggio(Tracciato):
    """What a project owes in a round: narrative, spending, values. Written by ``progetti.monitoraggio``."""

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """Where the sheet is."""

        DA_COMPILARE = "da_compilare", _("da compilare")
        INVIATA = "inviata", _("inviata ad ATS")
        RESTITUITA = "restituita", _("da correggere")
        VALIDATA = "validata", _("validata")
        SALTATA = "saltata", _("non dovuta")

    rilevazione = models.ForeignKey(
        Rilevazione, models.PROTECT, related_name="schede", verbose_name=_("rilevazione")
    )
    progetto = models.ForeignKey(Progetto, models.CASCADE, related_name="schede", verbose_name=_("progetto"))
    stato = models.CharField(
        _("stato"), max_length=15, choices=Stato, default=Stato.DA_COMPILARE, db_index=True
    )
    scade_il = models.DateField(_("entro il"), db_index=True)
    motivo_saltata = models.CharField(_("perché non è dovuta"), max_length=300, blank=True)
    sollecitata_il = models.DateField(_("sollecitata il"), null=True, blank=True, editable=False)
    attivita = models.TextField(_("che cosa è stato fatto"), blank=True)
    problemi = models.TextField(_("problemi e ritardi"), blank=True)
    prossimi_passi = models.TextField(_("prossimi passi"), blank=True)
    speso = CampoDenaro(
        _("speso dall'inizio (euro)"),
        null=True,
        blank=True,
        help_text=_(
            "Quanto il progetto ha pagato dall'inizio fino alla fine del periodo, secondo il capofila."
        ),
    )

    class Meta:
        verbose_name = _("scheda di monitoraggio")
        verbose_name_plural = _("schede di monitoraggio")
        ordering = ["rilevazione", "scade_il", "progetto"]
        constraints = [
            models.UniqueConstraint(
                fields=["rilevazione", "progetto"],
                name="progetti_scheda_unica",
                violation_error_message=_("Questo progetto ha già la sua scheda in questa rilevazione."),
            ),
            models.CheckConstraint(
                condition=Q(stato="saltata") & ~Q(motivo_saltata="")
                | ~Q(stato="saltata") & Q(motivo_saltata=""),
                name="progetti_scheda_saltata",
                violation_error_message=_("Scrivi perché la scheda non è dovuta, e solo in quel caso."),
            ),
            models.CheckConstraint(
                condition=Q(speso__isnull=True) | Q(speso__gte=0),
                name="progetti_scheda_speso",
                violation_error_message=_("La spesa non può essere negativa."),
            ),
            Immutabile(
                campi=["attivita", "problemi", "prossimi_passi", "speso"],
                quando="OLD.stato = 'validata'",
                name="progetti_scheda_bloccata",
                violation_error_message=_("Una scheda validata non si cambia: va riaperta."),
            ),
        ]

    def __str__(self):
        return f"{self.progetto} · {self.rilevazione}"

    def in_ritardo(self, oggi):
        """Return whether on ``oggi`` the capofila owes it and its day is past."""
        return self.stato in (self.Stato.DA_COMPILARE, self.Stato.RESTITUITA) and self.scade_il < oggi


class PassoScheda(models.Model):
    """A step of a sheet: who did it, when, and why. Append-only."""

    contenuto_pubblico = False

    class Tipo(models.TextChoices):
        """What was done."""

        APERTA = "aperta", _("aperta")
        INVIATA = "inviata", _("inviata")
        RESTITUITA = "restituita", _("restituita")
        VALIDATA = "validata", _("validata")
        RIAPERTA = "riaperta", _("riaperta")
        SALTATA = "saltata", _("non dovuta")
        RINVIATA = "rinviata", _("scadenza spostata")

    scheda = models.ForeignKey(
        SchedaMonitoraggio, models.CASCADE, related_name="passi", verbose_name=_("scheda")
    )
    tipo = models.CharField(_("passo"), max_length=12, choices=Tipo)
    nota = models.TextField(_("nota"), blank=True)
    da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("da")
    )
    il = models.DateTimeField(_("il"), auto_now_add=True)

    class Meta:
        verbose_name = _("passo della scheda")
        verbose_name_plural = _("passi della scheda")
        ordering = ["scheda", "pk"]
        constraints = [
            Immutabile(
                campi=["scheda", "tipo", "nota", "il"],
                name="progetti_passo_scheda_immutabile",
                violation_error_message=_("Un passo registrato non si cambia."),
            ),
        ]

    def __str__(self):
        return self.get_tipo_display()


class CommentoScheda(models.Model):
    """What ATS asks to mend in one cell of a sheet: ``cella`` is a field, or ``indicatore-<pk>``."""

    contenuto_pubblico = False

    scheda = models.ForeignKey(
        SchedaMonitoraggio, models.CASCADE, related_name="commenti", verbose_name=_("scheda")
    )
    cella = models.CharField(_("cella"), max_length=60)
    testo = models.TextField(_("che cosa correggere"))
    scritto_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("scritto da")
    )
    scritto_il = models.DateTimeField(_("scritto il"), auto_now_add=True)
    risolto_il = models.DateTimeField(_("risolto il"), null=True, blank=True)

    class Meta:
        verbose_name = _("commento alla scheda")
        verbose_name_plural = _("commenti alle schede")
        ordering = ["scheda", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(testo=""),
                name="progetti_commento_testo",
                violation_error_message=_("Scrivi che cosa correggere."),
            )
        ]

    def __str__(self):
        return f"{self.cella}: {self.testo[:40]}"


class ModelloRegione(Tracciato):
    """A form that Regione asks for: its columns are a mapping that staff edit."""

    contenuto_pubblico = False

    nome = models.CharField(_("nome"), max_length=120, unique=True)
    in_uso_dal = models.DateField(_("in uso dal"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("modello per Regione")
        verbose_name_plural = _("modelli per Regione")
        ordering = ["nome"]

    def __str__(self):
        return self.nome


class ColonnaRegione(models.Model):
    """A column of a form of Regione: its heading there, and what of ours fills it."""

    contenuto_pubblico = False

    modello = models.ForeignKey(
        ModelloRegione, models.CASCADE, related_name="colonne", verbose_name=_("modello")
    )
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    intestazione = models.CharField(_("intestazione di Regione"), max_length=200)
    sorgente = models.CharField(
        _("da dove"), max_length=40, blank=True, help_text=_("Un dato del progetto o della scheda.")
    )
    indicatore = models.ForeignKey(
        Indicatore,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("oppure un indicatore"),
    )
    fisso = models.CharField(_("oppure un testo fisso"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("colonna del modello")
        verbose_name_plural = _("colonne del modello")
        ordering = ["modello", "ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["modello", "intestazione"],
                name="progetti_colonna_regione_unica",
                violation_error_message=_("Questa colonna c'è già nel modello."),
            ),
            models.CheckConstraint(
                condition=Q(indicatore__isnull=True) | Q(sorgente="", fisso=""),
                name="progetti_colonna_regione_una_sorgente",
                violation_error_message=_("Scegli un dato, un indicatore o un testo fisso: uno solo."),
            ),
        ]

    def __str__(self):
        return self.intestazione
