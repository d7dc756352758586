"""What the topics share: the period, the questions each answers, where a comune is."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from newsletter.voci import Voce
from territorio.models import AppartenenzaAmbito


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


def ambiti_dei_comuni(comuni, adesso):
    """Return {comune: {ambito}} of the day, keys."""
    righe = AppartenenzaAmbito.objects.al(timezone.localdate(adesso)).filter(comune__in=comuni - {None})
    return {comune: {ambito} for comune, ambito in righe.values_list("comune", "ambito")}
