"""The life of a project: dated events, append-only. The state is the last one (dominio §1.4)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.basi import Precisione, Provenienza
from piani.models import Atto
from progetti.models.progetto import Progetto
from progetti.querysets import EventoProgettoQuerySet


class EventoProgetto(Provenienza):
    """A fact in the life of a project: when, by which act, recorded by whom."""

    class Tipo(models.TextChoices):
        """What happened, hence the state that follows (except for the last group)."""

        BOZZA = "bozza", _("bozza")
        CANDIDATURA = "candidatura_presentata", _("candidatura presentata")
        ISTRUTTORIA = "istruttoria_formale", _("in istruttoria formale")
        NON_AMMISSIBILE = "non_ammissibile", _("non ammissibile")
        IN_VALUTAZIONE = "in_valutazione", _("in valutazione")
        FINANZIATA = "ammessa_finanziata", _("ammessa e finanziata")
        NON_FINANZIATA = "ammessa_non_finanziata", _("ammessa, non finanziata")
        ESCLUSA = "esclusa", _("esclusa")
        NEL_PIANO = "inserita_nel_piano", _("inserita nel Piano")
        AVVIATA = "avviata", _("avviato")
        IN_CORSO = "in_corso", _("in corso")
        CONCLUSA = "conclusa_attivita", _("attività concluse")
        RENDICONTATA = "rendicontazione_presentata", _("rendicontazione presentata")
        IN_VERIFICA = "in_verifica", _("rendicontazione in verifica")
        SALDO = "saldo_liquidato", _("saldo liquidato")
        CHIUSA = "chiusa", _("chiuso")
        RINUNCIA = "rinuncia", _("rinuncia")
        DECADENZA = "decadenza", _("decadenza")
        REVOCA = "revoca", _("revoca")
        VARIAZIONE = "variazione", _("variazione")
        PROROGA = "proroga", _("proroga")
        SOSPENSIONE = "sospensione", _("sospensione")
        RIPRESA = "ripresa", _("ripresa")
        MONITORAGGIO = "monitoraggio_intermedio", _("monitoraggio intermedio")
        INTEGRAZIONI = "richiesta_integrazioni", _("richiesta di integrazioni")
        CORREZIONE = "correzione", _("correzione")

        @classmethod
        def senza_stato(cls):
            """Return the types that leave the state as it was."""
            return [cls.VARIAZIONE, cls.PROROGA, cls.MONITORAGGIO, cls.INTEGRAZIONI, cls.CORREZIONE]

        @classmethod
        def pubblici(cls):
            """Return the states in which citizens see the project."""
            return [
                cls.FINANZIATA,
                cls.NEL_PIANO,
                cls.AVVIATA,
                cls.IN_CORSO,
                cls.SOSPENSIONE,
                cls.RIPRESA,
                cls.CONCLUSA,
                cls.RENDICONTATA,
                cls.IN_VERIFICA,
                cls.SALDO,
                cls.CHIUSA,
                cls.RINUNCIA,
                cls.DECADENZA,
                cls.REVOCA,
            ]

    progetto = models.ForeignKey(Progetto, models.CASCADE, related_name="eventi", verbose_name=_("progetto"))
    tipo = models.CharField(_("evento"), max_length=30, choices=Tipo)
    data = models.DateField(_("data"))
    data_precisione = models.CharField(
        _("precisione"), max_length=10, choices=Precisione, default=Precisione.GIORNO
    )
    nuova_fine = models.DateField(
        _("nuova data di fine"), null=True, blank=True, help_text=_("Solo per una proroga.")
    )
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto")
    )
    motivo = models.CharField(_("motivo"), max_length=300, blank=True)
    allegato = models.FileField(_("allegato"), upload_to="progetti/", blank=True)
    registrato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registrato da"),
    )
    registrato_il = models.DateTimeField(_("registrato il"), auto_now_add=True)

    objects = EventoProgettoQuerySet.as_manager()

    class Meta:
        verbose_name = _("evento del progetto")
        verbose_name_plural = _("eventi del progetto")
        ordering = ["progetto", "data", "pk"]
        indexes = [models.Index(fields=["progetto", "-data", "-id"], name="progetti_evento_ultimo")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nuova_fine__isnull=True) | models.Q(tipo="proroga"),
                name="progetti_evento_nuova_fine",
                violation_error_message=_("Solo una proroga porta una nuova data di fine."),
            ),
            models.CheckConstraint(
                condition=~models.Q(tipo="correzione") | ~models.Q(motivo=""),
                name="progetti_evento_correzione_motivo",
                violation_error_message=_("Scrivi il motivo della correzione."),
            ),
        ]

    def __str__(self):
        return f"{self.get_tipo_display()} · {self.data:%d/%m/%Y}"
