"""A body asks to join the Rete: its request, as it was sent, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.models.organizzazione import Organizzazione
from aderenti.models.persone import nuovo_codice
from aderenti.models.vocabolari import CategoriaAderente, FormaGiuridica
from core.documenti import nome_a_caso, privati
from core.validatori import RE_CAP, RE_CODICE_FISCALE, valida_cap, valida_codice_fiscale
from piani.models import Natura
from territorio.models import Comune

PERCHE_MASSIMO = 2000


def posto_del_documento(domanda, nome):
    """Return where the signed paper is kept: a name that says nothing."""
    return nome_a_caso("domande")


class DomandaAdesioneQuerySet(models.QuerySet):
    """Requests by who has to move."""

    def aperte(self):
        """Requests that nobody has decided yet."""
        return self.filter(stato__in=DomandaAdesione.APERTE)

    def da_decidere(self):
        """Requests that wait for ATS, the oldest first."""
        return self.filter(stato=DomandaAdesione.Stato.INVIATA).order_by("inviata_il", "pk")


class DomandaAdesione(models.Model):
    """A request to join, sent without an account and followed by a link that nobody can guess.

    No name of a person is asked: whoever writes is a role and a work e-mail.
    """

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """Where the request is."""

        INVIATA = "inviata", _("da esaminare")
        DA_CORREGGERE = "da_correggere", _("da correggere")
        ACCOLTA = "accolta", _("accolta")
        RESPINTA = "respinta", _("respinta")
        RITIRATA = "ritirata", _("ritirata")

    APERTE = (Stato.INVIATA, Stato.DA_CORREGGERE)

    codice = models.CharField(_("codice"), max_length=40, unique=True, default=nuovo_codice, editable=False)
    stato = models.CharField(_("stato"), max_length=15, choices=Stato, default=Stato.INVIATA)
    denominazione = models.CharField(_("nome dell'ente o dell'impresa"), max_length=200)
    categoria = models.ForeignKey(
        CategoriaAderente, models.PROTECT, related_name="+", verbose_name=_("categoria")
    )
    natura = models.CharField(_("natura"), max_length=20, choices=Natura)
    forma_giuridica = models.ForeignKey(
        FormaGiuridica,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("forma giuridica"),
    )
    codice_fiscale = models.CharField(_("codice fiscale"), max_length=16, validators=[valida_codice_fiscale])
    indirizzo = models.CharField(_("indirizzo"), max_length=200)
    cap = models.CharField(_("CAP"), max_length=5, validators=[valida_cap])
    comune = models.ForeignKey(
        Comune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("comune della sede")
    )
    sede_nome = models.CharField(_("sede, se fuori dal territorio"), max_length=80, blank=True)
    sito = models.URLField(_("sito"), blank=True)
    email = models.EmailField(_("e-mail dell'ufficio"), blank=True)
    telefono = models.CharField(_("telefono dell'ufficio"), max_length=40, blank=True)
    pec = models.EmailField(_("PEC"), blank=True)
    perche = models.TextField(_("perché vuole aderire"), max_length=PERCHE_MASSIMO)
    referente_ruolo = models.CharField(_("ruolo del referente"), max_length=100)
    referente_email = models.EmailField(_("e-mail di lavoro del referente"))
    documento = models.FileField(
        _("adesione firmata"), storage=privati, upload_to=posto_del_documento, max_length=100, blank=True
    )
    correzioni = models.JSONField(_("correzioni chieste"), default=dict, blank=True)
    motivo = models.TextField(_("motivo"), blank=True)
    inviata_il = models.DateTimeField(_("inviata il"), default=timezone.now)
    decisa_il = models.DateTimeField(_("chiusa il"), null=True, blank=True)
    decisa_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decisa da"),
    )
    organizzazione = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="domande_adesione",
        verbose_name=_("organizzazione"),
    )

    objects = DomandaAdesioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("domanda di adesione")
        verbose_name_plural = _("domande di adesione")
        ordering = ["inviata_il", "pk"]
        indexes = [models.Index(fields=["stato", "inviata_il"], name="aderenti_domanda_stato")]
        constraints = [
            models.UniqueConstraint(
                fields=["codice_fiscale"],
                condition=Q(stato__in=["inviata", "da_correggere"]),
                name="aderenti_domanda_una_aperta",
                violation_error_message=_("C'è già una domanda aperta con questo codice fiscale."),
            ),
            models.CheckConstraint(
                condition=Q(codice_fiscale__regex=f"^{RE_CODICE_FISCALE}$"),
                name="aderenti_domanda_codice_fiscale",
                violation_error_message=_("Il codice fiscale ha 11 cifre, o 16 caratteri per una persona."),
            ),
            models.CheckConstraint(
                condition=Q(cap__regex=RE_CAP),
                name="aderenti_domanda_cap",
                violation_error_message=_("Il CAP ha 5 cifre."),
            ),
            models.CheckConstraint(
                condition=Q(comune__isnull=False) | ~Q(sede_nome=""),
                name="aderenti_domanda_sede",
                violation_error_message=_("Indica il comune della sede."),
            ),
            models.CheckConstraint(
                condition=Q(stato="accolta", organizzazione__isnull=False)
                | (~Q(stato="accolta") & Q(organizzazione__isnull=True)),
                name="aderenti_domanda_accolta",
                violation_error_message=_("Una domanda accolta, e solo quella, ha la sua organizzazione."),
            ),
            models.CheckConstraint(
                condition=Q(stato__in=["inviata", "da_correggere"]) | Q(decisa_il__isnull=False),
                name="aderenti_domanda_decisa",
                violation_error_message=_("Una domanda chiusa dice quando è stata chiusa."),
            ),
            models.CheckConstraint(
                condition=~Q(stato="respinta") | ~Q(motivo=""),
                name="aderenti_domanda_motivo",
                violation_error_message=_("Per respingere una domanda scrivi il motivo."),
            ),
        ]

    def __str__(self):
        return self.denominazione

    def pagina(self):
        """Return the address, known to who sent the request alone, where it is followed."""
        return reverse("aderenti:application", args=[self.codice])

    @property
    def sede(self):
        """Return the name of the place of the seat."""
        return self.comune.nome if self.comune else self.sede_nome

    @property
    def aperta(self):
        """Return whether nobody has decided yet."""
        return self.stato in self.APERTE


class EventoDomanda(models.Model):
    """What happened to a request: who did it (nobody: who sent it), when, and the words that went with it."""

    contenuto_pubblico = False

    class Tipo(models.TextChoices):
        """What happened."""

        INVIATA = "inviata", _("inviata")
        DA_CORREGGERE = "da_correggere", _("chieste correzioni")
        CORRETTA = "corretta", _("corretta e inviata di nuovo")
        ACCOLTA = "accolta", _("accolta")
        RESPINTA = "respinta", _("respinta")
        RITIRATA = "ritirata", _("ritirata")

    domanda = models.ForeignKey(
        DomandaAdesione, models.CASCADE, related_name="eventi", verbose_name=_("domanda")
    )
    tipo = models.CharField(_("che cosa"), max_length=15, choices=Tipo)
    quando = models.DateTimeField(_("quando"), default=timezone.now)
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chi"),
        help_text=_("Vuoto: chi ha inviato la domanda."),
    )
    nota = models.TextField(_("nota"), blank=True)

    class Meta:
        verbose_name = _("evento di una domanda")
        verbose_name_plural = _("eventi di una domanda")
        ordering = ["quando", "pk"]

    def __str__(self):
        return f"{self.get_tipo_display()} · {self.domanda}"
