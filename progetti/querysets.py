"""Questions about projects."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from aderenti.nomi import nome_nelle_query
from aderenti.querysets import PresenzaQuerySet
from territorio.models import AppartenenzaAmbito


class ProgettoQuerySet(models.QuerySet):
    """Projects of the Rete."""

    def con_stato(self, data=None):
        """Annotate ``stato``: the last valid event that gives one, up to ``data`` (today); None if none.

        What a correction took back, even after ``data``, never counts: it did not happen.
        """
        eventi = self._eventi(data).exclude(tipo__in=_tipi().senza_stato()).order_by("-data", "-pk")
        return self.annotate(stato=Subquery(eventi.values("tipo")[:1]))

    def con_date(self, data=None):
        """Annotate the days that the valid events up to ``data`` (today) tell; None where no event tells.

        Events count in the order they were recorded, as the rules want: an extension may have been decided
        before what it extends. What a later correction took back never counts.

        ``inizio``: start of the activities. ``fine_iniziale``: the planned end first set. ``fine_prevista``:
        the planned end in force, after extensions. ``fine_effettiva``: end of the activities, or the day the
        project ended otherwise (rinuncia, decadenza, revoca).
        """
        tipi, eventi = _tipi(), self._eventi(data)
        con_fine = eventi.filter(nuova_fine__isnull=False)
        finiti = [tipi.CONCLUSA, tipi.RINUNCIA, tipi.DECADENZA, tipi.REVOCA]
        return self.annotate(
            inizio=Subquery(eventi.filter(tipo=tipi.AVVIATA).order_by("-pk").values("data")[:1]),
            fine_iniziale=Subquery(con_fine.order_by("pk").values("nuova_fine")[:1]),
            fine_prevista=Subquery(con_fine.order_by("-pk").values("nuova_fine")[:1]),
            fine_effettiva=Subquery(eventi.filter(tipo__in=finiti).order_by("data", "pk").values("data")[:1]),
        )

    def _eventi(self, data):
        """Return the valid events of the outer project, up to ``data`` (today)."""
        eventi = self.model.eventi.rel.related_model.objects.validi()
        return eventi.filter(progetto=OuterRef("pk"), data__lte=data or timezone.localdate())

    def nell_ambito(self, ambito, data=None):
        """Projects on ``ambito`` or on at least one of its comuni of ``data`` (today)."""
        comuni = AppartenenzaAmbito.objects.al(data).filter(ambito=ambito).values("comune")
        return self.filter(
            Q(pk__in=self.model.ambiti.through.objects.filter(ambito=ambito).values("progetto"))
            | Q(pk__in=self.model.comuni.through.objects.filter(comune__in=comuni).values("progetto"))
            | Q(alleanza__ambito=ambito)
        )

    def per_il_comune(self, comune, ambito):
        """Projects on ``comune``: those that name it, and those of its ``ambito`` that name no comune."""
        comuni = self.model.comuni.through.objects
        ambiti = self.model.ambiti.through.objects.filter(ambito=ambito).values("progetto")
        return self.filter(
            Q(pk__in=comuni.filter(comune=comune).values("progetto"))
            | (~Q(pk__in=comuni.values("progetto")) & (Q(pk__in=ambiti) | Q(alleanza__ambito=ambito)))
        )

    def pubblicati(self, data=None):
        """Projects citizens may see: from the financing on. Proposals, refused or not, are never shown.

        Who gave up before any financing stays a proposal.
        """
        tipi = _tipi()
        prima = [tipo for tipo in tipi.pubblici() if tipo != tipi.RINUNCIA]
        finanziato = Exists(self._eventi(data).filter(tipo__in=prima))
        return self.con_stato(data).filter(~Q(stato=tipi.RINUNCIA) | finanziato, stato__in=tipi.pubblici())

    def con_nome(self):
        """Load, in the same query, what the name, the cycle and the fund of a project need."""
        return self.select_related("alleanza__ambito", "alleanza__piano", "piano", "fondo")

    def per_elenco(self):
        """Load what a card shows, with the dates of ``con_date``.

        Annotate ``capofila``: the name to publish of the latest lead body, None when unknown.
        """
        from progetti.models import PartnerProgetto

        capofila = PartnerProgetto.objects.filter(progetto=OuterRef("pk"), ruolo="capofila").order_by(
            F("al").desc(nulls_first=True), F("dal").desc(nulls_last=True), "pk"
        )
        nome = Subquery(capofila.annotate(nome=nome_nelle_query("organizzazione__")).values("nome")[:1])
        return self.con_nome().con_date().prefetch_related("ambiti").annotate(capofila=nome)

    def con_persone_fisiche(self):
        """Projects with a natural person's firm among the partners: search engines are asked to stay out."""
        presenze = self.model.partner.rel.related_model.objects.di_persone_fisiche()
        return self.filter(pk__in=presenze.values("progetto"))

    def indicizzabili(self):
        """Projects citizens may see and search engines may list."""
        return self.pubblicati().exclude(pk__in=self.model.objects.con_persone_fisiche().values("pk"))


class PartnerQuerySet(PresenzaQuerySet):
    """Bodies in projects."""

    def pubblicati(self):
        """Rows of the projects citizens may see: a proposal is not known from its partners either."""
        from progetti.models import Progetto

        return self.filter(progetto__in=Progetto.objects.pubblicati().values("pk"))


class EventoProgettoQuerySet(models.QuerySet):
    """Events in the life of projects."""

    def validi(self):
        """Events that stand: no correction took them back, and they are no correction themselves."""
        return self.filter(correzioni=None, corregge=None)

    def pubblicati(self):
        """Events citizens may see: those that already happened, from the financing on.

        The steps of the selection and the dealings with the offices are never shown, nor is what a correction
        took back.
        """
        tipi = self.model.Tipo
        visibili = [*tipi.pubblici(), tipi.VARIAZIONE, tipi.PROROGA, tipi.REVOCA_PARZIALE]
        return self.validi().filter(data__lte=timezone.localdate(), tipo__in=visibili)


def _tipi():
    """Return the types of event: read when asked for, since the model reads this file."""
    from progetti.models import EventoProgetto

    return EventoProgetto.Tipo
