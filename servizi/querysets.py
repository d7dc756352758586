"""Questions about services."""

from django.db import models
from django.db.models import Case, Count, Exists, FilteredRelation, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from aderenti.recapiti import senza_recapito
from territorio.models import AppartenenzaAmbito

# Texts of the sheet that no card shows.
NON_IN_ELENCO = [
    "descrizione",
    "a_chi",
    "come_fare",
    "cosa_serve",
    "cosa_si_ottiene",
    "tempi_scadenze",
    "accesso",
    "condizioni",
    "accessibilita",
    "supporto_disabilita",
    "supporto_dsa",
    "nota",
]
# Recipients whose need a text of the sheet may tell, and which.
SOSTEGNI = {
    "MIN_DIS": "supporto_disabilita",
    "DISABILI": "supporto_disabilita",
    "MIN_DSA": "supporto_dsa",
}


class AreaServitaQuerySet(models.QuerySet):
    """Areas that services are for."""

    def dove_serve(self, servizio, data=None):
        """Areas with a comune of those of ``servizio``; ``data`` says which ambito a comune is in."""
        ambiti = servizio.aree.filter(ambito__isnull=False).values("ambito")
        comuni = servizio.aree.filter(comune__isnull=False).values("comune")
        oggi = AppartenenzaAmbito.objects.al(data)
        return self.filter(
            Q(ambito__in=ambiti)
            | Q(comune__in=comuni)
            | Q(ambito__in=oggi.filter(comune__in=comuni).values("ambito"))
            | Q(comune__in=oggi.filter(ambito__in=ambiti).values("comune"))
        )


