"""Questions about the mail to many."""

from django.db import models
from django.db.models import Count, Q


class ComunicazioneQuerySet(models.QuerySet):
    """Mail of the office to many."""

    def con_esito(self):
        """Annotate how many addresses: ``inviate``, ``rifiutate``, ``in_attesa``, ``escluse``."""
        return self.annotate(
            **{
                nome: Count("destinatari", filter=Q(destinatari__stato=stato))
                for nome, stato in [
                    ("inviate", "inviata"),
                    ("rifiutate", "rifiutata"),
                    ("in_attesa", "in_coda"),
                    ("escluse", "esclusa"),
                ]
            }
        )

    def arrivate_a(self, *, indirizzo, enti):
        """Those for an address or for one of the bodies ``enti``; who was left out reads them too."""
        from comunicazioni.models import DestinatarioComunicazione

        righe = DestinatarioComunicazione.objects.filter(
            Q(indirizzo__iexact=indirizzo) | Q(organizzazione__in=enti)
        )
        return self.filter(pk__in=righe.values("comunicazione"))
