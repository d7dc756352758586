"""Questions about public calls."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

SETTIMANA = timedelta(days=7)


class AvvisoQuerySet(models.QuerySet):
    """Public calls. Their state is not written: it is read from dates and hours."""

    def pubblicati(self):
        """Calls that citizens may see."""
        return self.filter(pubblicato=True)

    def con_stato(self, adesso=None):
        """Annotate ``stato`` (``Avviso.Stato``) at the instant ``adesso`` (now).

        A call opens at the very instant ``apre_il`` and is closed at the very instant ``chiude_il``. While it
        takes proposals it is open, even if a first outcome is out (assignment by order of arrival).
        """
        adesso = adesso or timezone.now()
        stato, oggi = self.model.Stato, timezone.localdate(adesso)
        return self.annotate(
            stato=Case(
                When(apre_il__lte=adesso, chiude_il__gt=adesso, then=Value(stato.APERTO)),
                When(apre_il__gt=adesso, then=Value(stato.IN_ARRIVO)),
                When(esito_pubblicato_il__lte=oggi, then=Value(stato.ESITO)),
                When(chiude_il__lte=adesso, then=Value(stato.CHIUSO)),
                When(apre_il__lte=adesso, then=Value(stato.APERTO)),
                default=Value(stato.NON_NOTE),
                output_field=models.CharField(),
            )
        )

    def aperti(self, adesso=None):
        """Calls that take proposals at the instant ``adesso`` (now): opened, and not closed yet."""
        return self.con_stato(adesso).filter(stato=self.model.Stato.APERTO)

    def in_arrivo(self, adesso=None):
        """Calls that have an opening date which is still to come."""
        return self.con_stato(adesso).filter(stato=self.model.Stato.IN_ARRIVO)

    def chiusi(self, adesso=None):
        """Calls whose closing is past, with or without an outcome."""
        return self.filter(chiude_il__lte=adesso or timezone.now())

    def senza_esito(self, adesso=None):
        """Closed calls whose outcome is not public yet."""
        return self.con_stato(adesso).filter(stato=self.model.Stato.CHIUSO)

    def per_elenco(self):
        """Order as citizens look: open (first to close first), to come (first to open), then the others.

        Needs ``con_stato()``. Loads what a card shows.
        """
        stato = self.model.Stato
        posto = Case(When(stato=stato.APERTO, then=0), When(stato=stato.IN_ARRIVO, then=1), default=2)
        aperti = Case(When(stato=stato.APERTO, then="chiude_il"), When(stato=stato.IN_ARRIVO, then="apre_il"))
        finiti = Case(When(Q(stato=stato.CHIUSO) | Q(stato=stato.ESITO), then="chiude_il"))
        return self.select_related("piano", "fondo").order_by(
            posto, aperti.asc(nulls_last=True), finiti.desc(nulls_last=True), "code"
        )


class IscrizioneAvvisiQuerySet(models.QuerySet):
    """E-mail addresses to tell when a call opens."""

    def confermate(self):
        """Those that whoever reads the address has confirmed."""
        return self.filter(confermata_il__isnull=False)

    def dimenticate(self, adesso):
        """Those that nobody has confirmed in a week."""
        return self.filter(confermata_il=None, creata_il__lt=adesso - SETTIMANA)
