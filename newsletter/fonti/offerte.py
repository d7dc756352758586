"""What one may ask for: courses, calls, new services."""

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from core.templatetags.formati import con_articolo
from imprese.models import Percorso
from newsletter.fonti.base import Fonte, ambiti_dei_comuni, istanti
from newsletter.models import Argomento
from progetti.avvisi.quando import in_parole as istante_in_parole
from progetti.models import Avviso
from servizi.models import Servizio


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
        dove = ambiti_dei_comuni({riga.comune_id for riga in righe}, adesso)
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
        dove = ambiti_dei_comuni(comuni, adesso)
        return [self._voce(r, r.descrizione_breve, ambiti=self._ambiti(r, dove)) for r in righe]

    def _ambiti(self, servizio, dove):
        aree = servizio.aree.all()
        propri = {area.ambito_id for area in aree if area.ambito_id}
        return propri.union(*(dove.get(area.comune_id, ()) for area in aree))
