"""Questions about the published legal lists."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone


class ElencoPubblicatoQuerySet(models.QuerySet):
    """Publications of the legal lists."""

    def ultimi(self):
        """The publications in force: the latest of each kind and year."""
        simili = self.model.objects.filter(tipo=OuterRef("tipo")).filter(
            Q(anno=OuterRef("anno")) | Q(anno=None, tipo__in=self._senza_anno())
        )
        return self.filter(pk=Subquery(simili.order_by("-pubblicato_il", "-pk").values("pk")[:1]))

    def ultimo(self, tipo, anno=None):
        """Return the publication in force of a list, None when it was never published."""
        return self.filter(tipo=tipo, anno=anno).order_by("-pubblicato_il", "-pk").first()

    def da_aggiornare(self, oggi=None):
        """The publications in force older than the law allows on ``oggi`` (today).

        Every six months for Reg. 1303/2013, every four for Reg. 2021/1060; the list of a year is to be
        published again once, when the year is over.
        """
        from progetti.elenchi.scadenze import pubblicati_prima_del

        oggi = oggi or timezone.localdate()
        scaduti = Q(tipo="art27", pubblicato_il__year__lte=F("anno"), anno__lt=oggi.year)
        for tipo in self._senza_anno():
            scaduti |= Q(tipo=tipo, pubblicato_il__lt=pubblicati_prima_del(tipo, oggi))
        return self.ultimi().filter(scaduti)

    def _senza_anno(self):
        return [tipo for tipo in self.model.Tipo if tipo != self.model.Tipo.ART_27]
