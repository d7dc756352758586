"""Where the items come from: for each topic, what citizens may read, what is still good, what is new.

A row is never read but through ``leggibili``: a draft, or what was taken away, is in no number.
"""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from core.templatetags.formati import con_articolo
from imprese.models import Percorso
from newsletter.models import Argomento
from newsletter.voci import Voce
from progetti.avvisi.quando import in_parole as istante_in_parole
from progetti.models import Avviso
from redazione.eventi.parole import quando as data_in_parole
from redazione.models import DataEvento, Evento, Notizia
from servizi.models import Servizio
from territorio.models import AppartenenzaAmbito

ORIZZONTE = timedelta(days=60)  # events further away than this from the end of the period wait for later


def istanti(numero):
    """Return (begins, ends) of the period of a number: aware, the end excluded."""
    giorni = numero.dal, numero.al + timedelta(days=1)
    return tuple(timezone.make_aware(datetime.combine(giorno, time.min)) for giorno in giorni)


class Fonte:
    """The items of a topic. ``adesso`` is always the instant of who reads."""

    argomento = None

    def leggibili(self, adesso):
        """Return the rows whose page citizens may open."""
        raise NotImplementedError

    def attuali(self, adesso):
        """Return the readable rows that are still worth telling: not over, not closed."""
        return self.leggibili(adesso)

    def del_periodo(self, numero, adesso):
        """Return the rows to propose for a number, in order."""
        raise NotImplementedError

    def voci(self, righe, adesso):
        """Return the ``Voce`` of each row, in few queries."""
        raise NotImplementedError

    def _voce(self, riga, testo, quando="", ambiti=()):
        return Voce(
            self.argomento,
            riga.pk,
            str(riga),
            testo,
            quando,
            riga.get_absolute_url(),
            frozenset(ambiti),
            riga.dimostrativo,
        )


class Notizie(Fonte):
    """News that came out in the period."""

    argomento = Argomento.NOTIZIE

    def leggibili(self, adesso):
        """Return the news out at ``adesso``."""
        return Notizia.objects.pubblicati(adesso)

    def del_periodo(self, numero, adesso):
        """Return those that came out in the period, the last first."""
        inizio, fine = istanti(numero)
        return self.attuali(adesso).filter(pubblica_dal__gte=inizio, pubblica_dal__lt=fine).per_uscita()

    def voci(self, righe, adesso):
        """Return the items; an ambito is what the news says it is about."""
        righe = righe.prefetch_related("ambiti")
        return [self._voce(r, r.sommario, ambiti=[a.pk for a in r.ambiti.all()]) for r in righe]


class Eventi(Fonte):
    """Events not called off that have a date to come."""

    argomento = Argomento.EVENTI

    def leggibili(self, adesso):
        """Return the events out at ``adesso``."""
        return Evento.objects.pubblicati(adesso)

    def attuali(self, adesso):
        """Return those to go to."""
        return self.leggibili(adesso).filter(self._ha_date(adesso), stato="pubblicato")

    def del_periodo(self, numero, adesso):
        """Return those with a date that begins within ``ORIZZONTE`` of the period, the nearest first."""
        entro = istanti(numero)[1] + ORIZZONTE
        prossima = _date(adesso).filter(evento=OuterRef("pk")).order_by("inizio").values("inizio")[:1]
        righe = self.attuali(adesso).filter(self._ha_date(adesso, inizio__lt=entro))
        return righe.annotate(prossima=Subquery(prossima)).order_by("prossima", "pk")

    def voci(self, righe, adesso):
        """Return the items with their next date; the ambito is the one of the comune where it is held."""
        righe = list(
            righe.select_related("comune").prefetch_related(
                Prefetch("date", _date(adesso).order_by("inizio"), to_attr="da_venire")
            )
        )
        dove = _ambiti_dei_comuni({riga.comune_id for riga in righe}, adesso)
        return [
            self._voce(
                r,
                r.sommario,
                ", ".join(filter(None, [*(data_in_parole(d) for d in r.da_venire[:1]), r.dove])),
                dove.get(r.comune_id, ()),
            )
            for r in righe
        ]

    def _ha_date(self, adesso, **limiti):
        return Exists(_date(adesso).filter(evento=OuterRef("pk"), **limiti))


