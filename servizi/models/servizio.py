"""The service sheet: what citizens look for. The thirteen voices follow the national model (dominio §3.2)."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aderenti.models import Organizzazione
from core.models import Proposta
from core.models.basi import Dimostrabile, Provenienza, SlugStabile, Tracciato
from progetti.models import Progetto
from servizi.models.vocabolari import Destinatario, Periodo, Tipologia
from servizi.querysets import ServizioQuerySet


class Servizio(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """A service offered to families, workers or firms. Ages in completed months, money in euro and cents.

    ``verificato_il`` is the day somebody checked the sheet; it is not the day of the last change.
    """

    slug_riservati = frozenset({"cifre", "conferma", "fogli", "nel-tuo-sito"})

    class Stato(models.TextChoices):
        """State of the service; anything but active says why."""

        BOZZA = "bozza", _("bozza")
        ATTIVO = "attivo", _("attivo")
        SOSPESO = "sospeso", _("sospeso")
        CHIUSO = "chiuso", _("chiuso")

    class Posti(models.TextChoices):
        """Availability, always with the day it was stated."""

        DISPONIBILI = "disponibili", _("posti disponibili")
        LISTA_ATTESA = "lista_attesa", _("lista d'attesa")
        ESAURITI = "esauriti", _("posti esauriti")
        DA_VERIFICARE = "da_verificare", _("posti da verificare")

    class Autorizzazione(models.TextChoices):
        """CPE of a unità d'offerta sociale (l.r. 3/2008, art. 15)."""

        SI = "si", _("autorizzato")
        NO = "no", _("non autorizzato")
        NON_DOVUTA = "non_dovuta", _("autorizzazione non dovuta")

    class Freschezza(models.TextChoices):
        """How far the sheet can be trusted, as the days since it was verified say (the daily command)."""

        FRESCA = "fresca", _("verificata")
        DA_CONFERMARE = "da_confermare", _("da confermare")
        NASCOSTA = "nascosta", _("fuori dalle ricerche: non confermata")

    class Frequenza(models.IntegerChoices):
        """Every how many days who runs the service says that the sheet is still right."""

        MESE = 30, _("ogni mese")
        TRE_MESI = 90, _("ogni tre mesi")
        SEI_MESI = 180, _("ogni sei mesi")
        ANNO = 365, _("ogni anno")

    tipologia = models.ForeignKey(
        Tipologia, models.PROTECT, related_name="servizi", verbose_name=_("tipologia")
    )
    titolo = models.CharField(_("titolo"), max_length=150)
    gestore = models.ForeignKey(
        Organizzazione, models.PROTECT, related_name="servizi", verbose_name=_("chi lo gestisce")
    )
    stato = models.CharField(_("stato"), max_length=10, choices=Stato, default=Stato.BOZZA)
    motivo_stato = models.CharField(_("motivo dello stato"), max_length=300, blank=True)
    descrizione_breve = models.CharField(_("descrizione breve"), max_length=300)
    descrizione = models.TextField(_("descrizione"), blank=True)

    a_chi = models.TextField(_("a chi è rivolto"), blank=True)
    destinatari = models.ManyToManyField(
        Destinatario, blank=True, related_name="servizi", verbose_name=_("destinatari")
    )
    eta_min_mesi = models.PositiveSmallIntegerField(_("età minima (mesi compiuti)"), null=True, blank=True)
    eta_max_mesi = models.PositiveSmallIntegerField(_("età massima (mesi compiuti)"), null=True, blank=True)
    non_residenti = models.BooleanField(_("accoglie i non residenti"), null=True, blank=True)

    come_fare = models.TextField(_("come fare"), blank=True)
    cosa_serve = models.TextField(_("cosa serve"), blank=True)
    cosa_si_ottiene = models.TextField(_("cosa si ottiene"), blank=True)
    tempi_scadenze = models.TextField(_("tempi e scadenze"), blank=True)
    iscrizioni_dal = models.DateField(_("iscrizioni dal"), null=True, blank=True)
    iscrizioni_al = models.DateField(_("iscrizioni fino al"), null=True, blank=True)
    accesso = models.TextField(_("accedi al servizio"), blank=True)
    accesso_url = models.URLField(_("iscrizione online"), blank=True)
    condizioni = models.TextField(_("condizioni"), blank=True)

    ufficio = models.CharField(_("ufficio"), max_length=150, blank=True)
    telefono = models.CharField(_("telefono dell'ufficio"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail dell'ufficio"), blank=True)
    orari_ufficio = models.CharField(_("orari dell'ufficio"), max_length=200, blank=True)

    periodi = models.ManyToManyField(Periodo, blank=True, related_name="servizi", verbose_name=_("periodi"))
    posti_totali = models.PositiveSmallIntegerField(_("posti in tutto"), null=True, blank=True)
    posti = models.CharField(_("posti"), max_length=15, choices=Posti, default=Posti.DA_VERIFICARE)
    posti_al = models.DateField(_("posti dichiarati il"), null=True, blank=True)

    gratuito = models.BooleanField(_("gratuito"), default=False)
    voucher = models.BooleanField(_("accetta voucher"), null=True, blank=True)
    prezzo_nota = models.CharField(
        _("sul prezzo"), max_length=300, blank=True, help_text=_("Riduzioni, fratelli, che cosa comprende.")
    )

    accessibile = models.BooleanField(_("accessibile in carrozzina"), null=True, blank=True)
    accessibilita = models.TextField(_("accessibilità"), blank=True)
    supporto_disabilita = models.TextField(_("sostegno per la disabilità"), blank=True)
    supporto_dsa = models.TextField(_("sostegno per DSA e BES"), blank=True)
    pasti = models.BooleanField(_("pasti compresi"), null=True, blank=True)
    trasporto = models.BooleanField(_("trasporto compreso"), null=True, blank=True)
    lingue = models.CharField(_("lingue parlate"), max_length=100, blank=True)
    autorizzazione = models.CharField(_("autorizzazione"), max_length=10, choices=Autorizzazione, blank=True)

    verificato_il = models.DateField(_("verificato il"), null=True, blank=True)
    valido_fino_al = models.DateField(_("valido fino al"), null=True, blank=True)
    frequenza = models.PositiveSmallIntegerField(
        _("si ricontrolla"), choices=Frequenza, default=Frequenza.SEI_MESI
    )
    freschezza = models.CharField(
        _("freschezza"), max_length=15, choices=Freschezza, default=Freschezza.FRESCA, editable=False
    )

    copia_di = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="copie",
        verbose_name=_("copiato dalla stagione prima"),
    )

    # Those of a row that is deleted go with it.
    proposte = GenericRelation(Proposta, content_type_field="tipo", object_id_field="oggetto_id")

    objects = ServizioQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("servizio")
        verbose_name_plural = _("servizi")
        ordering = ["titolo", "pk"]
        indexes = [
            models.Index(fields=["titolo", "id"], name="servizi_titolo"),
            models.Index(fields=["tipologia", "titolo", "id"], name="servizi_tipologia_titolo"),
            models.Index(fields=["stato", "valido_fino_al", "freschezza"], name="servizi_stato_validita"),
            models.Index(fields=["verificato_il"], name="servizi_verificato"),
            models.Index(fields=["eta_min_mesi", "eta_max_mesi"], name="servizi_eta"),
            models.Index(fields=["freschezza", "verificato_il"], name="servizi_freschezza"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(frequenza__in=[30, 90, 180, 365]),
                name="servizi_servizio_frequenza",
                violation_error_message=_("Scegli ogni quanto si ricontrolla la scheda."),
            ),
            models.CheckConstraint(
                condition=Q(eta_min_mesi__isnull=True)
                | Q(eta_max_mesi__isnull=True)
                | Q(eta_max_mesi__gte=F("eta_min_mesi")),
                name="servizi_servizio_eta",
                violation_error_message=_("L'età massima è minore di quella minima."),
            ),
            models.CheckConstraint(
                condition=~Q(stato__in=["sospeso", "chiuso"]) | ~Q(motivo_stato=""),
                name="servizi_servizio_motivo_stato",
                violation_error_message=_(
                    "Scrivi perché il servizio è sospeso o chiuso: lo leggono i cittadini."
                ),
            ),
            models.CheckConstraint(
                condition=Q(posti="da_verificare") | Q(posti_al__isnull=False),
                name="servizi_servizio_posti_al",
                violation_error_message=_(
                    "Indica in che giorno è stata dichiarata la disponibilità dei posti."
                ),
            ),
            models.CheckConstraint(
                condition=Q(iscrizioni_dal__isnull=True)
                | Q(iscrizioni_al__isnull=True)
                | Q(iscrizioni_al__gte=F("iscrizioni_dal")),
                name="servizi_servizio_iscrizioni",
                violation_error_message=_("Le iscrizioni chiudono prima di aprire: controlla le date."),
            ),
            models.CheckConstraint(
                condition=Q(verificato_il__isnull=True)
                | Q(valido_fino_al__isnull=True)
                | Q(valido_fino_al__gte=F("verificato_il")),
                name="servizi_servizio_validita",
                violation_error_message=_("La scheda scade prima del giorno in cui è stata verificata."),
            ),
            models.CheckConstraint(
                condition=~Q(stato="attivo") | ~Q(telefono="") | ~Q(email="") | ~Q(accesso_url=""),
                name="servizi_servizio_contatto",
                violation_error_message=_(
                    "Un servizio attivo ha almeno un contatto: telefono, e-mail o indirizzo web."
                ),
            ),
        ]

    def __str__(self):
        return self.titolo

    def get_absolute_url(self):
        """Return the public sheet."""
        return reverse("servizi:detail", args=[self.slug])

    def iscrizioni_aperte(self, data=None):
        """Return whether one can enrol on ``data`` (default: today); True when no date is known."""
        data = data or timezone.localdate()
        return (self.iscrizioni_dal or data) <= data <= (self.iscrizioni_al or data)

    def scaduto(self, data=None):
        """Return whether the sheet has expired on ``data`` (default: today)."""
        return self.valido_fino_al is not None and self.valido_fino_al < (data or timezone.localdate())

    def fuori_elenco(self, data=None):
        """Return whether a sheet citizens may open is in no list on ``data``: closed, expired or hidden."""
        nascosta = self.freschezza == self.Freschezza.NASCOSTA
        return self.stato == self.Stato.CHIUSO or nascosta or self.scaduto(data)


class FinanziamentoServizio(models.Model):
    """The days a project paid for a service."""

    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="finanziamenti", verbose_name=_("servizio")
    )
    progetto = models.ForeignKey(
        Progetto, models.PROTECT, related_name="servizi_finanziati", verbose_name=_("progetto")
    )
    dal = models.DateField(_("dal"), null=True, blank=True)
    al = models.DateField(_("al"), null=True, blank=True)

    class Meta:
        verbose_name = _("finanziamento del servizio")
        verbose_name_plural = _("progetti che lo pagano")
        constraints = [
            models.UniqueConstraint(
                fields=["servizio", "progetto"],
                name="servizi_finanziamento_unico",
                violation_error_message=_("Questo progetto è già tra quelli che pagano il servizio."),
            ),
            models.CheckConstraint(
                condition=Q(al__isnull=True) | Q(dal__isnull=True) | Q(al__gte=F("dal")),
                name="servizi_finanziamento_dal_al",
                violation_error_message=_("La data di fine viene prima di quella di inizio."),
            ),
        ]

    def __str__(self):
        return f"{self.servizio} · {self.progetto}"


class DocumentoRichiesto(models.Model):
    """A paper to bring when enrolling."""

    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="documenti", verbose_name=_("servizio")
    )
    nome = models.CharField(_("documento"), max_length=150)
    obbligatorio = models.BooleanField(_("obbligatorio"), default=True)
    modulo_url = models.URLField(_("modulo da scaricare"), blank=True)

    class Meta:
        verbose_name = _("documento da portare")
        verbose_name_plural = _("documenti da portare")

    def __str__(self):
        return self.nome
