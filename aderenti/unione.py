"""Two records of the same body become one: history, links and old addresses are kept."""

from django.contrib.redirects.models import Redirect
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.models import EventoAdesione, Organizzazione
from aderenti.schede import SchedaOrganizzazione
from core.models import Proposta
from core.proposte import VoceRighe, ritira

# What the adhesion itself says is not moved like the rest: see _sposta_eventi.
EVENTI = "eventi_adesione"
MAI_COPIATE = ("denominazione", "logo", "logo_alt")


@transaction.atomic
def unisci(*, tieni, togli, utente):
    """Make ``togli`` a record of the past of ``tieni``; return the list of what could not be moved, in words.

    Everything that points at ``togli`` points at ``tieni``: services, places, Alleanze, projects, people,
    referents. A row that a rule does not let in twice stays where it is, and is in the list. Empty fields of
    ``tieni`` are filled. ``togli`` stays, with an event “fusa in” of today, out of the public register; its
    address leads to the other. Raises ValidationError for one record alone, or one merged already.
    """
    righe = Organizzazione.objects.select_for_update(of=("self",)).order_by("pk")
    per_pk = {riga.pk: riga for riga in righe.filter(pk__in=[tieni.pk, togli.pk])}
    tieni, togli = per_pk[tieni.pk], per_pk[togli.pk]
    _controlla(tieni, togli)
    for proposta in Proposta.objects.di(togli).aperte():
        ritira(proposta=proposta, autore=utente)
    rimaste = _sposta_righe(tieni, togli)
    _sposta_eventi(tieni, togli)
    _completa(tieni, togli)
    togli.accessi.filter(tolto_il=None).update(tolto_il=timezone.now(), tolto_da=utente)
    EventoAdesione.objects.create(
        organizzazione=togli,
        tipo=EventoAdesione.Tipo.FUSA_IN,
        data=timezone.localdate(),
        fusa_in=tieni,
        registrato_da=utente,
    )
    _reindirizza(togli, tieni)
    return rimaste


def relazioni():
    """Return the relations through which rows point at a body, but its events and past versions."""
    return [
        relazione
        for relazione in Organizzazione._meta.related_objects
        if relazione.get_accessor_name() not in (EVENTI, "fusioni_ricevute")
        and not relazione.related_model.__name__.startswith("Historical")
    ]


def _controlla(tieni, togli):
    if tieni.pk == togli.pk:
        raise ValidationError(_("Scegli due schede diverse."), code="una")
    for ente in (togli, tieni):
        ultimo = ente.eventi_adesione.order_by("data", "pk").last()
        if ultimo and ultimo.tipo == EventoAdesione.Tipo.FUSA_IN:
            raise ValidationError(
                _("%(ente)s è già unita a un’altra scheda."), code="fusa", params={"ente": ente}
            )
    if togli.eventi_adesione.filter(data__gt=timezone.localdate()).exists():
        raise ValidationError(
            _("%(ente)s ha un evento di adesione con una data futura: prima correggilo."),
            code="futuro",
            params={"ente": togli},
        )


def _sposta_righe(tieni, togli):
    rimaste = []
    for relazione in relazioni():
        campo = relazione.field
        if campo.many_to_many:
            for riga in getattr(togli, relazione.get_accessor_name()).all():
                getattr(riga, campo.name).add(tieni)
                getattr(riga, campo.name).remove(togli)
            continue
        for riga in relazione.related_model._base_manager.filter(**{campo.name: togli}):
            setattr(riga, campo.name, tieni)
            if not _salva(riga, campo.name):
                rimaste.append(f"{riga._meta.verbose_name}: {riga}")
    return rimaste


def _salva(riga, campo):
    """Save one field; return whether the rules let the row in."""
    try:
        with transaction.atomic():
            riga.save(update_fields=[campo])
    except IntegrityError:
        return False
    return True


def _sposta_eventi(tieni, togli):
    """Move the events that leave the state of ``tieni`` as it is today: past counts then count it once."""
    ultimo = tieni.eventi_adesione.order_by("data", "pk").last()
    gia = set(tieni.eventi_adesione.values_list("tipo", "data"))
    for evento in togli.eventi_adesione.all():
        if (evento.tipo, evento.data) in gia:
            evento.delete()
        elif ultimo is None or evento.data < ultimo.data:
            evento.organizzazione = tieni
            evento.save(update_fields=["organizzazione"])


def _completa(tieni, togli):
    """Fill what is empty in ``tieni`` with what ``togli`` says; the codice fiscale is of one of the two."""
    codice, togli.codice_fiscale = togli.codice_fiscale, ""
    togli.save(update_fields=["codice_fiscale"])
    if not tieni.codice_fiscale:
        tieni.codice_fiscale = codice
    for voce in SchedaOrganizzazione.voci:
        campo = Organizzazione._meta.get_field(voce.campo) if not isinstance(voce, VoceRighe) else None
        if campo is None or campo.many_to_many or campo.name in MAI_COPIATE:
            continue
        if getattr(tieni, campo.attname) in (None, ""):
            setattr(tieni, campo.attname, getattr(togli, campo.attname))
    tieni.save()
    tieni.ambiti.add(*togli.ambiti.all())


def _reindirizza(togli, tieni):
    """Send the old address to the new one for good, and the addresses that led to the old one with it."""
    vecchio, nuovo = togli.get_absolute_url(), tieni.get_absolute_url()
    Redirect.objects.filter(new_path=vecchio).update(new_path=nuovo)
    Redirect.objects.update_or_create(site_id=1, old_path=vecchio, defaults={"new_path": nuovo})


def che_cosa_si_sposta(togli):
    """Return [(plural name, how many)] of the rows that point at a body, for who decides."""
    conti = []
    for relazione in relazioni():
        if isinstance(relazione, models.ManyToManyRel):
            numero = getattr(togli, relazione.get_accessor_name()).count()
        else:
            numero = relazione.related_model._base_manager.filter(**{relazione.field.name: togli}).count()
        if numero:
            conti.append((str(relazione.related_model._meta.verbose_name_plural), numero))
    return conti
