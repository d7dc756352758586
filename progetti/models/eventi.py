"""The life of a project: dated events, append-only. The state is the last one (dominio §1.4).

What may follow what is in ``progetti.models.transizioni``; actions are in ``progetti.vita``.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.documenti import privati, valida_pdf
from core.models.basi import Precisione, Provenienza, nome_del_documento
from core.vincoli import Divieto, Immutabile
from piani.models import Atto
from progetti.models import transizioni
from progetti.models.progetto import Progetto
from progetti.querysets import EventoProgettoQuerySet

CON_FINE = ["ammessa_finanziata", "inserita_nel_piano", "avviata", "ripresa", "variazione", "proroga"]
"""Events that may set the planned end."""


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
        REVOCA_PARZIALE = "revoca_parziale", _("revoca parziale")
        CORREZIONE = "correzione", _("correzione")

        @classmethod
        def senza_stato(cls):
            """Return the types that leave the state as it was."""
            return [
                cls.VARIAZIONE,
                cls.PROROGA,
                cls.MONITORAGGIO,
                cls.INTEGRAZIONI,
                cls.REVOCA_PARZIALE,
                cls.CORREZIONE,
            ]

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
        _("fine prevista"),
        null=True,
        blank=True,
        help_text=_("La fine prevista da questo evento: il finanziamento, l'avvio, una proroga."),
    )
    corregge = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="correzioni",
        verbose_name=_("annulla l'evento"),
    )
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto")
    )
    motivo = models.CharField(_("motivo"), max_length=300, blank=True)
    allegato = models.FileField(
        _("allegato (PDF)"),
        storage=privati,
        upload_to=nome_del_documento,
        validators=[valida_pdf],
        blank=True,
    )
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
                condition=models.Q(nuova_fine__isnull=True) | models.Q(tipo__in=CON_FINE),
                name="progetti_evento_nuova_fine",
                violation_error_message=_("Questo evento non porta una data di fine prevista."),
            ),
            models.CheckConstraint(
                condition=~models.Q(tipo="proroga") | models.Q(nuova_fine__isnull=False),
                name="progetti_evento_proroga_fine",
                violation_error_message=_("Scrivi fino a quando è prorogato."),
            ),
            models.CheckConstraint(
                condition=models.Q(tipo="correzione", corregge__isnull=False)
                | ~models.Q(tipo="correzione") & models.Q(corregge__isnull=True),
                name="progetti_evento_correzione_di",
                violation_error_message=_("Una correzione annulla un evento: scegli quale."),
            ),
            models.UniqueConstraint(
                fields=["corregge"],
                name="progetti_evento_corretto_una_volta",
                violation_error_message=_("Questo evento è già stato annullato."),
            ),
            Divieto(
                quando=transizioni.TRANSIZIONE_VIETATA,
                name="progetti_evento_transizione",
                violation_error_message=_("Dallo stato di oggi il progetto non può passare a questo."),
            ),
            Divieto(
                quando=transizioni.NOTA_VIETATA,
                name="progetti_evento_nota",
                violation_error_message=_("Questo evento non si registra nello stato di oggi del progetto."),
            ),
            Divieto(
                quando=transizioni.DATA_ALL_INDIETRO,
                name="progetti_evento_data",
                violation_error_message=_("La data viene prima di quella dell'ultimo evento del progetto."),
            ),
            Divieto(
                quando=transizioni.CORREZIONE_VIETATA,
                name="progetti_evento_correzione_ultimo",
                violation_error_message=_(
                    "Si annulla l'ultimo evento: prima annulla quelli registrati dopo."
                ),
            ),
            Immutabile(
                campi=[
                    "progetto",
                    "tipo",
                    "data",
                    "data_precisione",
                    "nuova_fine",
                    "atto",
                    "motivo",
                    "allegato",
                    "corregge",
                ],
                name="progetti_evento_immutabile",
                violation_error_message=_(
                    "Un evento registrato non si cambia: annullalo con una correzione."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(tipo="correzione") | ~models.Q(motivo=""),
                name="progetti_evento_correzione_motivo",
                violation_error_message=_("Scrivi il motivo della correzione."),
            ),
        ]

    def __str__(self):
        return f"{self.get_tipo_display()} · {self.data:%d/%m/%Y}"
