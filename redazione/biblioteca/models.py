"""A paper of the library and its versions."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aderenti.models import Organizzazione
from core import etichette_pdf
from core.documenti import privati, valida_pdf
from core.models.basi import Dimostrabile, Provenienza, SlugStabile, Tracciato, nome_del_documento
from imprese.models import Tema
from piani.models import Atto
from redazione.biblioteca.querysets import DocumentoQuerySet
from redazione.testo import SI_SCRIVE, TESTO_MASSIMO


class Documento(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """Something to take and use: a model agreement, a leaflet, a logo, a wording. Its files are versions."""

    class Tipo(models.TextChoices):
        """What it is."""

        ACCORDO = "accordo", _("modello di accordo")
        REGOLAMENTO = "regolamento", _("modello di regolamento")
        VOLANTINO = "volantino", _("volantino")
        LOGO = "logo", _("logo")
        DICITURA = "dicitura", _("dicitura obbligatoria")
        DELLA_RETE = "della_rete", _("documento della Rete")

    class PerChi(models.TextChoices):
        """Who takes it."""

        TUTTI = "tutti", _("per tutti")
        IMPRESE = "imprese", _("per le imprese")
        ADERENTI = "aderenti", _("per gli aderenti alla Rete")

    slug_riservati = frozenset({"atti"})

    code = models.SlugField(_("codice"), max_length=30, unique=True, null=True, editable=False)
    titolo = models.CharField(_("titolo"), max_length=150)
    sommario = models.CharField(
        _("a che cosa serve"), max_length=300, help_text=_("Una o due frasi: si leggono negli elenchi.")
    )
    tipo = models.CharField(_("tipo"), max_length=15, choices=Tipo, db_index=True)
    per_chi = models.CharField(
        _("per chi"), max_length=10, choices=PerChi, default=PerChi.TUTTI, db_index=True
    )
    testo = models.TextField(
        _("testo da copiare"),
        blank=True,
        validators=[MaxLengthValidator(TESTO_MASSIMO)],
        help_text=_("Chi non apre un PDF lo copia da qui. %(come)s") % {"come": SI_SCRIVE},
    )
    temi = models.ManyToManyField(Tema, blank=True, related_name="documenti", verbose_name=_("temi"))
    ente = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documenti",
        verbose_name=_("chi lo mette a disposizione"),
        help_text=_("Vuoto: la Rete, con ATS."),
    )
    atto = models.ForeignKey(
        Atto,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documenti",
        verbose_name=_("atto che lo approva"),
    )
    pubblica_dal = models.DateTimeField(
        _("esce il"), null=True, blank=True, db_index=True, help_text=_("Vuoto: è una bozza.")
    )
    scade_il = models.DateField(
        _("si usa fino al"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Compreso. Dopo lascia l’elenco, e la sua pagina dice che non si usa più."),
    )

    objects = DocumentoQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("documento della biblioteca")
        verbose_name_plural = _("biblioteca")
        ordering = ["titolo", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(titolo="") & ~Q(sommario=""),
                name="redazione_documento_titolo",
                violation_error_message=_("Scrivi il titolo e a che cosa serve."),
            ),
            models.CheckConstraint(
                condition=~Q(tipo="dicitura") | ~Q(testo=""),
                name="redazione_documento_dicitura",
                violation_error_message=_("Di una dicitura scrivi le parole esatte, da copiare."),
            ),
        ]

    def __str__(self):
        return self.titolo

    def testo_slug(self):
        """Return the title."""
        return self.titolo

    def get_absolute_url(self):
        """Return the public page."""
        return reverse("biblioteca:detail", args=[self.slug])

    @property
    def scaduto(self):
        """Return whether it should not be used any more."""
        return self.scade_il is not None and self.scade_il < timezone.localdate()

    @property
    def corrente(self):
        """Return the version in use, the last; None without any."""
        return max(self.versioni.all(), key=lambda versione: versione.numero, default=None)


class VersioneDocumento(models.Model):
    """A version of a paper: a PDF that the portal keeps, or where it is on another site."""

    documento = models.ForeignKey(
        Documento, models.CASCADE, related_name="versioni", verbose_name=_("documento")
    )
    numero = models.PositiveSmallIntegerField(_("versione"))
    data = models.DateField(_("del"))
    cambia = models.CharField(_("che cosa cambia"), max_length=300, blank=True)
    file = models.FileField(
        _("file PDF"), storage=privati, upload_to=nome_del_documento, validators=[valida_pdf], blank=True
    )
    indirizzo = models.URLField(_("indirizzo su un altro sito"), max_length=500, blank=True)
    peso = models.PositiveIntegerField(_("peso in byte"), null=True, editable=False)
    etichette = models.BooleanField(_("PDF con etichette"), null=True, editable=False)
    lingua = models.CharField(_("lingua del PDF"), max_length=20, blank=True, editable=False)

    class Meta:
        verbose_name = _("versione del documento")
        verbose_name_plural = _("versioni del documento")
        ordering = ["documento", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["documento", "numero"],
                name="redazione_versione_numero",
                violation_error_message=_("C’è già una versione con questo numero."),
            ),
            models.CheckConstraint(
                condition=Q(numero__gt=0),
                name="redazione_versione_da_uno",
                violation_error_message=_("Le versioni si contano da 1."),
            ),
            models.CheckConstraint(
                condition=~(Q(file="") & Q(indirizzo="")) & (Q(file="") | Q(indirizzo="")),
                name="redazione_versione_file_o_indirizzo",
                violation_error_message=_("Scegli un file PDF, oppure scrivi un indirizzo: uno dei due."),
            ),
        ]

    def __str__(self):
        return f"{self.documento}, {self.numero}"

    def save(self, *args, **kwargs):
        """Save with what the file declares of itself, read when it is new."""
        if not self.file:
            self.peso, self.etichette, self.lingua = None, None, ""
        elif not self.file._committed:
            self._leggi_il_file()
        super().save(*args, **kwargs)

    def clean(self):
        """Refuse a version dated before those it follows."""
        prima = VersioneDocumento.objects.filter(documento=self.documento_id, numero__lt=self.numero or 0)
        if self.data and prima.filter(data__gt=self.data).exists():
            raise ValidationError({"data": _("È prima della versione che sostituisce: controlla la data.")})

    def _leggi_il_file(self):
        self.file.seek(0)
        contenuto = self.file.read()
        self.file.seek(0)
        lette = etichette_pdf.leggi(contenuto)
        self.peso = len(contenuto)
        self.etichette = lette and lette.presenti
        self.lingua = lette.lingua if lette else ""

    @property
    def si_legge(self):
        """Return in words what its structure allows; empty for a file on another site."""
        if not self.file:
            return ""
        if self.etichette:
            return _("PDF con etichette: si può ascoltare con una sintesi vocale")
        return _("PDF senza etichette: si ascolta male con una sintesi vocale")
