"""A number of the newsletter, what it speaks of, and what became of the e-mail to each subscriber."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Messaggio
from core.models.basi import Dimostrabile, SlugStabile, Tracciato
from core.vincoli import Divieto, Immutabile
from newsletter.models.abbonati import Abbonato
from newsletter.models.scelte import Argomento
from newsletter.querysets import InvioQuerySet, NumeroQuerySet
from redazione.testo import SI_SCRIVE

APERTURA_MASSIMA = 5_000  # characters


class Numero(SlugStabile, Dimostrabile, Tracciato):
    """A number: written as a draft, approved, sent once; then for ever as it left."""

    slug_riservati = frozenset({"feed"})

    class Stato(models.TextChoices):
        """Where it is: moved by ``newsletter.invio`` alone."""

        BOZZA = "bozza", _("bozza")
        APPROVATO = "approvato", _("approvato")
        INVIATO = "inviato", _("inviato")

    titolo = models.CharField(_("titolo"), max_length=150, help_text=_("È anche l’oggetto dell’e-mail."))
    apertura = models.TextField(
        _("apertura"), blank=True, validators=[MaxLengthValidator(APERTURA_MASSIMA)], help_text=SI_SCRIVE
    )
    dal = models.DateField(_("dal"), help_text=_("Primo giorno di cui racconta le novità."))
    al = models.DateField(_("al"), help_text=_("Ultimo giorno."))
    stato = models.CharField(_("stato"), max_length=10, choices=Stato, default=Stato.BOZZA, editable=False)
    inviato_il = models.DateTimeField(_("inviato il"), null=True, blank=True, editable=False)

    objects = NumeroQuerySet.as_manager()

    class Meta:
        verbose_name = _("numero della newsletter")
        verbose_name_plural = _("numeri della newsletter")
        ordering = ["-al", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(titolo="") & ~Q(titolo__contains="\n") & ~Q(titolo__contains="\r"),
                name="newsletter_numero_titolo",
                violation_error_message=_("Scrivi il titolo su una riga: è l'oggetto dell'e-mail."),
            ),
            models.CheckConstraint(
                condition=Q(al__gte=F("dal")),
                name="newsletter_numero_periodo",
                violation_error_message=_("Il periodo finisce prima di cominciare: controlla i giorni."),
            ),
            models.CheckConstraint(
                condition=Q(stato="inviato", inviato_il__isnull=False)
                | ~Q(stato="inviato") & Q(inviato_il__isnull=True),
                name="newsletter_numero_inviato_il",
                violation_error_message=_("Un numero inviato dice quando; gli altri no."),
            ),
            Immutabile(
                campi=["titolo", "apertura", "dal", "al", "stato", "inviato_il"],
                quando="OLD.stato = 'inviato'",
                name="newsletter_numero_immutabile",
                violation_error_message=_("Un numero inviato non si cambia."),
            ),
        ]

    def __str__(self):
        return self.titolo

    def testo_slug(self):
        """Return the title."""
        return self.titolo

    def get_absolute_url(self):
        """Return the public page."""
        return reverse("newsletter:issue", args=[self.slug])

    @property
    def e_bozza(self):
        """Return whether its contents may be changed."""
        return self.stato == self.Stato.BOZZA

    @property
    def e_inviato(self):
        """Return whether it has left."""
        return self.stato == self.Stato.INVIATO


class VoceNumero(models.Model):
    """A public page that a number speaks of: its topic says of what kind, ``chiave`` is its key.

    No foreign key: what is taken away or hidden meanwhile simply leaves the number (``newsletter.fonti``).
    ``titolo`` is only for who composes it.
    """

    numero = models.ForeignKey(Numero, models.CASCADE, related_name="voci", verbose_name=_("numero"))
    argomento = models.CharField(_("argomento"), max_length=10, choices=Argomento)
    chiave = models.PositiveBigIntegerField(_("quale"), editable=False)
    titolo = models.CharField(_("titolo"), max_length=200, editable=False)
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    inclusa = models.BooleanField(_("si manda"), default=True)

    class Meta:
        verbose_name = _("voce del numero")
        verbose_name_plural = _("voci del numero")
        ordering = ["numero", "argomento", "ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["numero", "argomento", "chiave"],
                name="newsletter_vocenumero_unica",
                violation_error_message=_("Questa voce c'è già nel numero."),
            ),
            Divieto(
                quando=(
                    "EXISTS (SELECT 1 FROM newsletter_numero n"
                    " WHERE n.id = NEW.numero_id AND n.stato <> 'bozza')"
                ),
                name="newsletter_vocenumero_bozza",
                violation_error_message=_("Le voci si cambiano finché il numero è una bozza."),
            ),
        ]

    def __str__(self):
        return f"{self.get_argomento_display()}: {self.titolo}"


class Invio(models.Model):
    """A number to a subscriber, once, and what became of it. It outlives both of them, for the counts."""

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """What became of the e-mail."""

        IN_CODA = "in_coda", _("in coda")
        INVIATO = "inviato", _("inviato")
        RIFIUTATO = "rifiutato", _("rifiutato")
        DISDETTO = "disdetto", _("disdetto prima che partisse")

    numero = models.ForeignKey(Numero, models.PROTECT, related_name="invii", verbose_name=_("numero"))
    abbonato = models.ForeignKey(
        Abbonato, models.SET_NULL, null=True, related_name="invii", verbose_name=_("abbonato")
    )
    messaggio = models.ForeignKey(
        Messaggio, models.SET_NULL, null=True, related_name="+", verbose_name=_("e-mail in uscita")
    )
    stato = models.CharField(_("esito"), max_length=10, choices=Stato, default=Stato.IN_CODA)
    perche = models.CharField(_("perché"), max_length=300, blank=True)

    objects = InvioQuerySet.as_manager()

    class Meta:
        verbose_name = _("invio della newsletter")
        verbose_name_plural = _("invii della newsletter")
        ordering = ["numero", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["numero", "abbonato"],
                name="newsletter_invio_una_volta",
                violation_error_message=_("A questo abbonato il numero è già stato mandato."),
            ),
            models.CheckConstraint(
                condition=~Q(stato="rifiutato") | ~Q(perche=""),
                name="newsletter_invio_perche",
                violation_error_message=_("Scrivi perché l'e-mail non è arrivata."),
            ),
        ]

    def __str__(self):
        return f"{self.numero_id} · {self.get_stato_display()}"
