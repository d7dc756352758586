"""Adhesion to the Rete as a chain of dated events, and the referents of a member."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aderenti.models.organizzazione import Organizzazione
from core.models.basi import Dimostrabile, Precisione, Provenienza, Validita
from piani.models import Atto, Piano


class EventoAdesione(Provenienza, Dimostrabile):
    """A fact in the adhesion of a body. The state on a day is the last event up to that day."""

    class Tipo(models.TextChoices):
        """What happened, hence the state that follows."""

        RICHIESTA = "richiesta", _("richiesta")
        IN_VALUTAZIONE = "in_valutazione", _("in valutazione")
        RESPINTA = "respinta", _("respinta")
        ACCOLTA = "accolta", _("accolta")
        CONFERMATA = "confermata", _("confermata per un ciclo")
        SOSPESA = "sospesa", _("sospesa")
        RIPRESA = "ripresa", _("ripresa")
        RECESSO = "recesso", _("recesso")
        CESSATA = "cessata", _("ente cessato")
        FUSA_IN = "fusa_in", _("fusa in un altro ente")

        @classmethod
        def attivi(cls):
            """Return the types after which the body is a member of the Rete."""
            return [cls.ACCOLTA, cls.CONFERMATA, cls.RIPRESA]

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="eventi_adesione", verbose_name=_("organizzazione")
    )
    tipo = models.CharField(_("evento"), max_length=20, choices=Tipo)
    data = models.DateField(_("data"))
    data_precisione = models.CharField(
        _("precisione"), max_length=10, choices=Precisione, default=Precisione.GIORNO
    )
    piano = models.ForeignKey(
        Piano, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ciclo")
    )
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto")
    )
    atto_estremi = models.CharField(
        _("estremi dell'atto"),
        max_length=150,
        blank=True,
        help_text=_("Tipo, numero e data, se l'atto non è in elenco."),
    )
    fusa_in = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fusioni_ricevute",
        verbose_name=_("fusa in"),
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

    class Meta:
        verbose_name = _("evento di adesione")
        verbose_name_plural = _("eventi di adesione")
        ordering = ["organizzazione", "data", "pk"]
        indexes = [models.Index(fields=["organizzazione", "-data", "-id"], name="aderenti_evento_ultimo")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tipo="fusa_in", fusa_in__isnull=False)
                | (~Q(tipo="fusa_in") & Q(fusa_in__isnull=True)),
                name="aderenti_evento_fusa_in",
                violation_error_message=_("Per una fusione, e solo per quella, indica l'ente di arrivo."),
            ),
            models.CheckConstraint(
                condition=Q(fusa_in__isnull=True) | ~Q(fusa_in=models.F("organizzazione")),
                name="aderenti_evento_non_in_se_stessa",
                violation_error_message=_("Un ente non può fondersi in se stesso."),
            ),
        ]

    def __str__(self):
        return f"{self.get_tipo_display()} · {self.data:%d/%m/%Y}"


class Referente(Validita, Dimostrabile):
    """A contact of a member, by role. Never public: only the role and a work e-mail are kept."""

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="referenti", verbose_name=_("organizzazione")
    )
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="incarichi",
        verbose_name=_("utente del portale"),
    )
    ruolo = models.CharField(_("ruolo"), max_length=100, help_text=_("Per esempio: ufficio servizi sociali."))
    email = models.EmailField(_("e-mail di lavoro"), blank=True)
    telefono = models.CharField(_("telefono di lavoro"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("referente")
        verbose_name_plural = _("referenti")
        constraints = [
            *Validita.Meta.constraints,
            models.CheckConstraint(
                condition=Q(utente__isnull=False) | ~Q(email="") | ~Q(telefono=""),
                name="aderenti_referente_contatto",
                violation_error_message=_("Indica almeno un modo per contattare il referente."),
            ),
        ]

    def __str__(self):
        return f"{self.ruolo} · {self.organizzazione}"
