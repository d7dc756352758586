"""Evaluation: grids as data, conflicts of interest, private scores, final ones, the frozen ranking."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from comitato.models.composizione import Componente
from comitato.models.sedute import Seduta
from core.models.basi import Dimostrabile, Provenienza, Tracciato
from core.vincoli import Divieto, Immutabile
from piani.models import Piano
from progetti.models import Avviso, Candidatura, Progetto

PUNTI = {"max_digits": 6, "decimal_places": 2}
OLTRE_IL_MASSIMO = (
    "NEW.punti > (SELECT c.punti_massimi FROM comitato_criterio c WHERE c.id = NEW.criterio_id)"
)


class Griglia(Provenienza, Dimostrabile, Tracciato):
    """A grid of criteria with weights. None is built in: those in use come from the acts of each call."""

    contenuto_pubblico = False

    titolo = models.CharField(_("titolo"), max_length=200, unique=True)
    spiegazione = models.TextField(_("come si usa"), blank=True)

    class Meta:
        verbose_name = _("griglia di valutazione")
        verbose_name_plural = _("griglie di valutazione")
        ordering = ["titolo"]

    def __str__(self):
        return self.titolo


class Criterio(models.Model):
    """A criterion: what is looked at, the points it gives at most, its weight, the least it must reach."""

    contenuto_pubblico = False

    griglia = models.ForeignKey(Griglia, models.CASCADE, related_name="criteri", verbose_name=_("griglia"))
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    titolo = models.CharField(_("criterio"), max_length=200)
    descrizione = models.TextField(_("che cosa si guarda"), blank=True)
    punti_massimi = models.DecimalField(_("punti al massimo"), **PUNTI)
    peso = models.DecimalField(_("peso"), max_digits=5, decimal_places=2, default=1)
    soglia = models.DecimalField(_("punti minimi"), null=True, blank=True, **PUNTI)

    class Meta:
        verbose_name = _("criterio")
        verbose_name_plural = _("criteri")
        ordering = ["griglia", "ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["griglia", "titolo"],
                name="comitato_criterio_unico",
                violation_error_message=_("Questo criterio c'è già nella griglia."),
            ),
            models.CheckConstraint(
                condition=Q(punti_massimi__gt=0, peso__gt=0),
                name="comitato_criterio_positivo",
                violation_error_message=_("Punti massimi e peso sono più di zero."),
            ),
            models.CheckConstraint(
                condition=Q(soglia__isnull=True) | Q(soglia__gte=0, soglia__lte=F("punti_massimi")),
                name="comitato_criterio_soglia",
                violation_error_message=_("I punti minimi stanno tra zero e i punti massimi."),
            ),
            Divieto(
                quando=(
                    "EXISTS (SELECT 1 FROM comitato_valutazione v WHERE v.griglia_id = NEW.griglia_id"
                    " AND v.aperta_il IS NOT NULL)"
                ),
                name="comitato_criterio_in_uso",
                violation_error_message=_("La griglia è già in uso: i criteri non si cambiano più."),
            ),
        ]

    def __str__(self):
        return self.titolo


class Valutazione(Dimostrabile, Tracciato):
    """The evaluation of the proposals of a call: who must declare, until when scores are given, the outcome.

    preparazione (declarations) → aperta (private scores) → chiusa (scores visible, reconciliation in meeting)
    → congelata (ranking fixed).
    """

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """Where it is."""

        PREPARAZIONE = "preparazione", _("dichiarazioni di conflitto")
        APERTA = "aperta", _("aperta ai punteggi")
        CHIUSA = "chiusa", _("chiusa, da riconciliare")
        CONGELATA = "congelata", _("graduatoria congelata")

    avviso = models.OneToOneField(
        Avviso, models.PROTECT, related_name="valutazione", verbose_name=_("avviso")
    )
    griglia = models.ForeignKey(
        Griglia, models.PROTECT, related_name="valutazioni", verbose_name=_("griglia")
    )
    soglia = models.DecimalField(_("punteggio minimo"), null=True, blank=True, **PUNTI)
    chiude_il = models.DateField(_("punteggi entro il"), null=True, blank=True)
    stato = models.CharField(
        _("stato"), max_length=15, choices=Stato, default=Stato.PREPARAZIONE, editable=False, db_index=True
    )
    aperta_il = models.DateTimeField(_("aperta il"), null=True, blank=True, editable=False)
    chiusa_il = models.DateTimeField(_("chiusa il"), null=True, blank=True, editable=False)
    motivo_chiusura = models.CharField(
        _("perché è chiusa senza tutti i punteggi"), max_length=300, blank=True, editable=False
    )
    congelata_il = models.DateTimeField(_("congelata il"), null=True, blank=True, editable=False)
    congelata_in = models.ForeignKey(
        Seduta,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="graduatorie",
        verbose_name=_("congelata nella seduta"),
    )

    class Meta:
        verbose_name = _("valutazione")
        verbose_name_plural = _("valutazioni")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stato="preparazione", aperta_il__isnull=True)
                | Q(stato="aperta", aperta_il__isnull=False, chiusa_il__isnull=True)
                | Q(
                    stato="chiusa",
                    aperta_il__isnull=False,
                    chiusa_il__isnull=False,
                    congelata_il__isnull=True,
                )
                | Q(stato="congelata", chiusa_il__isnull=False, congelata_il__isnull=False),
                name="comitato_valutazione_stato",
                violation_error_message=_("Lo stato della valutazione e le sue date non vanno d'accordo."),
            ),
            Immutabile(
                campi=["avviso", "griglia", "soglia"],
                quando="OLD.aperta_il IS NOT NULL",
                name="comitato_valutazione_regole",
                violation_error_message=_("La valutazione è aperta: griglia e soglia non si cambiano più."),
            ),
        ]

    def __str__(self):
        return str(self.avviso)


class DichiarazioneConflitto(models.Model):
    """What a member of the Comitato declared on one proposal before anything of it opened. Not rewritten."""

    contenuto_pubblico = False

    class Esito(models.TextChoices):
        """What was declared."""

        NESSUNO = "nessuno", _("nessun conflitto")
        CONFLITTO = "conflitto", _("in conflitto")

    candidatura = models.ForeignKey(
        Candidatura, models.PROTECT, related_name="dichiarazioni", verbose_name=_("proposta")
    )
    componente = models.ForeignKey(
        Componente, models.PROTECT, related_name="dichiarazioni", verbose_name=_("componente")
    )
    esito = models.CharField(_("dichiarazione"), max_length=10, choices=Esito)
    motivo = models.CharField(_("motivo"), max_length=300, blank=True)
    dichiarata_il = models.DateTimeField(_("dichiarata il"), auto_now_add=True)

    class Meta:
        verbose_name = _("dichiarazione di conflitto")
        verbose_name_plural = _("dichiarazioni di conflitto")
        ordering = ["candidatura", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "componente"],
                name="comitato_dichiarazione_una",
                violation_error_message=_("La dichiarazione su questa proposta c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(esito="nessuno") | ~Q(motivo=""),
                name="comitato_dichiarazione_motivo",
                violation_error_message=_("Scrivi quale conflitto c'è."),
            ),
        ]

    def __str__(self):
        return f"{self.componente}: {self.get_esito_display()}"


class SchedaPunteggio(Tracciato):
    """The scores of one member on one proposal: a private draft, then handed in. Never in the admin lists."""

    contenuto_pubblico = False

    candidatura = models.ForeignKey(
        Candidatura, models.PROTECT, related_name="schede_punteggio", verbose_name=_("proposta")
    )
    componente = models.ForeignKey(
        Componente, models.PROTECT, related_name="schede_punteggio", verbose_name=_("componente")
    )
    consegnata_il = models.DateTimeField(_("consegnata il"), null=True, blank=True)

    class Meta:
        verbose_name = _("scheda dei punteggi")
        verbose_name_plural = _("schede dei punteggi")
        ordering = ["candidatura", "componente"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "componente"],
                name="comitato_scheda_punteggio_una",
                violation_error_message=_("La scheda di questa proposta c'è già."),
            ),
            Divieto(
                quando=(
                    "EXISTS (SELECT 1 FROM comitato_dichiarazioneconflitto d WHERE d.esito = 'conflitto'"
                    " AND d.candidatura_id = NEW.candidatura_id AND d.componente_id = NEW.componente_id)"
                    " OR EXISTS (SELECT 1 FROM progetti_candidatura c"
                    " JOIN progetti_partnerprogetto p ON p.progetto_id = c.progetto_id"
                    " JOIN comitato_seggio g ON g.ente_id = p.organizzazione_id"
                    " JOIN comitato_componente k ON k.seggio_id = g.id"
                    " WHERE c.id = NEW.candidatura_id AND k.id = NEW.componente_id)"
                ),
                name="comitato_scheda_punteggio_conflitto",
                violation_error_message=_("Chi è in conflitto di interessi non dà punti."),
            ),
            Divieto(
                quando=(
                    "NOT EXISTS (SELECT 1 FROM progetti_candidatura c"
                    " JOIN comitato_valutazione v ON v.avviso_id = c.avviso_id"
                    " WHERE c.id = NEW.candidatura_id AND v.stato = 'aperta')"
                ),
                name="comitato_scheda_punteggio_aperta",
                violation_error_message=_("La valutazione non è aperta: i punteggi non si scrivono."),
            ),
            Divieto(
                quando=(
                    "NEW.consegnata_il IS NOT NULL AND EXISTS (SELECT 1 FROM comitato_schedapunteggio s"
                    " JOIN comitato_componente k ON k.id = s.componente_id"
                    " JOIN comitato_seggio g ON g.id = k.seggio_id"
                    " JOIN comitato_seggio mio ON mio.ente_id = g.ente_id"
                    " JOIN comitato_componente io ON io.seggio_id = mio.id"
                    " WHERE io.id = NEW.componente_id AND s.candidatura_id = NEW.candidatura_id"
                    " AND s.componente_id <> NEW.componente_id AND s.consegnata_il IS NOT NULL)"
                ),
                name="comitato_scheda_punteggio_un_ente",
                violation_error_message=_("L'ente ha già consegnato i punteggi di questa proposta."),
            ),
        ]

    def __str__(self):
        return f"{self.candidatura} · {self.componente}"


class Punteggio(models.Model):
    """The points given to a criterion, with the reason."""

    contenuto_pubblico = False

    scheda = models.ForeignKey(
        SchedaPunteggio, models.CASCADE, related_name="punteggi", verbose_name=_("scheda")
    )
    criterio = models.ForeignKey(Criterio, models.PROTECT, related_name="+", verbose_name=_("criterio"))
    punti = models.DecimalField(_("punti"), null=True, blank=True, **PUNTI)
    motivo = models.TextField(_("motivo"), blank=True)

    class Meta:
        verbose_name = _("punteggio")
        verbose_name_plural = _("punteggi")
        ordering = ["scheda", "criterio__ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheda", "criterio"],
                name="comitato_punteggio_uno",
                violation_error_message=_("Questo criterio ha già il suo punteggio."),
            ),
            models.CheckConstraint(
                condition=Q(punti__isnull=True) | Q(punti__gte=0),
                name="comitato_punteggio_positivo",
                violation_error_message=_("I punti non possono essere negativi."),
            ),
            Divieto(
                quando=OLTRE_IL_MASSIMO,
                name="comitato_punteggio_massimo",
                violation_error_message=_("I punti superano il massimo del criterio."),
            ),
            Divieto(
                quando=(
                    "NOT EXISTS (SELECT 1 FROM comitato_schedapunteggio s"
                    " JOIN progetti_candidatura c ON c.id = s.candidatura_id"
                    " JOIN comitato_valutazione v ON v.avviso_id = c.avviso_id"
                    " WHERE s.id = NEW.scheda_id AND v.stato = 'aperta')"
                ),
                name="comitato_punteggio_aperta",
                violation_error_message=_("La valutazione non è aperta: i punteggi non si scrivono."),
            ),
        ]

    def __str__(self):
        return f"{self.criterio}: {self.punti}"


class PunteggioFinale(models.Model):
    """The final points of a criterion, reconciled in a meeting, with what its minutes say."""

    contenuto_pubblico = False

    candidatura = models.ForeignKey(
        Candidatura, models.PROTECT, related_name="punteggi_finali", verbose_name=_("proposta")
    )
    criterio = models.ForeignKey(Criterio, models.PROTECT, related_name="+", verbose_name=_("criterio"))
    punti = models.DecimalField(_("punti"), **PUNTI)
    motivo = models.TextField(_("che cosa dice il verbale"))
    seduta = models.ForeignKey(
        Seduta, models.PROTECT, related_name="punteggi_finali", verbose_name=_("seduta")
    )

    class Meta:
        verbose_name = _("punteggio finale")
        verbose_name_plural = _("punteggi finali")
        ordering = ["candidatura", "criterio__ordine"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "criterio"],
                name="comitato_finale_uno",
                violation_error_message=_("Questo criterio ha già il punteggio finale."),
            ),
            models.CheckConstraint(
                condition=Q(punti__gte=0) & ~Q(motivo=""),
                name="comitato_finale_motivo",
                violation_error_message=_("Scrivi i punti, da zero in su, e il motivo che va nel verbale."),
            ),
            Divieto(
                quando=OLTRE_IL_MASSIMO,
                name="comitato_finale_massimo",
                violation_error_message=_("I punti superano il massimo del criterio."),
            ),
            Divieto(
                quando=(
                    "NOT EXISTS (SELECT 1 FROM progetti_candidatura c"
                    " JOIN comitato_valutazione v ON v.avviso_id = c.avviso_id"
                    " WHERE c.id = NEW.candidatura_id AND v.stato = 'chiusa')"
                ),
                name="comitato_finale_chiusa",
                violation_error_message=_(
                    "I punteggi finali si scrivono dopo la chiusura, prima della graduatoria."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.criterio}: {self.punti}"


class PostoGraduatoria(models.Model):
    """A place of the frozen ranking. Written once, with all the others, when it is frozen."""

    contenuto_pubblico = False

    class Esito(models.TextChoices):
        """What the score means."""

        IDONEA = "idonea", _("idonea")
        SOTTO_SOGLIA = "sotto_soglia", _("sotto il punteggio minimo")

    valutazione = models.ForeignKey(
        Valutazione, models.PROTECT, related_name="graduatoria", verbose_name=_("valutazione")
    )
    candidatura = models.OneToOneField(
        Candidatura, models.PROTECT, related_name="posto", verbose_name=_("proposta")
    )
    posizione = models.PositiveSmallIntegerField(_("posizione"))
    totale = models.DecimalField(_("punteggio"), max_digits=8, decimal_places=2)
    esito = models.CharField(_("esito"), max_length=15, choices=Esito)

    class Meta:
        verbose_name = _("posto in graduatoria")
        verbose_name_plural = _("graduatoria")
        ordering = ["valutazione", "posizione", "candidatura"]
        constraints = [
            Immutabile(
                campi=["valutazione", "candidatura", "posizione", "totale", "esito"],
                name="comitato_posto_immutabile",
                violation_error_message=_("Una graduatoria congelata non si cambia."),
            )
        ]

    def __str__(self):
        return f"{self.posizione}. {self.candidatura}"


class GiudizioProgetto(Dimostrabile, Tracciato):
    """The qualitative judgement of the Comitato on a running project, given in a meeting."""

    contenuto_pubblico = False

    class Livello(models.TextChoices):
        """How it goes."""

        BUONO = "buono", _("buono")
        ADEGUATO = "adeguato", _("adeguato")
        PARZIALE = "parziale", _("parziale")
        CRITICO = "critico", _("critico")

    progetto = models.ForeignKey(Progetto, models.CASCADE, related_name="giudizi", verbose_name=_("progetto"))
    seduta = models.ForeignKey(
        Seduta, models.PROTECT, null=True, blank=True, related_name="giudizi", verbose_name=_("seduta")
    )
    al = models.DateField(_("situazione al"))
    avanzamento = models.CharField(_("avanzamento"), max_length=10, choices=Livello)
    efficacia = models.CharField(_("efficacia"), max_length=10, choices=Livello)
    problemi = models.TextField(_("problemi"), blank=True)
    proposte = models.TextField(_("proposte"), blank=True)
    scritto_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("scritto da")
    )

    class Meta:
        verbose_name = _("giudizio su un progetto")
        verbose_name_plural = _("giudizi sui progetti")
        ordering = ["-al", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["progetto", "al"],
                name="comitato_giudizio_uno",
                violation_error_message=_("C'è già il giudizio di questo giorno."),
            ),
            models.CheckConstraint(
                condition=~(Q(avanzamento="critico") | Q(efficacia="critico")) | ~Q(problemi=""),
                name="comitato_giudizio_problemi",
                violation_error_message=_("Se il giudizio è critico scrivi quali problemi ci sono."),
            ),
        ]

    def __str__(self):
        return f"{self.progetto} · {self.al:%d/%m/%Y}"


class DomandaValutazione(Dimostrabile, Tracciato):
    """A question of the evaluation plan of a cycle: who answers, by when, what is done about it."""

    contenuto_pubblico = False

    piano = models.ForeignKey(
        Piano, models.PROTECT, related_name="domande_valutazione", verbose_name=_("ciclo")
    )
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    domanda = models.CharField(_("domanda"), max_length=300)
    valutatore = models.CharField(
        _("chi valuta"), max_length=200, blank=True, help_text=_("Un ente o un ufficio, non una persona.")
    )
    scade_il = models.DateField(_("risposta entro il"), null=True, blank=True)
    risposta = models.TextField(_("risposta"), blank=True)
    risposta_il = models.DateField(_("risposta del"), null=True, blank=True)
    seguito = models.TextField(
        _("che cosa ne fa la Rete"),
        blank=True,
        help_text=_("La risposta gestionale: che cosa cambia, chi, quando."),
    )

    class Meta:
        verbose_name = _("domanda di valutazione")
        verbose_name_plural = _("piano di valutazione")
        ordering = ["piano", "ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["piano", "domanda"],
                name="comitato_domanda_unica",
                violation_error_message=_("Questa domanda c'è già nel piano di valutazione."),
            ),
            models.CheckConstraint(
                condition=Q(risposta="", risposta_il__isnull=True)
                | ~Q(risposta="") & Q(risposta_il__isnull=False),
                name="comitato_domanda_risposta",
                violation_error_message=_("La risposta e la sua data vanno insieme."),
            ),
            models.CheckConstraint(
                condition=Q(seguito="") | ~Q(risposta=""),
                name="comitato_domanda_seguito",
                violation_error_message=_("Prima la risposta, poi che cosa ne fa la Rete."),
            ),
        ]

    def __str__(self):
        return self.domanda


class ValutazioneFinale(Dimostrabile, Tracciato):
    """The final evaluation of a project, both ways: of the Comitato on it, of its capofila on the Rete."""

    contenuto_pubblico = False

    class Verso(models.TextChoices):
        """Who judges whom."""

        DEL_COMITATO = "comitato", _("il Comitato sul progetto")
        DEL_CAPOFILA = "capofila", _("il capofila sulla Rete e su ATS")

    progetto = models.ForeignKey(
        Progetto, models.CASCADE, related_name="valutazioni_finali", verbose_name=_("progetto")
    )
    verso = models.CharField(_("chi valuta"), max_length=10, choices=Verso)
    ente = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("per conto di"),
    )
    risultati = models.PositiveSmallIntegerField(_("risultati (da 1 a 5)"))
    collaborazione = models.PositiveSmallIntegerField(_("collaborazione (da 1 a 5)"))
    ha_funzionato = models.TextField(_("che cosa ha funzionato"))
    da_migliorare = models.TextField(_("che cosa migliorare"))
    data = models.DateField(_("data"))
    seduta = models.ForeignKey(
        Seduta, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seduta")
    )
    scritta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("scritta da")
    )

    class Meta:
        verbose_name = _("valutazione finale")
        verbose_name_plural = _("valutazioni finali")
        ordering = ["progetto", "verso"]
        constraints = [
            models.UniqueConstraint(
                fields=["progetto", "verso"],
                name="comitato_valutazione_finale_una",
                violation_error_message=_("Questa valutazione finale c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(risultati__range=(1, 5), collaborazione__range=(1, 5)),
                name="comitato_valutazione_finale_voti",
                violation_error_message=_("I giudizi vanno da 1 a 5."),
            ),
        ]

    def __str__(self):
        return f"{self.progetto}: {self.get_verso_display()}"
