"""Who sits in the Comitato: bodies, by act and term; accounts for them; the rules it meets by."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from core.models.basi import Dimostrabile, Provenienza, Tracciato, Validita
from core.vincoli import SenzaSovrapposizioni
from piani.models import Atto


class Regolamento(Validita, Provenienza, Dimostrabile, Tracciato):
    """The rules of the Comitato from a day. What no act tells stays empty: nothing is computed then."""

    contenuto_pubblico = False

    titolo = models.CharField(_("titolo"), max_length=200)
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto")
    )
    quorum_pct = models.PositiveSmallIntegerField(
        _("quorum (% dei seggi con voto)"),
        null=True,
        blank=True,
        help_text=_("La seduta è valida con più di questa quota: 50 vuol dire la metà più uno."),
    )
    deleghe_massime = models.PositiveSmallIntegerField(
        _("deleghe al massimo per seggio"), null=True, blank=True
    )
    giorni_convocazione = models.PositiveSmallIntegerField(
        _("giorni di preavviso della convocazione"), null=True, blank=True
    )
    silenzio_assenso = models.BooleanField(
        _("silenzio assenso"),
        default=False,
        help_text=_("Nella procedura scritta chi non risponde entro il termine è favorevole."),
    )
    giorni_procedura_scritta = models.PositiveSmallIntegerField(
        _("giorni per rispondere nella procedura scritta"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("regolamento")
        verbose_name_plural = _("regolamenti")
        ordering = ["-dal", "-pk"]
        constraints = [
            *Validita.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quorum_pct__isnull=True) | Q(quorum_pct__range=(0, 99)),
                name="comitato_regolamento_quorum",
                violation_error_message=_("Il quorum è una percentuale da 0 a 99."),
            ),
        ]

    def __str__(self):
        return self.titolo


class Seggio(Validita, Provenienza, Dimostrabile, Tracciato):
    """A seat: a body, its role, the act and the term. Persons are accounts, in ``Componente``."""

    class Ruolo(models.TextChoices):
        """What the body does in the Comitato."""

        PRESIDENTE = "presidente", _("presidente")
        COMPONENTE = "componente", _("componente")
        INVITATO = "invitato", _("invitato permanente, senza voto")

    ente = models.ForeignKey(Organizzazione, models.PROTECT, related_name="seggi", verbose_name=_("ente"))
    ruolo = models.CharField(_("ruolo"), max_length=12, choices=Ruolo, default=Ruolo.COMPONENTE)
    con_voto = models.BooleanField(_("con diritto di voto"), default=True)
    in_rappresentanza_di = models.CharField(
        _("in rappresentanza di"), max_length=150, blank=True, help_text=_("Per esempio: i sindacati.")
    )
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto di nomina")
    )

    class Meta:
        verbose_name = _("seggio")
        verbose_name_plural = _("seggi")
        ordering = ["ruolo", "ente__denominazione", "dal"]
        constraints = [
            *Validita.Meta.constraints,
            SenzaSovrapposizioni(
                campi=["ente"],
                name="comitato_seggio_uno_per_ente",
                violation_error_message=_("L'ente ha già un seggio in questi giorni."),
            ),
            models.CheckConstraint(
                condition=~Q(ruolo="invitato") | Q(con_voto=False),
                name="comitato_seggio_invitato_senza_voto",
                violation_error_message=_("Un invitato permanente non ha diritto di voto."),
            ),
        ]

    def __str__(self):
        return str(self.ente)


class Componente(Validita, Tracciato):
    """An account that takes part for a seat, or as a guest. Dated; substitutes and guests have an end."""

    contenuto_pubblico = False

    class Ruolo(models.TextChoices):
        """What the account may do."""

        TITOLARE = "titolare", _("titolare")
        SUPPLENTE = "supplente", _("supplente, in sola lettura")
        OSPITE = "ospite", _("ospite, in sola lettura")

    seggio = models.ForeignKey(
        Seggio, models.PROTECT, null=True, blank=True, related_name="componenti", verbose_name=_("seggio")
    )
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="nel_comitato", verbose_name=_("account")
    )
    ruolo = models.CharField(_("ruolo"), max_length=10, choices=Ruolo, default=Ruolo.TITOLARE)

    class Meta:
        verbose_name = _("componente")
        verbose_name_plural = _("componenti")
        ordering = ["seggio", "ruolo", "dal"]
        constraints = [
            *Validita.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ruolo="ospite") | Q(seggio__isnull=False),
                name="comitato_componente_seggio",
                violation_error_message=_("Titolari e supplenti siedono per un ente: scegli il seggio."),
            ),
            models.CheckConstraint(
                condition=Q(ruolo="titolare") | Q(al__isnull=False),
                name="comitato_componente_fine",
                violation_error_message=_("Per supplenti e ospiti scrivi fino a quando."),
            ),
            SenzaSovrapposizioni(
                campi=["utente"],
                name="comitato_componente_uno_per_account",
                violation_error_message=_("Questo account è già nel Comitato in questi giorni."),
            ),
        ]

    def __str__(self):
        return f"{self.utente} · {self.seggio or self.get_ruolo_display()}"


class Adempimento(Provenienza, Dimostrabile, Tracciato):
    """A duty of the year: what the Comitato has to do by a day, and which body sees to it."""

    contenuto_pubblico = False

    titolo = models.CharField(_("che cosa"), max_length=200)
    giorno = models.DateField(_("entro il"), db_index=True)
    ente = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chi se ne occupa"),
    )
    ogni_anno = models.BooleanField(_("ogni anno"), default=False)
    fatto_il = models.DateField(_("fatto il"), null=True, blank=True)

    class Meta:
        verbose_name = _("adempimento")
        verbose_name_plural = _("calendario degli adempimenti")
        ordering = ["giorno", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["titolo", "giorno"],
                name="comitato_adempimento_unico",
                violation_error_message=_("Questo adempimento c'è già."),
            )
        ]

    def __str__(self):
        return self.titolo
