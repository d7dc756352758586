"""Questions about the territory, right at any date."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone


class AmbitoQuerySet(models.QuerySet):
    """Ambiti of the Piani di Zona."""

    def al(self, data=None):
        """Ambiti of the ATS della Montagna on ``data`` (default: today): eight in 2018, seven from 2019."""
        data = data or timezone.localdate()
        return self.filter(
            Q(appartenenza_dal__isnull=True) | Q(appartenenza_dal__lte=data),
            Q(appartenenza_al__isnull=True) | Q(appartenenza_al__gte=data),
        )


class ComuneQuerySet(models.QuerySet):
    """Comuni, those abolished included."""

    def al(self, data=None):
        """Comuni in an ambito of the ATS on ``data`` (today): 163 on 2018-12-31, 134 on 2019-01-01."""
        return self.filter(Exists(self._appartenenze(data)))

    def dell_ambito(self, ambito, data=None):
        """Comuni of ``ambito`` on ``data`` (default: today)."""
        return self.filter(Exists(self._appartenenze(data).filter(ambito=ambito)))

    def esistenti(self):
        """Comuni not abolished, in the territory today or in the past: the 163 of the reference data."""
        return self.filter(cessato_il__isnull=True)

    def _appartenenze(self, data):
        from territorio.models import AppartenenzaAmbito

        return AppartenenzaAmbito.objects.al(data).filter(comune=OuterRef("pk"))
