"""Putting a decision to the vote under an item of a meeting, mending its text, taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.models import Decisione, PuntoOdg, Seduta

SI_PROPONE = (Seduta.Stato.PREPARAZIONE, Seduta.Stato.CONVOCATA, Seduta.Stato.APERTA)


def blocca(seduta):
    """Return the meeting, its row locked: votes, outcomes and texts of one meeting go one at a time."""
    return Seduta.objects.select_for_update(of=("self",)).get(pk=getattr(seduta, "pk", seduta))


def da_votare(decisione):
    """Return the decision as it is now, its meeting locked; raise ValidationError when it was taken."""
    seduta = blocca(decisione.seduta_id)
    decisione = Decisione.objects.select_related("progetto").get(pk=decisione.pk)
    decisione.seduta = seduta
    if decisione.esito != Decisione.Esito.PROPOSTA:
        raise ValidationError(_("Questa decisione è già presa: non si cambia più."))
    return decisione


@transaction.atomic
def proponi(
    *, punto, titolo, testo, utente, progetto=None, avviso=None, riesame_entro=None, sostituisce=None
):
    """Write a decision to vote on under an item of the agenda; return it.

    ``riesame_entro``: by when a late project is looked at again. ``sostituisce``: a decision taken before.
    Raises ValidationError: a meeting that is over, a day of review in the past or without a project, a
    decision that cannot be replaced.
    """
    seduta = blocca(punto.seduta_id)
    if seduta.stato not in SI_PROPONE:
        raise ValidationError(_("La seduta è finita: proponi la decisione in un’altra."))
    punto = PuntoOdg.objects.get(pk=punto.pk)
    decisione = Decisione(punto=punto, seduta=seduta)
    return _scrivi(decisione, titolo, testo, progetto or punto.progetto, avviso, riesame_entro, sostituisce)


@transaction.atomic
def correggi(
    *, decisione, titolo, testo, utente, progetto=None, avviso=None, riesame_entro=None, sostituisce=None
):
    """Mend a decision; return it. Raises ValidationError as ``proponi``, or when somebody has voted."""
    decisione = _senza_voti(decisione)
    return _scrivi(decisione, titolo, testo, progetto, avviso, riesame_entro, sostituisce)


@transaction.atomic
def ritira(*, decisione, utente):
    """Take away a decision that nobody has voted on. Raises ValidationError when somebody has."""
    _senza_voti(decisione).delete()


def _senza_voti(decisione):
    decisione = da_votare(decisione)
    if decisione.voti.exists():
        raise ValidationError(_("Qualcuno ha già votato: il testo non si tocca più."))
    return decisione


def _scrivi(decisione, titolo, testo, progetto, avviso, riesame_entro, sostituisce):
    decisione.titolo, decisione.testo = titolo.strip(), testo.strip()
    decisione.progetto, decisione.avviso = progetto, avviso
    decisione.riesame_entro, decisione.sostituisce = riesame_entro, sostituisce
    if riesame_entro and progetto is None:
        raise ValidationError({"riesame_entro": _("Scegli anche il progetto da riesaminare.")})
    if riesame_entro and riesame_entro <= timezone.localdate():
        raise ValidationError({"riesame_entro": _("Scegli un giorno da domani in poi.")})
    if sostituisce is not None:
        _controlla_sostituita(decisione, sostituisce)
    decisione.full_clean()
    decisione.save()
    return decisione


def _controlla_sostituita(decisione, sostituita):
    if sostituita.esito != Decisione.Esito.APPROVATA:
        raise ValidationError({"sostituisce": _("Si sostituisce solo una decisione approvata.")})
    if sostituita.seduta.dimostrativo != decisione.seduta.dimostrativo:
        raise ValidationError({"sostituisce": _("I dati dimostrativi non si mescolano con quelli veri.")})
