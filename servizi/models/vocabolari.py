"""Vocabularies of services: typologies, citizens' words, recipients, periods, school calendar."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Provenienza, Vocabolario
from piani.models import LineaAzione
from progetti.models import Progetto


class Gruppo(Provenienza, Vocabolario):
    """A top group of services, as citizens think of them."""

    descrizione = models.TextField(_("descrizione"), blank=True)
    materia_cpsv = models.CharField(_("materia CPSV-AP_IT"), max_length=10, blank=True)

    class Meta(Vocabolario.Meta):
        verbose_name = _("gruppo di servizi")
        verbose_name_plural = _("gruppi di servizi")


class Destinatario(Provenienza, Vocabolario):
    """A target group. Ages in completed months, inclusive; empty = no limit."""

    class Tipo(models.TextChoices):
        """Kind of recipient."""

        PERSONA = "persona", _("persona")
        IMPRESA = "impresa", _("impresa")
        ENTE = "ente", _("ente")
        TUTTI = "tutti", _("tutti")

    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo)
    descrizione = models.CharField(_("descrizione"), max_length=200, blank=True)
    eta_min_mesi = models.PositiveSmallIntegerField(_("età minima (mesi)"), null=True, blank=True)
    eta_max_mesi = models.PositiveSmallIntegerField(_("età massima (mesi)"), null=True, blank=True)

    class Meta(Vocabolario.Meta):
        verbose_name = _("destinatario")
        verbose_name_plural = _("destinatari")


class Tipologia(Provenienza, Vocabolario):
    """A type of service. Ages in completed months, inclusive (“14 anni” = 179); empty = no limit."""

    class Udo(models.TextChoices):
        """Whether it is a regulated unità d'offerta sociale."""

        SI = "si", _("unità d'offerta autorizzata")
        NO = "no", _("non è un'unità d'offerta")
        SCUOLA = "scuola", _("scuola")

    gruppo = models.ForeignKey(Gruppo, models.PROTECT, related_name="tipologie", verbose_name=_("gruppo"))
    udo = models.CharField(_("unità d'offerta"), max_length=10, choices=Udo)
    eta_min_mesi = models.PositiveSmallIntegerField(_("età minima (mesi)"), null=True, blank=True)
    eta_max_mesi = models.PositiveSmallIntegerField(_("età massima (mesi)"), null=True, blank=True)
    destinatari = models.ManyToManyField(
        Destinatario, blank=True, related_name="tipologie", verbose_name=_("destinatari abituali")
    )
    linee = models.ManyToManyField(
        LineaAzione, blank=True, related_name="tipologie", verbose_name=_("linee di azione")
    )
    progetti = models.ManyToManyField(
        Progetto, blank=True, related_name="tipologie", verbose_name=_("progetti che l'hanno finanziata")
    )
    descrizione = models.TextField(_("descrizione"), blank=True)

    class Meta(Vocabolario.Meta):
        verbose_name = _("tipologia di servizio")
        verbose_name_plural = _("tipologie di servizi")


class Sinonimo(models.Model):
    """A word citizens type and the typology they mean. An ambiguous word has several rows."""

    termine = models.CharField(_("parola"), max_length=80, db_index=True)
    tipologia = models.ForeignKey(
        Tipologia, models.CASCADE, related_name="sinonimi", verbose_name=_("tipologia")
    )
    ambiguo = models.BooleanField(_("ambigua"), default=False)
    nota = models.CharField(_("nota"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("sinonimo")
        verbose_name_plural = _("sinonimi")
        ordering = ["termine"]
        constraints = [
            models.UniqueConstraint(
                fields=["termine", "tipologia"],
                name="servizi_sinonimo_unico",
                violation_error_message=_("Questa parola porta già a questa tipologia."),
            )
        ]

    def __str__(self):
        return self.termine


class Periodo(Provenienza, Vocabolario):
    """A kind of period in which a service is offered."""

    class Tipo(models.TextChoices):
        """Kind."""

        STAGIONE = "stagione", _("stagione")
        ORARIO = "orario", _("orario")
        CHIUSURA = "chiusura", _("chiusura della scuola")
        ECCEZIONE = "eccezione", _("eccezione")

    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo)
    descrizione = models.CharField(_("descrizione"), max_length=200, blank=True)

    class Meta(Vocabolario.Meta):
        verbose_name = _("periodo")
        verbose_name_plural = _("periodi")


class DataScolastica(Provenienza):
    """Dated rows of the regional school calendar (DGR IX/3318/2012): lessons, closures, public holidays."""

    class Tipo(models.TextChoices):
        """Kind of row."""

        LEZIONI = "lezioni", _("lezioni")
        CHIUSURA = "chiusura", _("chiusura")
        FESTA = "festa", _("festa")

    class Ordine(models.TextChoices):
        """Schools it is about."""

        INFANZIA = "infanzia", _("scuola dell'infanzia")
        PRIMARIA = "primaria_secondaria", _("primaria e secondaria")
        TUTTE = "tutte", _("tutte le scuole")

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    anno_scolastico = models.CharField(_("anno scolastico"), max_length=9)
    periodo = models.ForeignKey(Periodo, models.PROTECT, related_name="date", verbose_name=_("periodo"))
    ordine_scuola = models.CharField(_("scuole"), max_length=20, choices=Ordine)
    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo)
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"))
    descrizione = models.CharField(_("descrizione"), max_length=150)
    regola = models.CharField(_("regola"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("data del calendario scolastico")
        verbose_name_plural = _("calendario scolastico")
        ordering = ["dal", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(al__gte=F("dal")),
                name="servizi_data_scolastica_dal_al",
                violation_error_message=_("La data di fine viene prima di quella di inizio."),
            )
        ]

    def __str__(self):
        return f"{self.descrizione} {self.anno_scolastico}"
