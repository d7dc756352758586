"""The money of a project: who pays and for what, commitments, accounts of expenditure, payments.

Names follow the indicators E01-E12 of riferimenti/indicatori.csv: ``concesso`` is what Regione and ESF grant,
``cofinanziamento`` what the others put. Nothing here is a total: totals are computed (``progetti.denaro``).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aderenti.models import Organizzazione
from core.models.basi import Provenienza, Tracciato, Vocabolario
from core.models.denaro import CampoDenaro, in_euro
from core.validatori import valida_avvenuta
from core.vincoli import Divieto, Immutabile
from piani.models import Atto
from progetti.models import regole_denaro as regole
from progetti.models.fondi import Finanziamento, Fondo
from progetti.models.progetto import Progetto


class CategoriaCosto(Provenienza, Vocabolario):
    """A heading of expenditure: staff, services, goods … The headings that a fund admits are its own rule."""

    class Meta(Vocabolario.Meta):
        verbose_name = _("categoria di costo")
        verbose_name_plural = _("categorie di costo")


class QuadroFinanziario(Provenienza, Tracciato):
    """A version of the budget of a project. Once approved it never changes: a variation is a new version.

    The one in force is the approved one with the highest ``numero``. Approval is refused unless sources and
    costs both make ``costo_totale`` (quadratura).
    """

    progetto = models.ForeignKey(Progetto, models.CASCADE, related_name="quadri", verbose_name=_("progetto"))
    numero = models.PositiveSmallIntegerField(_("versione"), default=1)
    costo_totale = CampoDenaro(_("costo totale (euro)"))
    motivo = models.CharField(_("perché questa versione"), max_length=200, blank=True)
    approvato_il = models.DateField(_("approvato il"), null=True, blank=True, validators=[valida_avvenuta])
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto")
    )
    origine = models.CharField(
        _("origine"), max_length=20, choices=Finanziamento.Origine, default=Finanziamento.Origine.ATTO
    )

    class Meta:
        verbose_name = _("quadro finanziario")
        verbose_name_plural = _("quadri finanziari")
        ordering = ["progetto", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["progetto", "numero"],
                name="progetti_quadro_versione",
                violation_error_message=_("Questa versione del quadro c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(costo_totale__gt=0),
                name="progetti_quadro_costo",
                violation_error_message=_("Il costo totale deve essere maggiore di zero."),
            ),
            Divieto(
                quando=regole.FONTI_NON_QUADRANO,
                name="progetti_quadro_fonti",
                violation_error_message=_(
                    "Le fonti non fanno il costo totale: il quadro non si può approvare così."
                ),
            ),
            Divieto(
                quando=regole.COSTI_NON_QUADRANO,
                name="progetti_quadro_costi",
                violation_error_message=_(
                    "Le voci di costo non fanno il costo totale: il quadro non si può approvare così."
                ),
            ),
            Divieto(
                quando=regole.CONCESSO_SOTTO_IL_PAGATO,
                name="progetti_quadro_pagato",
                violation_error_message=_(
                    "È già stato pagato più del contributo di questo quadro: prima registra il recupero."
                ),
            ),
            Immutabile(
                campi=["progetto", "numero", "costo_totale", "approvato_il", "atto"],
                quando="OLD.approvato_il IS NOT NULL",
                name="progetti_quadro_approvato",
                violation_error_message=_("Un quadro approvato non si cambia: preparane una nuova versione."),
            ),
        ]

    def __str__(self):
        return _("quadro %(n)s") % {"n": self.numero}


class VoceDenaro(Provenienza):
    """One source of a budget: who pays, how much, in cash or in kind."""

    class Pagatore(models.TextChoices):
        """Who pays."""

        REGIONE = "regione", _("Regione Lombardia")
        FSE_UE = "fse_ue", _("FSE, quota UE")
        FSE_STATO = "fse_stato", _("FSE, quota Stato")
        FSE_REGIONE = "fse_regione", _("FSE, quota Regione")
        ALTRO_PUBBLICO = "altro_pubblico", _("altro ente pubblico")
        PARTNER = "partner", _("partner")
        SPONSOR = "sponsor", _("sponsor")

        @classmethod
        def che_concedono(cls):
            """Return who grants the contribution of the Rete; what the others put is co-financing."""
            return [cls.REGIONE, cls.FSE_UE, cls.FSE_STATO, cls.FSE_REGIONE]

    quadro = models.ForeignKey(
        QuadroFinanziario, models.CASCADE, related_name="fonti_di_denaro", verbose_name=_("quadro")
    )
    pagatore = models.CharField(_("chi paga"), max_length=20, choices=Pagatore)
    organizzazione = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("quale ente"),
        help_text=_("Per i partner, gli sponsor e gli altri enti pubblici."),
    )
    fondo = models.ForeignKey(
        Fondo, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fondo")
    )
    importo = CampoDenaro(_("importo (euro)"))
    in_natura = models.BooleanField(
        _("valorizzazione (non in denaro)"), default=False, help_text=_("Ore di lavoro, locali, mezzi.")
    )
    parte_di = models.ForeignKey(
        Finanziamento,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="voci_denaro",
        verbose_name=_("già compreso nella somma"),
        help_text=_("La somma documentata (per esempio quella del ciclo) di cui questa voce è una parte."),
    )

    class Meta:
        verbose_name = _("fonte di denaro")
        verbose_name_plural = _("fonti di denaro")
        ordering = ["quadro", "pagatore", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(importo__gt=0),
                name="progetti_voce_importo",
                violation_error_message=_("L'importo deve essere maggiore di zero."),
            ),
            models.CheckConstraint(
                condition=Q(in_natura=False) | Q(pagatore__in=["partner", "sponsor", "altro_pubblico"]),
                name="progetti_voce_in_natura",
                violation_error_message=_(
                    "Solo partner, sponsor e altri enti pubblici possono contribuire in natura."
                ),
            ),
            Divieto(
                quando=regole.QUADRO_CHIUSO,
                name="progetti_voce_quadro_approvato",
                violation_error_message=_("Un quadro approvato non si cambia: preparane una nuova versione."),
            ),
            Immutabile(
                campi=["quadro"],
                name="progetti_voce_stesso_quadro",
                violation_error_message=_("Una voce resta nel suo quadro: scrivine una nuova nell'altro."),
            ),
        ]

    def __str__(self):
        return f"{self.get_pagatore_display()}: {in_euro(self.importo)}"


class VoceSpesa(models.Model):
    """One heading of expenditure of a budget."""

    quadro = models.ForeignKey(
        QuadroFinanziario, models.CASCADE, related_name="voci_di_spesa", verbose_name=_("quadro")
    )
    categoria = models.ForeignKey(
        CategoriaCosto, models.PROTECT, related_name="+", verbose_name=_("categoria")
    )
    importo = CampoDenaro(_("importo (euro)"))
    ammissibile = models.BooleanField(
        _("ammissibile"), default=True, help_text=_("Si può pagare con il contributo.")
    )

    class Meta:
        verbose_name = _("voce di costo")
        verbose_name_plural = _("voci di costo")
        ordering = ["quadro", "categoria__ordine", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(importo__gt=0),
                name="progetti_spesa_importo",
                violation_error_message=_("L'importo deve essere maggiore di zero."),
            ),
            models.UniqueConstraint(
                fields=["quadro", "categoria", "ammissibile"],
                name="progetti_spesa_unica",
                violation_error_message=_("Questa categoria c'è già nel quadro."),
            ),
            Divieto(
                quando=regole.QUADRO_CHIUSO,
                name="progetti_spesa_quadro_approvato",
                violation_error_message=_("Un quadro approvato non si cambia: preparane una nuova versione."),
            ),
            Immutabile(
                campi=["quadro"],
                name="progetti_spesa_stesso_quadro",
                violation_error_message=_("Una voce resta nel suo quadro: scrivine una nuova nell'altro."),
            ),
        ]

    def __str__(self):
        return f"{self.categoria}: {in_euro(self.importo)}"


class Impegno(Provenienza):
    """A legal commitment of the beneficiary (E05): a contract signed, an order, a person hired."""

    progetto = models.ForeignKey(Progetto, models.CASCADE, related_name="impegni", verbose_name=_("progetto"))
    data = models.DateField(_("data"), validators=[valida_avvenuta])
    oggetto = models.CharField(_("per che cosa"), max_length=200)
    importo = CampoDenaro(_("importo (euro)"))
    atto_estremi = models.CharField(_("estremi dell'atto"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("impegno")
        verbose_name_plural = _("impegni")
        ordering = ["progetto", "data", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(importo__gt=0),
                name="progetti_impegno_importo",
                violation_error_message=_("L'importo deve essere maggiore di zero."),
            )
        ]

    def __str__(self):
        return f"{self.oggetto}: {in_euro(self.importo)}"


class Rendiconto(Provenienza):
    """Expenditure reported to ATS for a period (E07), and what ATS admitted after its check (E08)."""

    progetto = models.ForeignKey(
        Progetto, models.CASCADE, related_name="rendiconti", verbose_name=_("progetto")
    )
    presentato_il = models.DateField(_("presentato il"), validators=[valida_avvenuta])
    dal = models.DateField(_("spese dal"))
    al = models.DateField(_("spese al"), validators=[valida_avvenuta])
    rendicontato = CampoDenaro(_("rendicontato (euro)"))
    ammesso = CampoDenaro(_("ammesso (euro)"), null=True, blank=True)
    ammesso_il = models.DateField(_("ammesso il"), null=True, blank=True, validators=[valida_avvenuta])
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rendiconto")
        verbose_name_plural = _("rendiconti")
        ordering = ["progetto", "al", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(al__gte=F("dal")),
                name="progetti_rendiconto_dal_al",
                violation_error_message=_("La data di fine viene prima di quella di inizio."),
            ),
            models.CheckConstraint(
                condition=Q(rendicontato__gt=0),
                name="progetti_rendiconto_importo",
                violation_error_message=_("L'importo deve essere maggiore di zero."),
            ),
            models.CheckConstraint(
                condition=Q(ammesso__isnull=True) | Q(ammesso__gte=0) & Q(ammesso__lte=F("rendicontato")),
                name="progetti_rendiconto_ammesso",
                violation_error_message=_("L'importo ammesso va da zero a quanto rendicontato."),
            ),
            models.CheckConstraint(
                condition=Q(ammesso__isnull=True, ammesso_il__isnull=True)
                | Q(ammesso__isnull=False, ammesso_il__isnull=False),
                name="progetti_rendiconto_ammesso_il",
                violation_error_message=_("Scrivi insieme quanto è ammesso e da quando."),
            ),
            Divieto(
                quando=regole.AMMESSO_SOTTO_IL_PAGATO,
                name="progetti_rendiconto_pagato",
                violation_error_message=_(
                    "È già stato pagato più di quanto risulterebbe ammesso: prima registra il recupero."
                ),
            ),
            models.UniqueConstraint(
                fields=["progetto", "dal", "al"],
                name="progetti_rendiconto_un_periodo",
                violation_error_message=_("Le spese di questo periodo sono già in un altro rendiconto."),
            ),
            models.CheckConstraint(
                condition=Q(ammesso_il__isnull=True) | Q(ammesso_il__gte=F("presentato_il")),
                name="progetti_rendiconto_ammesso_dopo",
                violation_error_message=_("È ammesso prima di essere presentato: controlla le date."),
            ),
            Immutabile(
                campi=["presentato_il", "dal", "al", "rendicontato"],
                quando="OLD.ammesso IS NOT NULL",
                name="progetti_rendiconto_ammesso_fermo",
                violation_error_message=_("Quello che è stato controllato da ATS non si cambia."),
            ),
            Immutabile(
                campi=["progetto"],
                name="progetti_rendiconto_stesso_progetto",
                violation_error_message=_("Un rendiconto resta del suo progetto."),
            ),
        ]

    def __str__(self):
        return f"{self.dal:%d/%m/%Y}-{self.al:%d/%m/%Y}: {in_euro(self.rendicontato)}"


class Pagamento(Provenienza):
    """Money paid to a beneficiary (E09-E11), or taken back. Public: art. 26-27 of d.lgs. 33/2013."""

    class Tipo(models.TextChoices):
        """Which payment it is. A recovery takes away."""

        ANTICIPO = "anticipo", _("anticipo")
        INTERMEDIO = "intermedio", _("pagamento intermedio")
        SALDO = "saldo", _("saldo")
        RECUPERO = "recupero", _("recupero")

    progetto = models.ForeignKey(
        Progetto, models.PROTECT, related_name="pagamenti", verbose_name=_("progetto")
    )
    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo)
    data = models.DateField(_("data"), db_index=True, validators=[valida_avvenuta])
    importo = CampoDenaro(_("importo (euro)"))
    beneficiario = models.ForeignKey(
        Organizzazione, models.PROTECT, related_name="pagamenti", verbose_name=_("a chi")
    )
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="pagamenti", verbose_name=_("atto")
    )
    registrato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("registrato da"),
    )
    registrato_il = models.DateTimeField(_("registrato il"), auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("pagamento")
        verbose_name_plural = _("pagamenti")
        ordering = ["progetto", "data", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(importo__gt=0),
                name="progetti_pagamento_importo",
                violation_error_message=_("L'importo deve essere maggiore di zero."),
            ),
            models.UniqueConstraint(
                fields=["progetto"],
                condition=Q(tipo="saldo"),
                name="progetti_pagamento_un_saldo",
                violation_error_message=_(
                    "Il saldo c'è già: la differenza si registra come pagamento intermedio o come recupero."
                ),
            ),
            Divieto(
                quando=regole.PAGATO_OLTRE_IL_CONCESSO,
                name="progetti_pagamento_concesso",
                violation_error_message=_(
                    "I pagamenti supererebbero il contributo concesso (o il quadro non è approvato)."
                ),
            ),
            Divieto(
                quando=regole.PAGATO_OLTRE_L_AMMESSO,
                name="progetti_pagamento_ammesso",
                violation_error_message=_("I pagamenti supererebbero la spesa ammessa dopo il controllo."),
            ),
            Divieto(
                quando=regole.RECUPERO_OLTRE_IL_PAGATO,
                name="progetti_pagamento_recupero",
                violation_error_message=_("Non si recupera più di quanto è stato pagato."),
            ),
            Immutabile(
                campi=["progetto", "tipo", "importo", "beneficiario"],
                name="progetti_pagamento_immutabile",
                violation_error_message=_(
                    "Un pagamento registrato non si cambia: registra il recupero e poi il pagamento giusto."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_tipo_display()} {self.data:%d/%m/%Y}: {in_euro(self.importo)}"


class VerificaDoppio(models.Model):
    """What ATS concluded on two projects that look like one thing paid twice."""

    contenuto_pubblico = False

    primo = models.ForeignKey(Progetto, models.CASCADE, related_name="+", verbose_name=_("progetto"))
    secondo = models.ForeignKey(Progetto, models.CASCADE, related_name="+", verbose_name=_("altro progetto"))
    doppio = models.BooleanField(_("è un doppio finanziamento"))
    motivo = models.CharField(_("perché"), max_length=300)
    da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("verificato da"),
    )
    il = models.DateTimeField(_("verificato il"), auto_now_add=True)

    class Meta:
        verbose_name = _("verifica di doppio finanziamento")
        verbose_name_plural = _("verifiche di doppio finanziamento")
        ordering = ["-il", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["primo", "secondo"],
                name="progetti_doppio_unico",
                violation_error_message=_("Questi due progetti sono già stati verificati."),
            ),
            models.CheckConstraint(
                condition=Q(primo__lt=F("secondo")),
                name="progetti_doppio_ordine",
                violation_error_message=_("I due progetti vanno in ordine di registrazione."),
            ),
            models.CheckConstraint(
                condition=~Q(motivo=""),
                name="progetti_doppio_motivo",
                violation_error_message=_("Scrivi perché."),
            ),
        ]

    def __str__(self):
        return f"{self.primo} · {self.secondo}"