class Corsi(Fonte):
    """Courses for firms that take enrolments."""

    argomento = Argomento.CORSI

    def leggibili(self, adesso):
        """Return the published courses, with their dates."""
        return Percorso.objects.pubblicati()

    def attuali(self, adesso):
        """Return those one can still enrol in: as ``imprese.formazione.iscrizioni.aperte`` says."""
        senza_termine = Q(iscrizioni_fino__isnull=True) | Q(iscrizioni_fino__gt=adesso)
        return self.leggibili(adesso).filter(senza_termine, inizia__gt=adesso)

    def del_periodo(self, numero, adesso):
        """Return those open now, the first to begin first."""
        return self.attuali(adesso).order_by("inizia", "pk")

    def voci(self, righe, adesso):
        """Return the items with their first day; the ambito is the one of the comune where it is held."""
        righe = list(righe)
        dove = _ambiti_dei_comuni({riga.comune_id for riga in righe}, adesso)
        return [
            self._voce(
                r,
                r.sommario,
                _("Comincia %(giorno)s") % {"giorno": con_articolo(timezone.localdate(r.inizia))},
                dove.get(r.comune_id, ()),
            )
            for r in righe
        ]


class Avvisi(Fonte):
    """Public calls open now: they are for the whole territory."""

    argomento = Argomento.AVVISI

    def leggibili(self, adesso):
        """Return the published calls."""
        return Avviso.objects.pubblicati()

    def attuali(self, adesso):
        """Return the open ones."""
        return self.leggibili(adesso).aperti(adesso)

    def del_periodo(self, numero, adesso):
        """Return those open now, the first to close first."""
        return self.attuali(adesso).per_elenco()

    def voci(self, righe, adesso):
        """Return the items with the instant each closes."""
        return [self._voce(r, r.sintesi, self._chiude(r)) for r in righe]

    def _chiude(self, avviso):
        if avviso.chiude_il is None:
            return ""
        return _("Chiude %(quando)s") % {
            "quando": istante_in_parole(avviso.chiude_il, con_ora=avviso.ore_note)
        }


class Servizi(Fonte):
    """Services that came into the lists in the period."""

    argomento = Argomento.SERVIZI

    def leggibili(self, adesso):
        """Return the services that are no drafts."""
        return Servizio.objects.pubblicati()

    def attuali(self, adesso):
        """Return those in the lists of the day."""
        return Servizio.objects.in_elenco(timezone.localdate(adesso))

    def del_periodo(self, numero, adesso):
        """Return those whose first version that is no draft was written in the period, by title."""
        inizio, fine = istanti(numero)
        versioni = Servizio.history.model.objects.filter(id=OuterRef("pk")).exclude(stato="bozza")
        uscita = Subquery(versioni.order_by("history_date").values("history_date")[:1])
        righe = self.attuali(adesso).annotate(uscito_il=Coalesce(uscita, "creato_il"))
        return righe.filter(uscito_il__gte=inizio, uscito_il__lt=fine).order_by("titolo", "pk")

    def voci(self, righe, adesso):
        """Return the items; the ambiti are those of the area served."""
        righe = list(righe.prefetch_related("aree"))
        comuni = {area.comune_id for riga in righe for area in riga.aree.all()}
        dove = _ambiti_dei_comuni(comuni, adesso)
        return [self._voce(r, r.descrizione_breve, ambiti=self._ambiti(r, dove)) for r in righe]

    def _ambiti(self, servizio, dove):
        aree = servizio.aree.all()
        propri = {area.ambito_id for area in aree if area.ambito_id}
        return propri.union(*(dove.get(area.comune_id, ()) for area in aree))


FONTI = {fonte.argomento: fonte for fonte in (Notizie(), Eventi(), Corsi(), Avvisi(), Servizi())}


def _date(adesso):
    """Return the dates of events to go to: not over, not called off."""
    return DataEvento.objects.da_venire(adesso).filter(annullata=False)


def _ambiti_dei_comuni(comuni, adesso):
    """Return {comune: {ambito}} of the day, keys."""
    righe = AppartenenzaAmbito.objects.al(timezone.localdate(adesso)).filter(comune__in=comuni - {None})
    return {comune: {ambito} for comune, ambito in righe.values_list("comune", "ambito")}
