"""What the office tells: news and events."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Prefetch, Subquery

from newsletter.fonti.base import Fonte, ambiti_dei_comuni, istanti
from newsletter.models import Argomento
from redazione.eventi.parole import quando as data_in_parole
from redazione.models import DataEvento, Evento, Notizia

ORIZZONTE = timedelta(days=60)  # events further away than this from the end of the period wait for later


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
        dove = ambiti_dei_comuni({riga.comune_id for riga in righe}, adesso)
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


def _date(adesso):
    """Return the dates of events to go to: not over, not called off."""
    return DataEvento.objects.da_venire(adesso).filter(annullata=False)
