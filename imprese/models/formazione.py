"""Training for firms: courses of some meetings, enrolments of organisations, attendance, certificates."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from core.models.basi import Dimostrabile, Provenienza, SlugStabile, Tracciato
from core.vincoli import Divieto, Immutabile
from imprese.models.autovalutazione import Dimensione
from imprese.models.pratiche import BuonaPratica
from imprese.querysets import IscrizioneQuerySet, PercorsoQuerySet
from territorio.models import Comune

SI_SIEDE = "confermata"


def nuovo_codice():
    """Return a code that nobody can guess: it opens the page of one enrolment."""
    return secrets.token_urlsafe(18)


def nuovo_attestato():
    """Return the code written on a certificate: short enough to be typed, too long to be guessed."""
    return secrets.token_hex(6).upper()


class Percorso(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """A course: what, for whom, how many seats. Its days are in ``Incontro``."""

    slug_riservati = frozenset({"attestati", "iscrizione", "passati"})

    titolo = models.CharField(_("titolo"), max_length=150)
    sommario = models.CharField(_("in breve"), max_length=300)
    programma = models.TextField(_("programma"), blank=True)
    per_chi = models.CharField(_("per chi"), max_length=200, blank=True)
    organizzatore = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="percorsi",
        verbose_name=_("chi lo organizza"),
        help_text=_("Vuoto: la Rete, con ATS."),
    )
    comune = models.ForeignKey(
        Comune, models.PROTECT, null=True, blank=True, related_name="percorsi", verbose_name=_("comune")
    )
    luogo = models.CharField(_("dove"), max_length=200, blank=True)
    collegamento = models.URLField(
        _("indirizzo per collegarsi"), blank=True, help_text=_("Lo riceve solo chi è iscritto.")
    )
    materiali = models.URLField(
        _("indirizzo dei materiali"), blank=True, help_text=_("Lo vede solo chi è iscritto.")
    )
    posti = models.PositiveSmallIntegerField(_("posti"))
    iscrizioni_fino = models.DateTimeField(_("iscrizioni fino a"), null=True, blank=True)
    presenza_minima_pct = models.PositiveSmallIntegerField(_("presenza minima (%)"), default=70)
    conserva_giorni = models.PositiveSmallIntegerField(
        _("per quanti giorni si tengono i dati di chi si iscrive"), default=365
    )
    pubblicato = models.BooleanField(_("pubblicato"), default=False, db_index=True)
    annullato_il = models.DateTimeField(_("annullato il"), null=True, blank=True, editable=False)
    annullato_perche = models.CharField(_("perché è annullato"), max_length=500, blank=True, editable=False)

    objects = PercorsoQuerySet.as_manager()

    class Meta:
        verbose_name = _("percorso di formazione")
        verbose_name_plural = _("percorsi di formazione")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(posti__gt=0),
                name="imprese_percorso_posti",
                violation_error_message=_("I posti sono almeno uno."),
            ),
            models.CheckConstraint(
                condition=Q(presenza_minima_pct__lte=100),
                name="imprese_percorso_presenza",
                violation_error_message=_("La presenza minima va da 0 a 100."),
            ),
            Divieto(
                quando=(
                    "NEW.posti < (SELECT COUNT(*) FROM imprese_iscrizione i"
                    " WHERE i.percorso_id = NEW.id AND i.stato = 'confermata')"
                ),
                name="imprese_percorso_posti_presi",
                violation_error_message=_(
                    "Ci sono già più iscritti di così: i posti non possono essere meno."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(luogo="") | ~Q(collegamento=""),
                name="imprese_percorso_dove",
                violation_error_message=_("Scrivi dove si fa, o l'indirizzo per collegarsi."),
            ),
            models.CheckConstraint(
                condition=Q(annullato_il__isnull=True, annullato_perche="")
                | Q(annullato_il__isnull=False) & ~Q(annullato_perche=""),
                name="imprese_percorso_annullato",
                violation_error_message=_("Scrivi perché è annullato: lo legge chi si è iscritto."),
            ),
        ]

    def __str__(self):
        return self.titolo

    def get_absolute_url(self):
        """Return the public page."""
        return reverse("imprese:course", args=[self.slug])


class Incontro(models.Model):
    """A meeting of a course."""

    percorso = models.ForeignKey(
        Percorso, models.CASCADE, related_name="incontri", verbose_name=_("percorso")
    )
    inizio = models.DateTimeField(_("inizio"), db_index=True)
    fine = models.DateTimeField(_("fine"))
    titolo = models.CharField(_("di che cosa si parla"), max_length=150, blank=True)
    presenze_il = models.DateTimeField(_("presenze registrate il"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("incontro")
        verbose_name_plural = _("incontri")
        ordering = ["inizio", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fine__gt=F("inizio")),
                name="imprese_incontro_fine",
                violation_error_message=_("La fine viene dopo l'inizio."),
            )
        ]

    def __str__(self):
        return f"{self.percorso}, {timezone.localtime(self.inizio):%d/%m/%Y}"


class Iscrizione(models.Model):
    """The enrolment of an organisation in a course: one seat. Nothing of a person but what it writes.

    Only how many there are is public: a page of a course says the seats left, so each change dates it again.
    Size and sector stay when the data end: they count the firms reached.
    """

    class Stato(models.TextChoices):
        """Where it is."""

        DA_CONFERMARE = "da_confermare", _("da confermare")
        CONFERMATA = "confermata", _("iscritta")
        IN_LISTA = "in_lista", _("in lista d'attesa")
        ANNULLATA = "annullata", _("annullata")

    VIVE = (Stato.DA_CONFERMARE, Stato.CONFERMATA, Stato.IN_LISTA)

    percorso = models.ForeignKey(
        Percorso, models.PROTECT, related_name="iscrizioni", verbose_name=_("percorso")
    )
    codice = models.CharField(max_length=40, unique=True, default=nuovo_codice, editable=False)
    ente = models.CharField(_("organizzazione"), max_length=150, blank=True)
    partecipante = models.CharField(_("chi partecipa"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    dimensione = models.CharField(
        _("quante persone ci lavorano"), max_length=10, choices=Dimensione, blank=True
    )
    settore = models.CharField(_("settore"), max_length=1, choices=BuonaPratica.Settore, blank=True)
    promemoria = models.BooleanField(_("vuole un promemoria"), default=False)
    ha_giudicato = models.BooleanField(_("ha detto com’è andata"), default=False, editable=False)
    stato = models.CharField(
        _("stato"), max_length=15, choices=Stato, default=Stato.DA_CONFERMARE, db_index=True
    )
    chiesta_il = models.DateTimeField(_("chiesta il"), auto_now_add=True)
    in_fila_il = models.DateTimeField(_("confermata il"), null=True, blank=True)
    promossa_il = models.DateTimeField(_("passata dalla lista il"), null=True, blank=True)
    annullata_il = models.DateTimeField(_("annullata il"), null=True, blank=True)
    ricordata_il = models.DateTimeField(_("promemoria del"), null=True, blank=True)
    anonima_il = models.DateTimeField(_("dati cancellati il"), null=True, blank=True)

    objects = IscrizioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("iscrizione")
        verbose_name_plural = _("iscrizioni")
        ordering = ["percorso", "in_fila_il", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["percorso", "email"],
                condition=~Q(stato="annullata") & ~Q(email=""),
                name="imprese_iscrizione_una",
                violation_error_message=_("Questo indirizzo è già iscritto al percorso."),
            ),
            models.CheckConstraint(
                condition=Q(anonima_il__isnull=True) | Q(ente="", partecipante="", email=""),
                name="imprese_iscrizione_anonima",
                violation_error_message=_("I dati di questa iscrizione sono stati cancellati."),
            ),
            models.CheckConstraint(
                condition=Q(anonima_il__isnull=False) | ~Q(ente="") & ~Q(email=""),
                name="imprese_iscrizione_chi",
                violation_error_message=_("Scrivi l'organizzazione e l'e-mail."),
            ),
            models.CheckConstraint(
                condition=Q(stato__in=["da_confermare", "annullata"]) | Q(in_fila_il__isnull=False),
                name="imprese_iscrizione_in_fila",
                violation_error_message=_("Un'iscrizione confermata ha il suo momento."),
            ),
            Divieto(
                quando=(
                    "NEW.stato = 'confermata' AND (SELECT COUNT(*) FROM imprese_iscrizione i"
                    " WHERE i.percorso_id = NEW.percorso_id AND i.stato = 'confermata'"
                    " AND (NEW.id IS NULL OR i.id <> NEW.id))"
                    " >= (SELECT p.posti FROM imprese_percorso p WHERE p.id = NEW.percorso_id)"
                ),
                name="imprese_iscrizione_posti",
                violation_error_message=_("I posti sono finiti."),
            ),
        ]

    def __str__(self):
        return self.ente or str(_("dati cancellati"))

    @property
    def viva(self):
        """Return whether it still counts."""
        return self.stato in self.VIVE


class Presenza(models.Model):
    """Who was at a meeting."""

    contenuto_pubblico = False

    incontro = models.ForeignKey(
        Incontro, models.PROTECT, related_name="presenze", verbose_name=_("incontro")
    )
    iscrizione = models.ForeignKey(
        Iscrizione, models.PROTECT, related_name="presenze", verbose_name=_("iscrizione")
    )

    class Meta:
        verbose_name = _("presenza")
        verbose_name_plural = _("presenze")
        ordering = ["incontro", "iscrizione"]
        constraints = [
            models.UniqueConstraint(
                fields=["incontro", "iscrizione"],
                name="imprese_presenza_una",
                violation_error_message=_("Questa presenza c'è già."),
            )
        ]

    def __str__(self):
        return f"{self.incontro}: {self.iscrizione}"


class Attestato(models.Model):
    """A certificate: verified by its code for ever, also when the data of who enrolled are gone."""

    contenuto_pubblico = False

    iscrizione = models.OneToOneField(
        Iscrizione, models.PROTECT, related_name="attestato", verbose_name=_("iscrizione")
    )
    codice = models.CharField(_("codice"), max_length=20, unique=True, default=nuovo_attestato)
    rilasciato_il = models.DateField(_("rilasciato il"))
    minuti = models.PositiveIntegerField(_("minuti di presenza"))

    class Meta:
        verbose_name = _("attestato")
        verbose_name_plural = _("attestati")
        ordering = ["-rilasciato_il", "-pk"]
        constraints = [
            Immutabile(
                campi=["iscrizione", "codice", "rilasciato_il", "minuti"],
                name="imprese_attestato_immutabile",
                violation_error_message=_("Un attestato rilasciato non si cambia."),
            )
        ]

    def __str__(self):
        return self.codice

    @property
    def ore(self):
        """Return the hours of attendance, with half an hour as .5."""
        return round(self.minuti / 60, 1)


class Gradimento(models.Model):
    """What somebody thought of a course: tied to the course alone, never to who wrote it."""

    contenuto_pubblico = False

    percorso = models.ForeignKey(
        Percorso, models.PROTECT, related_name="gradimenti", verbose_name=_("percorso")
    )
    voto = models.PositiveSmallIntegerField(_("voto da 1 a 5"))
    testo = models.CharField(_("che cosa migliorare"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("gradimento")
        verbose_name_plural = _("gradimenti")
        ordering = ["percorso", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voto__range=(1, 5)),
                name="imprese_gradimento_voto",
                violation_error_message=_("Il voto va da 1 a 5."),
            )
        ]

    def __str__(self):
        return f"{self.percorso}: {self.voto}"
