"""An uploaded table becomes changes: tried first, shown, then all of them or none."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.fogli.lettura import Foglio, leggi
from core.fogli.limiti import FoglioError
from core.fogli.tabelle import RigheSbagliateError
from core.importazione import Errore
from core.models import Caricamento
from core.proposte import CambiatoNelFrattempo

CONSERVAZIONE = timedelta(days=7)
CAMBI = 500  # rows that change something, in one go


@dataclass(frozen=True)
class Ricezione:
    """What a table is received into: ``tabella``; ``oggetti``, a queryset of the sheets it may change.

    ``scrivi(cambio, utente)`` carries out one change; it raises ValidationError or CambiatoNelFrattempo.
    ``avvisa(cambi)`` adds to each change what to say of it in the preview.
    """

    nome: str
    titolo: str
    tabella: object
    oggetti: object
    scrivi: object
    ambito: str = ""
    avvisa: object = None

    def caricamenti(self, utente):
        """Return the uploads of ``utente`` that wait to be confirmed here."""
        return Caricamento.objects.filter(
            tabella=self.nome, ambito=self.ambito, utente=utente, applicato_il=None
        )


def carica(*, file, ricezione, utente):
    """Read, try and keep an uploaded table; return its ``Caricamento``, with the errors there are.

    Nothing of it is written. Raises FoglioError when the file cannot be read at all.
    """
    foglio = leggi(file)
    caricamento = Caricamento(
        tabella=ricezione.nome,
        ambito=ricezione.ambito,
        nome_file=str(file.name)[:150],
        foglio={"intestazioni": foglio.intestazioni, "righe": foglio.righe},
        utente=utente,
    )
    try:
        cambi = cambi_di(caricamento, ricezione)
        if len(cambi) > CAMBI:
            raise FoglioError(
                _("Il foglio cambia %(n)s righe: al massimo %(max)s alla volta.")
                % {"n": len(cambi), "max": CAMBI}
            )
        caricamento.base = {str(c.oggetto.pk): c.base for c in cambi if c.oggetto}
        with transaction.atomic():
            errori = scrivi_tutti(cambi, ricezione.scrivi, _titoli(ricezione.tabella), utente)
            transaction.set_rollback(True)
    except RigheSbagliateError as sbagliate:
        errori = sbagliate.errori
    caricamento.errori = [[errore.riga, errore.colonna, errore.messaggio] for errore in errori]
    caricamento.save()
    return caricamento


def cambi_di(caricamento, ricezione):
    """Return the changes that the table would make now; raise RigheSbagliateError."""
    righe = [tuple(riga) for riga in caricamento.foglio["righe"]]
    foglio = Foglio(caricamento.foglio["intestazioni"], righe)
    cambi = ricezione.tabella.leggi(foglio, ricezione.oggetti)
    if ricezione.avvisa:
        ricezione.avvisa(cambi)
    return cambi


@transaction.atomic
def applica(*, caricamento, ricezione, utente):
    """Carry out an upload without errors: all its changes, or none; return how many.

    Raises RigheSbagliateError, and writes nothing, when a row is refused or has changed since the preview;
    Caricamento.DoesNotExist when the upload was carried out already, or is somebody else's.
    """
    caricamento = ricezione.caricamenti(utente).select_for_update().get(pk=caricamento.pk, errori=[])
    cambi = cambi_di(caricamento, ricezione)
    for cambio in cambi:
        if cambio.oggetto:
            cambio.base |= caricamento.base.get(str(cambio.oggetto.pk), {})
    errori = scrivi_tutti(cambi, ricezione.scrivi, _titoli(ricezione.tabella), utente)
    if errori:
        raise RigheSbagliateError(errori)
    caricamento.applicato_il = timezone.now()
    caricamento.save(update_fields=["applicato_il"])
    return len(cambi)


def elimina_caricamenti(*, adesso=None):
    """Delete the uploads older than ``CONSERVAZIONE``, confirmed or not; return how many."""
    limite = (adesso or timezone.now()) - CONSERVAZIONE
    return Caricamento.objects.filter(creato_il__lt=limite).delete()[0]


def scrivi_tutti(cambi, scrivi, titoli, utente):
    """Carry out each change in a savepoint of its own; return the errors of those that are refused.

    ``scrivi(cambio, utente)`` does one; ``titoli`` is {field: heading}. Within a transaction.
    """
    errori = []
    for cambio in cambi:
        try:
            with transaction.atomic():
                scrivi(cambio, utente)
        except CambiatoNelFrattempo as conflitto:
            testo = _("è cambiata mentre guardavi l’anteprima: scarica di nuovo il foglio")
            errori += [Errore(cambio.riga, titoli.get(campo), testo) for campo in conflitto.voci]
        except ValidationError as errore:
            errori += _per_colonna(cambio, errore, titoli)
    return errori


def _titoli(tabella):
    """Return {field: heading}."""
    return {campo: titolo for titolo, campo in getattr(tabella, "campi", {}).items()}


def _per_colonna(cambio, errore, titoli):
    voci = errore.message_dict if hasattr(errore, "error_dict") else {NON_FIELD_ERRORS: errore.messages}
    return [Errore(cambio.riga, titoli.get(campo), testo) for campo, testi in voci.items() for testo in testi]
