"""Comuni, ambiti and the dates that tie them.

The territory changes: 165 comuni in 2017, 163 from 2018 (merger in Valle Intelvi), 134 from 2019, when the 29
of Menaggio moved to the ATS Insubria (l.r. 15/2018). Nothing is overwritten: every membership has its days.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models.basi import Provenienza, SlugStabile, Tracciato, Validita
from core.validatori import RE_CAP, RE_ISTAT_COMUNE, valida_cap, valida_codice_istat
from core.vincoli import SenzaSovrapposizioni
from territorio.querysets import AmbitoQuerySet, ComuneQuerySet


class Provincia(models.TextChoices):
    """Provinces of the territory."""

    SONDRIO = "SO", _("Sondrio")
    BRESCIA = "BS", _("Brescia")
    COMO = "CO", _("Como")


class Ambito(SlugStabile, Provenienza, Tracciato):
    """An ambito of the Piani di Zona: the area of one Ufficio di Piano and of one Alleanza."""

    nome_ufficiale = models.CharField(_("nome ufficiale"), max_length=150, unique=True)
    nome = models.CharField(
        _("nome breve"), max_length=60, help_text=_("Come lo chiamano i cittadini: Bormio.")
    )
    alias = models.CharField(
        _("altri nomi"),
        max_length=300,
        blank=True,
        help_text=_("Per la ricerca, separati da punto e virgola."),
    )
    comune_di_riferimento = models.CharField(_("comune di riferimento"), max_length=60)
    codice_istat_riferimento = models.CharField(
        _("codice ISTAT del comune di riferimento"), max_length=6, validators=[valida_codice_istat]
    )
    ente_capofila = models.CharField(
        _("ente capofila dell'Ufficio di Piano"),
        max_length=150,
        blank=True,
        help_text=_("Vuoto se non è noto."),
    )
    territorio = models.CharField(_("territorio"), max_length=60)
    asst = models.CharField(_("ASST nel 2017-2018"), max_length=80, blank=True)
    provincia = models.CharField(_("provincia"), max_length=2, choices=Provincia)
    lat = models.DecimalField(_("latitudine dell'etichetta"), max_digits=8, decimal_places=5)
    lon = models.DecimalField(_("longitudine dell'etichetta"), max_digits=8, decimal_places=5)
    appartenenza_dal = models.DateField(_("nell'ATS dal"), null=True, blank=True)
    appartenenza_al = models.DateField(_("nell'ATS al"), null=True, blank=True)
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)

    objects = AmbitoQuerySet.as_manager()

    class Meta:
        verbose_name = _("ambito")
        verbose_name_plural = _("ambiti")
        ordering = ["ordine", "nome"]
        constraints = [
            models.CheckConstraint(
                condition=Q(appartenenza_al__isnull=True) | Q(appartenenza_al__gte=F("appartenenza_dal")),
                name="territorio_ambito_dal_al",
                violation_error_message=_("L'ambito non può uscire dall'ATS prima di esserci entrato."),
            )
        ]

    def __str__(self):
        return self.nome

    def get_absolute_url(self):
        """Return the page of the ambito."""
        return reverse("territorio:ambito", args=[self.slug])


class Comune(SlugStabile, Tracciato):
    """A comune, also an abolished one: old names and addresses still lead somewhere."""

    codice_istat = models.CharField(
        _("codice ISTAT"), max_length=6, unique=True, validators=[valida_codice_istat]
    )
    nome = models.CharField(_("nome"), max_length=80)
    alias = models.CharField(
        _("altri nomi"),
        max_length=300,
        blank=True,
        help_text=_("Frazioni, vecchi comuni, grafie; con punto e virgola."),
    )
    provincia = models.CharField(_("provincia"), max_length=2, choices=Provincia)
    nuts3 = models.CharField(_("codice NUTS 3"), max_length=5, blank=True)
    cap = models.CharField(_("CAP"), max_length=5, blank=True, validators=[valida_cap])
    codice_catastale = models.CharField(
        _("codice catastale"), max_length=4, blank=True, validators=[RegexValidator(r"^[A-Z][0-9]{3}$")]
    )
    lat = models.DecimalField(_("latitudine"), max_digits=8, decimal_places=5, null=True, blank=True)
    lon = models.DecimalField(_("longitudine"), max_digits=8, decimal_places=5, null=True, blank=True)
    abitato_del_punto = models.CharField(_("abitato del punto"), max_length=80, blank=True)
    popolazione = models.PositiveIntegerField(_("residenti"), null=True, blank=True)
    popolazione_data = models.DateField(_("residenti al"), null=True, blank=True)
    popolazione_2020 = models.PositiveIntegerField(_("residenti al 1/1/2020"), null=True, blank=True)
    altitudine = models.PositiveSmallIntegerField(_("altitudine (m)"), null=True, blank=True)
    superficie_kmq = models.DecimalField(
        _("superficie (km²)"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    istituito_dal = models.DateField(_("istituito dal"), null=True, blank=True)
    cessato_il = models.DateField(_("soppresso: ultimo giorno"), null=True, blank=True)
    confluito_in = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessori",
        verbose_name=_("confluito in"),
    )

    objects = ComuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("comune")
        verbose_name_plural = _("comuni")
        ordering = ["nome", "codice_istat"]
        constraints = [
            models.CheckConstraint(
                condition=Q(codice_istat__regex=RE_ISTAT_COMUNE),
                name="territorio_comune_codice_istat",
                violation_error_message=_("Il codice ISTAT di un comune ha 6 cifre, zeri iniziali compresi."),
            ),
            models.CheckConstraint(
                condition=Q(cap="") | Q(cap__regex=RE_CAP),
                name="territorio_comune_cap",
                violation_error_message=_("Il CAP ha 5 cifre."),
            ),
            models.CheckConstraint(
                condition=Q(cessato_il__isnull=True, confluito_in__isnull=True)
                | Q(cessato_il__isnull=False, confluito_in__isnull=False),
                name="territorio_comune_soppresso_confluito",
                violation_error_message=_(
                    "Per un comune soppresso indica l'ultimo giorno e il comune in cui è confluito."
                ),
            ),
        ]

    def __str__(self):
        return self.nome

    def get_absolute_url(self):
        """Return the page of the comune, below its latest ambito; of its successor if it never had one."""
        ambito = self.ambito_ultimo()
        if ambito is None and self.confluito_in:
            return self.confluito_in.get_absolute_url()
        return reverse("territorio:comune", args=[ambito.slug, self.slug])

    @property
    def altri_nomi(self):
        """Return frazioni, old comuni and other spellings, as a list."""
        return [nome.strip() for nome in self.alias.split(";") if nome.strip()]

    def ambito_ultimo(self):
        """Return the ambito of the latest membership; None for a comune abolished before 2016."""
        appartenenze = self.appartenenze.all()
        return max(appartenenze, key=lambda a: a.dal).ambito if appartenenze else None


class AppartenenzaAmbito(Validita, Provenienza):
    """The days a comune was in an ambito of the ATS: one ambito at a time."""

    comune = models.ForeignKey(Comune, models.CASCADE, related_name="appartenenze", verbose_name=_("comune"))
    ambito = models.ForeignKey(Ambito, models.PROTECT, related_name="appartenenze", verbose_name=_("ambito"))
    dal = models.DateField(_("dal"))
    ats_successiva = models.CharField(_("ATS dopo l'uscita"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("appartenenza all'ambito")
        verbose_name_plural = _("appartenenze agli ambiti")
        ordering = ["comune__nome", "dal"]
        indexes = [models.Index(fields=["ambito", "dal", "al"], name="territorio_app_ambito_date")]
        constraints = [
            *Validita.Meta.constraints,
            SenzaSovrapposizioni(
                campi=["comune"],
                name="territorio_appartenenza_un_ambito",
                violation_error_message=_("In quei giorni il comune è già in un ambito."),
            ),
        ]

    def __str__(self):
        return f"{self.comune} · {self.ambito}"


class Adiacenza(models.Model):
    """Two comuni that share a border of more than 50 m. A border is not a road."""

    a = models.ForeignKey(Comune, models.CASCADE, related_name="+", verbose_name=_("comune"))
    b = models.ForeignKey(Comune, models.CASCADE, related_name="+", verbose_name=_("comune vicino"))
    confine_m = models.PositiveIntegerField(_("confine comune (m)"))

    class Meta:
        verbose_name = _("adiacenza")
        verbose_name_plural = _("adiacenze")
        constraints = [
            models.UniqueConstraint(
                fields=["a", "b"],
                name="territorio_adiacenza_coppia",
                violation_error_message=_("Questa coppia di comuni c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(a__lt=F("b")),
                name="territorio_adiacenza_ordine",
                violation_error_message=_(
                    "Ogni coppia si scrive una volta sola, con due comuni diversi in ordine."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.a} · {self.b}"


class PopolazioneEta(models.Model):
    """Residents of a comune by completed year of age (100 = 100 and over) on a date."""

    comune = models.ForeignKey(
        Comune, models.CASCADE, related_name="popolazione_eta", verbose_name=_("comune")
    )
    data = models.DateField(_("data"))
    eta = models.PositiveSmallIntegerField(_("età (anni compiuti)"))
    femmine = models.PositiveIntegerField(_("femmine"))
    maschi = models.PositiveIntegerField(_("maschi"))

    class Meta:
        verbose_name = _("popolazione per età")
        verbose_name_plural = _("popolazione per età")
        constraints = [
            models.UniqueConstraint(
                fields=["comune", "data", "eta"],
                name="territorio_popolazione_unica",
                violation_error_message=_("Per questo comune, data ed età il dato c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(eta__lte=100),
                name="territorio_popolazione_eta",
                violation_error_message=_("L'età va da 0 a 100 (100 e oltre)."),
            ),
        ]

    def __str__(self):
        return f"{self.comune} · {self.eta}"
