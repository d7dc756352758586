"""Bases shared by the records of every room. Abstract: they own no table."""

from datetime import date

from django.contrib.redirects.models import Redirect
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.documenti import nome_a_caso, privati, valida_pdf
from core.models.fonti import Certezza, Fonte


class Tracciato(models.Model):
    """When the row was created and last changed. A change is not a verification."""

    creato_il = models.DateTimeField(_("creato il"), auto_now_add=True)
    aggiornato_il = models.DateTimeField(_("aggiornato il"), auto_now=True)

    class Meta:
        abstract = True


class Dimostrabile(models.Model):
    """A row that may be demo content: it carries a visible mark and one command removes it."""

    dimostrativo = models.BooleanField(
        _("dati dimostrativi"),
        default=False,
        db_index=True,
        help_text=_("Contenuto inventato per mostrare il portale: è segnato ovunque compare."),
    )

    class Meta:
        abstract = True


class Provenienza(models.Model):
    """Sources, certainty and a note on what the source does not say."""

    fonti = models.ManyToManyField(Fonte, verbose_name=_("fonti"), blank=True, related_name="+")
    certezza = models.CharField(_("certezza"), max_length=1, choices=Certezza, blank=True)
    nota = models.TextField(_("nota"), blank=True, help_text=_("La vedono solo gli operatori."))

    class Meta:
        abstract = True


class Precisione(models.TextChoices):
    """How exactly a date is known."""

    GIORNO = "giorno", _("giorno")
    MESE = "mese", _("mese")
    ANNO = "anno", _("anno")
    ENTRO = "entro", _("entro questa data")


class ValiditaQuerySet(models.QuerySet):
    """Rows with validity dates."""

    def al(self, data=None):
        """Rows in force on ``data`` (default: today, Europe/Rome); both ends are inclusive."""
        data = data or timezone.localdate()
        return self.filter(Q(dal__isnull=True) | Q(dal__lte=data), Q(al__isnull=True) | Q(al__gte=data))


class Validita(models.Model):
    """First and last day in force, both inclusive; an empty end means no known limit."""

    dal = models.DateField(_("dal"), null=True, blank=True, help_text=_("Primo giorno; vuoto se non è noto."))
    al = models.DateField(
        _("al"), null=True, blank=True, help_text=_("Ultimo giorno; vuoto se è ancora in vigore.")
    )

    objects = ValiditaQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(al__isnull=True) | Q(dal__isnull=True) | Q(al__gte=F("dal")),
                name="%(app_label)s_%(class)s_dal_al",
                violation_error_message=_("La data di fine viene prima di quella di inizio."),
            )
        ]

    def in_vigore(self, data=None):
        """Return whether the row is in force on ``data`` (default: today)."""
        data = data or timezone.localdate()
        return (self.dal or date.min) <= data <= (self.al or date.max)


class Vocabolario(models.Model):
    """An entry of a vocabulary: a retired entry keeps its rows and leaves the menus."""

    code = models.CharField(
        _("codice"), max_length=20, unique=True, validators=[RegexValidator(r"^[A-Za-z0-9_.\-]+$")]
    )
    label = models.CharField(_("etichetta"), max_length=150)
    label_en = models.CharField(_("etichetta in inglese"), max_length=150, blank=True)
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    ritirato_il = models.DateField(
        _("ritirato il"),
        null=True,
        blank=True,
        help_text=_("Da questo giorno non si usa più per nuove schede."),
    )

    class Meta:
        abstract = True
        ordering = ["ordine", "label"]

    def __str__(self):
        return self.label


class SlugStabile(models.Model):
    """A public page with a readable address: a changed slug leaves a permanent redirect behind.

    Subclasses define ``get_absolute_url`` and ``testo_slug()``; ``QuerySet.update(slug=…)`` is not for them.
    ``slug_riservati`` are words that stand in the same place of other addresses.
    """

    slug_riservati = frozenset()

    slug = models.SlugField(
        _("indirizzo breve"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Si compila da solo. Se lo cambi, il vecchio indirizzo porta al nuovo."),
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Fill an empty slug and record a redirect when it changes."""
        if not self.slug:
            self.slug = self._slug_libero()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "slug"}
        vecchio = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        if vecchio is not None and vecchio.slug != self.slug:
            _reindirizza(vecchio.get_absolute_url(), self.get_absolute_url())

    def testo_slug(self):
        """Return the text the slug is made of when it is left empty."""
        return str(self)

    def _slug_libero(self):
        base = slugify(self.testo_slug())[:100] or "scheda"
        slug, numero = base, 1
        altri = type(self)._base_manager.exclude(pk=self.pk)
        while slug in self.slug_riservati or altri.filter(slug=slug).exists():
            numero += 1
            slug = f"{base}-{numero}"
        return slug


def _reindirizza(vecchio, nuovo):
    """Send ``vecchio`` to ``nuovo`` for good; no loop is left when a name comes back."""
    if vecchio == nuovo:
        return
    Redirect.objects.filter(old_path=nuovo).delete()
    Redirect.objects.filter(new_path=vecchio).update(new_path=nuovo)
    Redirect.objects.update_or_create(site_id=1, old_path=vecchio, defaults={"new_path": nuovo})


def nome_del_documento(istanza, nome):
    """Return the place of a paper in the private store: the name says nothing of who sent it."""
    return nome_a_caso(f"{istanza._meta.app_label}/{istanza._meta.model_name}")


class Allegato(models.Model):
    """A paper: a PDF kept in the private store, or an address. Citizens see it only when ``pubblico``."""

    titolo = models.CharField(_("titolo"), max_length=200)
    data = models.DateField(_("data"), null=True, blank=True)
    file = models.FileField(
        _("file PDF"), storage=privati, upload_to=nome_del_documento, validators=[valida_pdf], blank=True
    )
    indirizzo = models.URLField(_("indirizzo"), max_length=500, blank=True)
    pubblico = models.BooleanField(_("pubblico"), default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~(Q(file="") & Q(indirizzo="")),
                name="%(app_label)s_%(class)s_file_o_indirizzo",
                violation_error_message=_("Scegli un file PDF o scrivi un indirizzo."),
            )
        ]

    def __str__(self):
        return self.titolo
