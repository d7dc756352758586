"""Questions about the register of members, right at any date."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from aderenti.nomi import persone_fisiche
from core.models.basi import ValiditaQuerySet
from territorio.models import AppartenenzaAmbito


class OrganizzazioneQuerySet(models.QuerySet):
    """Organisations: members of the Rete, bodies still to confirm, and those that left."""

    def con_stato(self, data=None):
        """Annotate ``stato_adesione``: the last adhesion event up to ``data`` (today), None if none."""
        from aderenti.models import EventoAdesione

        eventi = EventoAdesione.objects.filter(
            organizzazione=OuterRef("pk"), data__lte=data or timezone.localdate()
        ).order_by("-data", "-pk")
        return self.annotate(stato_adesione=Subquery(eventi.values("tipo")[:1]))

    def attivi(self, data=None):
        """Members of the Rete on ``data`` (default: today): adhesion accepted, confirmed or resumed."""
        from aderenti.models import EventoAdesione

        return self.con_stato(data).filter(stato_adesione__in=EventoAdesione.Tipo.attivi())

    def pubblicati(self):
        """Members that citizens may see: those active today."""
        return self.attivi()

    def con_scheda(self):
        """Annotate ``pubblica``: whether the body has a public sheet to link to (a member today)."""
        return self.annotate(pubblica=Exists(self.model.objects.pubblicati().filter(pk=OuterRef("pk"))))

    def nell_ambito(self, ambito, data=None):
        """Bodies that work in ``ambito`` or have their seat in one of its comuni of ``data`` (today)."""
        comuni = AppartenenzaAmbito.objects.al(data).filter(ambito=ambito).values("comune")
        dove = self.model.ambiti.through.objects.filter(ambito=ambito).values("organizzazione")
        return self.filter(Q(pk__in=dove) | Q(comune__in=comuni))

    def di(self, utente):
        """Bodies whose pages ``utente`` may work on today: an access in force, nothing else."""
        accessi = self.model._meta.get_field("accessi").related_model.objects
        return self.filter(pk__in=accessi.attivi().filter(utente=utente).values("organizzazione"))

    def senza_referente(self):
        """Bodies that nobody can write for: no access in force."""
        accessi = self.model._meta.get_field("accessi").related_model.objects
        return self.exclude(pk__in=accessi.attivi().values("organizzazione"))

    def da_confermare(self):
        """Bodies with no adhesion event at all: seen by staff alone until ATS confirms them."""
        return self.con_stato().filter(stato_adesione__isnull=True)


class PresenzaQuerySet(ValiditaQuerySet):
    """Rows that say in what a body takes part (field ``organizzazione``), with their days."""

    def con_organizzazione(self):
        """Add the body in the same query, and annotate ``pubblica``: whether it has a sheet to link to.

        Its legal form comes too: whether the body may be named depends on it. The address of a sheet holds
        the name, so a natural person's firm is not linked.
        """
        organizzazioni = self.model.organizzazione.field.related_model.objects
        scheda = organizzazioni.pubblicati().filter(pk=OuterRef("organizzazione")).exclude(persone_fisiche())
        return self.select_related("organizzazione__forma_giuridica").annotate(pubblica=Exists(scheda))

    def di_persone_fisiche(self):
        """Rows of natural persons' firms: their names are not published."""
        return self.filter(persone_fisiche("organizzazione__"))
