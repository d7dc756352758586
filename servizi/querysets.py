"""Questions about services."""

from django.db import models
from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from territorio.models import AppartenenzaAmbito


class ServizioQuerySet(models.QuerySet):
    """Services of the Rete."""

    def pubblicati(self):
        """Services whose sheet citizens may open: all but drafts; expired ones carry a notice."""
        return self.exclude(stato="bozza")

    def in_elenco(self, data=None):
        """Services in lists and searches on ``data`` (today): active or suspended, not expired."""
        return self.filter(self._non_scaduti(data), stato__in=["attivo", "sospeso"])

    def per_elenco(self):
        """Add, in the same query, what a card shows: typology, body, place of the main door (``luogo``)."""
        from servizi.models import SedeServizio

        porte = SedeServizio.objects.filter(servizio=OuterRef("pk")).order_by("-principale", "pk")
        return self.select_related("tipologia__gruppo", "gestore").annotate(
            luogo=Subquery(porte.values("sede__comune__nome")[:1])
        )

    def scaduti(self, data=None):
        """Services whose ``valido_fino_al`` has passed on ``data`` (default: today)."""
        return self.filter(valido_fino_al__lt=data or timezone.localdate())

    def per_il_comune(self, comune, data=None):
        """Services for who lives in ``comune``: their area takes in it, or its ambito of the day.

        The door may be elsewhere. A service with a door in the comune but for another area is not among them.
        """
        from servizi.models import AreaServita

        ambiti = AppartenenzaAmbito.objects.al(data).filter(comune=comune).values("ambito")
        aree = AreaServita.objects.filter(Q(comune=comune) | Q(ambito__in=ambiti))
        return self.filter(pk__in=aree.values("servizio"))

    def nell_ambito(self, ambito, data=None):
        """Services for who lives in at least one comune of ``ambito``."""
        from servizi.models import AreaServita

        comuni = AppartenenzaAmbito.objects.al(data).filter(ambito=ambito).values("comune")
        aree = AreaServita.objects.filter(Q(ambito=ambito) | Q(comune__in=comuni))
        return self.filter(pk__in=aree.values("servizio"))

    def per_gruppo(self):
        """Return the groups of these services, in order: dicts of ``code``, ``label``, ``numero``."""
        gruppo = "tipologia__gruppo__"
        righe = self.order_by(f"{gruppo}ordine").values_list(f"{gruppo}code", f"{gruppo}label")
        return [
            {"code": code, "label": label, "numero": numero}
            for code, label, numero in righe.annotate(numero=Count("pk"))
        ]

    def conta_per_ambito(self, data=None):
        """Return {ambito id: services for who lives there on ``data``}, as ``nell_ambito`` lists them."""
        data = data or timezone.localdate()
        in_vigore = Q(aree__comune__appartenenze__dal__lte=data) & (
            Q(aree__comune__appartenenze__al__isnull=True) | Q(aree__comune__appartenenze__al__gte=data)
        )
        conti = (
            self.alias(dove=FilteredRelation("aree__comune__appartenenze", condition=in_vigore))
            .order_by()
            .values(dell_ambito=Coalesce("aree__ambito_id", "dove__ambito_id"))
            .annotate(numero=Count("pk", distinct=True))
        )
        return {conto["dell_ambito"]: conto["numero"] for conto in conti if conto["dell_ambito"]}

    def conta_per_comune(self, ambito, data=None):
        """Return {comune id: services for who lives there} for the comuni of ``ambito`` on ``data``."""
        from servizi.models import AreaServita

        comuni = AppartenenzaAmbito.objects.al(data).filter(ambito=ambito).values_list("comune", flat=True)
        ovunque = AreaServita.objects.filter(ambito=ambito).values("servizio")
        per_tutti = self.filter(pk__in=ovunque).count()
        conti = dict.fromkeys(comuni, per_tutti)
        altri = self.order_by().exclude(pk__in=ovunque).filter(aree__comune__in=list(conti))
        for comune, numero in altri.values_list("aree__comune").annotate(numero=Count("pk", distinct=True)):
            conti[comune] += numero
        return conti

    def con_sede_in(self, comune):
        """Services with a door in ``comune``."""
        from servizi.models import SedeServizio

        return self.filter(Exists(SedeServizio.objects.filter(servizio=OuterRef("pk"), sede__comune=comune)))

    def per_eta(self, mesi):
        """Services for a person of ``mesi`` completed months; those with no age limit are among them."""
        return self.filter(
            Q(eta_min_mesi__isnull=True) | Q(eta_min_mesi__lte=mesi),
            Q(eta_max_mesi__isnull=True) | Q(eta_max_mesi__gte=mesi),
        )

    def per_destinatari(self, destinatario):
        """Services for ``destinatario``; those for everyone (code TUTTI) are among them."""
        return self.filter(destinatari__code__in=[destinatario.code, "TUTTI"]).distinct()

    def _non_scaduti(self, data):
        return Q(valido_fino_al__isnull=True) | Q(valido_fino_al__gte=data or timezone.localdate())