class ServizioQuerySet(models.QuerySet):
    """Services of the Rete."""

    def pubblicati(self):
        """Services whose sheet citizens may open: all but drafts; expired ones carry a notice."""
        return self.exclude(stato="bozza")

    def in_elenco(self, data=None):
        """Services in lists and searches on ``data`` (today): active or suspended, not expired, not hidden.

        Said by what is left out: most services are in, and SQLite then walks them in the order of the title
        instead of gathering them by state to sort them.
        """
        fuori = Q(stato__in=["bozza", "chiuso"]) | Q(freschezza="nascosta")
        return self.filter(self._non_scaduti(data)).exclude(fuori)

    def da_ricontrollare(self, data=None):
        """Services whose sheet somebody must confirm on ``data`` (today): the check is due, or was missed.

        Active or suspended, not expired; never verified, or verified longer ago than their frequency and the
        limits of ATS say. The rules are read at once.
        """
        from servizi.freschezza.regole import dovuti

        mancati = Q(freschezza__in=["da_confermare", "nascosta"])
        return self.filter(self._non_scaduti(data), stato__in=["attivo", "sospeso"]).filter(
            dovuti(data or timezone.localdate()) | mancati
        )

    def da_telefonare(self, data=None):
        """Real services to confirm on ``data`` that e-mail did not help with: ATS calls.

        The ladder is at its end, or there is nobody to write to.
        """
        from servizi.models import PassoFreschezza

        alla_fine = PassoFreschezza.objects.in_corso().filter(passo="telefonata").values("servizio")
        muti = senza_recapito(data).values("pk")
        return (
            self.da_ricontrollare(data)
            .filter(dimostrativo=False, gestore__dimostrativo=False)
            .filter(Q(pk__in=alla_fine) | Q(gestore__in=muti))
        )

    def per_elenco(self):
        """Add, in the same query, what a card shows.

        Typology, group, body; ``luogo``: comune of the main door; ``costo_da`` and ``costo_unita``: the
        lowest fee of today (enrolment and meals only when there is no other), ``costi``: how many fees;
        ``con_isee``: whether one depends on the ISEE.
        """
        from servizi.models import SedeServizio, Tariffa

        porte = SedeServizio.objects.filter(servizio=OuterRef("pk")).order_by("-principale", "pk")
        accessoria = Case(When(unita__in=["iscrizione", "pasto"], then=1), default=0)
        tariffe = Tariffa.objects.al().filter(servizio=OuterRef("pk")).order_by(accessoria, "importo", "pk")
        numero = tariffe.order_by().values("servizio").annotate(numero=Count("pk")).values("numero")
        return (
            self.select_related("tipologia__gruppo", "gestore")
            .defer(*NON_IN_ELENCO)
            .annotate(
                luogo=Subquery(porte.values("sede__comune__nome")[:1]),
                costo_da=Subquery(tariffe.values("importo")[:1]),
                costo_unita=Subquery(tariffe.values("unita")[:1]),
                costi=Subquery(numero),
                con_isee=Exists(tariffe.filter(Q(isee_da__isnull=False) | Q(isee_a__isnull=False))),
            )
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

    def simili(self, servizio, quanti=4):
        """At most ``quanti`` services in the list today that may do instead of ``servizio``, best first.

        Those of its group, with what a card shows: first for who lives where it is for, then of its typology.
        They are chosen before their cards are read.
        """
        from servizi.models import AreaServita

        della_zona = AreaServita.objects.dove_serve(servizio).values("servizio")
        ordine = [
            Case(When(pk__in=della_zona, then=0), default=1),
            Case(When(tipologia=servizio.tipologia_id, then=0), default=1),
            "titolo",
            "pk",
        ]
        del_gruppo = self.in_elenco().filter(tipologia__gruppo=servizio.tipologia.gruppo_id)
        scelti = del_gruppo.exclude(pk=servizio.pk).order_by(*ordine).values("pk")[:quanti]
        return self.filter(pk__in=scelti).per_elenco().order_by(*ordine)

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

    def conta_per_comune(self, ambito, comuni):
        """Return {comune id: services for who lives there} for ``comuni``, which belong to ``ambito``."""
        from servizi.models import AreaServita

        ovunque = AreaServita.objects.filter(ambito=ambito).values("servizio")
        di_un_comune = Q(aree__comune__in=[comune.pk for comune in comuni]) & ~Q(pk__in=ovunque)
        aree = self.order_by().filter(Q(aree__ambito=ambito) | di_un_comune)
        conti = dict(aree.values_list("aree__comune").annotate(numero=Count("pk", distinct=True)))
        per_tutti = conti.pop(None, 0)
        return {comune.pk: per_tutti + conti.get(comune.pk, 0) for comune in comuni}

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

    def per_destinatari(self, code):
        """Services for the recipients ``code``; those for everyone (code TUTTI) are among them.

        Who looks for a disability or a learning difficulty also finds the sheets that tell their support.
        """
        righe = self.model.destinatari.through.objects.filter(destinatario__code__in=[code, "TUTTI"])
        condizione = Q(pk__in=righe.values("servizio"))
        if code in SOSTEGNI:
            condizione |= ~Q(**{SOSTEGNI[code]: ""})
        return self.filter(condizione)

    def nel_periodo(self, code, tutto_l_anno=False):
        """Services of the period ``code``; with ``tutto_l_anno`` also those of the whole year (ANNO_SOL)."""
        codici = [code, "ANNO_SOL"] if tutto_l_anno else [code]
        righe = self.model.periodi.through.objects.filter(periodo__code__in=codici)
        return self.filter(pk__in=righe.values("servizio"))

    def con_tempi(self):
        """Load what ``servizi.calendario`` reads: schedule, dated rows, periods, doors: 4 queries."""
        from servizi.models import Orario

        orari = Prefetch("orari", Orario.objects.select_related("periodo"))
        return self.prefetch_related(orari, "aperture", "periodi", "sedi_servizio")

    def aperti_adesso(self, istante=None):
        """Services open at ``istante`` (now), Europe/Rome, at one door at least. Reads the calendar at once.

        They are those whose ``giornata()`` has the instant in its hours, the last minute excluded; one
        whose hours are not known is not among them.
        """
        from servizi.calendario import Calendario
        from servizi.calendario.adesso import orari_adesso

        istante = timezone.localtime(istante)
        return self.filter(pk__in=orari_adesso(istante, Calendario.leggi()).values("servizio"))

    def _non_scaduti(self, data):
        return Q(valido_fino_al__isnull=True) | Q(valido_fino_al__gte=data or timezone.localdate())
