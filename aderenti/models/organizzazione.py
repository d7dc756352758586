"""A body: member of the Rete, candidate, partner of a project. What it is, not what it did."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aderenti import nomi
from aderenti.models.vocabolari import CategoriaAderente, FormaGiuridica
from aderenti.querysets import OrganizzazioneQuerySet
from core.immagini import ImmagineField
from core.models import Proposta
from core.models.basi import Dimostrabile, Provenienza, SlugStabile, Tracciato
from core.validatori import (
    RE_CAP,
    RE_CODICE_FISCALE,
    RE_CODICE_FISCALE_ENTE,
    valida_cap,
    valida_codice_fiscale,
    valida_partita_iva,
)
from piani.models import Natura
from territorio.models import Ambito, Comune


class Organizzazione(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """A public or private body. Whether it is a member is told by its adhesion events."""

    slug_riservati = frozenset({"aderisci", "conferma", "domande"})

    class Prova(models.TextChoices):
        """How the body is tied to the Rete in the sources."""

        NOMINATA = "A", _("nominata in una fonte sulla Rete")
        PLAUSIBILE = "B", _("ente del territorio, legame non provato")

    code = models.SlugField(
        _("codice"),
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Codice dei dati di riferimento."),
    )
    denominazione = models.CharField(_("denominazione"), max_length=200)
    acronimo = models.CharField(_("acronimo"), max_length=30, blank=True)
    categoria = models.ForeignKey(
        CategoriaAderente, models.PROTECT, related_name="organizzazioni", verbose_name=_("categoria")
    )
    natura = models.CharField(_("natura"), max_length=20, choices=Natura, blank=True)
    forma_giuridica = models.ForeignKey(
        FormaGiuridica,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizzazioni",
        verbose_name=_("forma giuridica"),
    )
    codice_fiscale = models.CharField(
        _("codice fiscale"),
        max_length=16,
        blank=True,
        validators=[valida_codice_fiscale],
        help_text=_(
            "11 cifre per gli enti. Un codice di 16 caratteri è di una persona e non si pubblica mai."
        ),
    )
    partita_iva = models.CharField(
        _("partita IVA"), max_length=11, blank=True, validators=[valida_partita_iva]
    )
    codice_ipa = models.CharField(
        _("codice IPA"), max_length=20, blank=True, help_text=_("Solo enti pubblici.")
    )
    runts = models.CharField(
        _("iscrizione al RUNTS"), max_length=30, blank=True, help_text=_("Enti del terzo settore.")
    )
    indirizzo = models.CharField(_("indirizzo"), max_length=200, blank=True)
    cap = models.CharField(_("CAP"), max_length=5, blank=True, validators=[valida_cap])
    comune = models.ForeignKey(
        Comune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizzazioni",
        verbose_name=_("comune della sede"),
    )
    sede_nome = models.CharField(
        _("sede, se fuori dal territorio"),
        max_length=80,
        blank=True,
        help_text=_("Nome del comune o della zona."),
    )
    ambiti = models.ManyToManyField(
        Ambito, blank=True, related_name="organizzazioni", verbose_name=_("ambiti dove opera")
    )
    sito = models.URLField(_("sito"), blank=True)
    pec = models.EmailField(_("PEC"), blank=True)
    email = models.EmailField(_("e-mail dell'ufficio"), blank=True)
    telefono = models.CharField(_("telefono dell'ufficio"), max_length=40, blank=True)
    logo = ImmagineField(
        _("logo"),
        upload_to="loghi/",
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg", "webp"])],
    )
    logo_alt = models.CharField(_("testo alternativo del logo"), max_length=150, blank=True)
    descrizione = models.TextField(_("chi è e che cosa fa"), blank=True)
    offre = models.TextField(_("che cosa offre alla Rete"), blank=True)
    cerca = models.TextField(_("che cosa cerca nella Rete"), blank=True)
    ruolo_documentato = models.CharField(_("ruolo letto nelle fonti"), max_length=200, blank=True)
    prova = models.CharField(_("legame con la Rete"), max_length=1, choices=Prova, blank=True)
    confermato_il = models.DateField(_("scheda confermata il"), null=True, blank=True)
    fidata = models.BooleanField(
        _("fidata"),
        default=False,
        help_text=_("Le sue modifiche si pubblicano subito; ATS le controlla dopo."),
    )

    # Those of a row that is deleted go with it.
    proposte = GenericRelation(Proposta, content_type_field="tipo", object_id_field="oggetto_id")

    objects = OrganizzazioneQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["logo"])

    class Meta:
        verbose_name = _("organizzazione")
        verbose_name_plural = _("organizzazioni")
        ordering = ["denominazione", "pk"]
        indexes = [models.Index(fields=["denominazione", "id"], name="aderenti_org_denominazione")]
        constraints = [
            models.CheckConstraint(
                condition=Q(codice_fiscale="") | Q(codice_fiscale__regex=f"^{RE_CODICE_FISCALE}$"),
                name="aderenti_organizzazione_codice_fiscale",
                violation_error_message=_("Il codice fiscale ha 11 cifre, o 16 caratteri per una persona."),
            ),
            models.CheckConstraint(
                condition=Q(partita_iva="") | Q(partita_iva__regex=RE_CODICE_FISCALE_ENTE),
                name="aderenti_organizzazione_partita_iva",
                violation_error_message=_("La partita IVA ha 11 cifre."),
            ),
            models.CheckConstraint(
                condition=Q(cap="") | Q(cap__regex=RE_CAP),
                name="aderenti_organizzazione_cap",
                violation_error_message=_("Il CAP ha 5 cifre."),
            ),
            models.CheckConstraint(
                condition=Q(logo="") | ~Q(logo_alt=""),
                name="aderenti_organizzazione_logo_alt",
                violation_error_message=_("Scrivi il testo alternativo del logo: lo legge chi non lo vede."),
            ),
            models.UniqueConstraint(
                fields=["codice_fiscale"],
                condition=~Q(codice_fiscale=""),
                name="aderenti_organizzazione_codice_fiscale_unico",
                violation_error_message=_("C'è già un'organizzazione con questo codice fiscale."),
            ),
        ]

    def __str__(self):
        return self.denominazione

    def get_absolute_url(self):
        """Return the public sheet (404 for who is not an active member)."""
        return reverse("aderenti:detail", args=[self.slug])

    @property
    def nome_pubblico(self):
        """Return the name to publish: a natural person's firm is not named (``aderenti.nomi``)."""
        return nomi.nome_pubblico(self)

    @property
    def codice_fiscale_pubblico(self):
        """Return the codice fiscale of a body; empty for a person's one, which is never published."""
        return self.codice_fiscale if len(self.codice_fiscale) == 11 else ""

    @property
    def sede(self):
        """Return the name of the place of the seat, empty when unknown."""
        return self.comune.nome if self.comune else self.sede_nome


class Certificazione(models.Model):
    """A certification held by a body (UNI/PdR 125, Family Audit, WHP …) with its validity."""

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="certificazioni", verbose_name=_("organizzazione")
    )
    tipo = models.CharField(_("certificazione"), max_length=100)
    ente_certificatore = models.CharField(_("ente certificatore"), max_length=100, blank=True)
    numero = models.CharField(_("numero"), max_length=50, blank=True)
    dal = models.DateField(_("dal"), null=True, blank=True)
    al = models.DateField(_("al"), null=True, blank=True)

    class Meta:
        verbose_name = _("certificazione")
        verbose_name_plural = _("certificazioni")
        constraints = [
            models.CheckConstraint(
                condition=Q(al__isnull=True) | Q(dal__isnull=True) | Q(al__gte=models.F("dal")),
                name="aderenti_certificazione_dal_al",
                violation_error_message=_("La certificazione scade prima di cominciare: controlla le date."),
            )
        ]

    def __str__(self):
        return self.tipo

    def in_vigore(self, data):
        """Return whether it is in force on ``data``; an unknown end does not expire."""
        return (self.dal or data) <= data <= (self.al or data)
