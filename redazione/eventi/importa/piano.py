"""What a calendar file would do: tried first, shown, then all of it or nothing."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Caricamento
from redazione.eventi.importa.voci import DI_DATA, DI_EVENTO, leggi, sommario
from redazione.eventi.models import DataEvento, Evento

TABELLA = "eventi-ics"


@dataclass
class Passo:
    """What becomes of one event of the file: new, changed (``cambi``: the fields), the same; or its error."""

    voce: object
    data: DataEvento | None = None
    cambi: list = field(default_factory=list)
    errore: str = ""

    @property
    def esito(self):
        """Return the word of what becomes of it."""
        if self.errore:
            return "errore"
        if self.data is None:
            return "nuovo"
        return "cambia" if self.cambi else "uguale"

    @property
    def etichette(self):
        """Return the names of what changes."""
        modelli = ((Evento, DI_EVENTO), (DataEvento, DI_DATA))
        return [
            str(modello._meta.get_field(nome).verbose_name)
            for modello, nomi in modelli
            for nome in nomi
            if nome in self.cambi
        ]


def carica(*, file, utente):
    """Read, try and keep an uploaded calendar; return its ``Caricamento``. Raises FileIcsError."""
    contenuto = file.read()
    passi = prova(contenuto)
    return Caricamento.objects.create(
        tabella=TABELLA,
        nome_file=str(file.name)[:150],
        foglio={"ics": contenuto.decode("utf-8-sig").replace("\x00", "")},
        base=impronta(passi),
        errori=[[p.voce.numero, p.voce.titolo, p.errore] for p in passi if p.errore],
        utente=utente,
    )


def in_attesa(utente):
    """Return the calendars that ``utente`` has sent and not confirmed."""
    return Caricamento.objects.filter(tabella=TABELLA, utente=utente, applicato_il=None)


def passi_di(caricamento):
    """Return what an upload would do now."""
    return prova(caricamento.foglio["ics"].encode())


def prova(contenuto):
    """Return the ``Passo`` of every event of the file, as each would end; nothing stays written."""
    passi = _passi(contenuto)
    with transaction.atomic():
        for passo in passi:
            _tenta(passo)
        transaction.set_rollback(True)
    return passi


def impronta(passi):
    """Return what the preview shows, to be compared when it is confirmed."""
    return {passo.voce.uid: [passo.esito, *passo.cambi] for passo in passi if not passo.errore}


@transaction.atomic
def applica(*, caricamento, utente):
    """Carry out an upload without errors: all of it or nothing; return how many events were written.

    Raises ValidationError, and writes nothing, when something has changed since the preview;
    Caricamento.DoesNotExist when it was carried out already, or is somebody else's.
    """
    caricamento = in_attesa(utente).select_for_update().get(pk=caricamento.pk, errori=[])
    passi = _passi(caricamento.foglio["ics"].encode(), blocca=True)
    if impronta(passi) != caricamento.base:
        raise ValidationError(_("Qualcosa è cambiato dopo l’anteprima: carica il file di nuovo."))
    for passo in passi:
        _tenta(passo)
    if any(passo.errore for passo in passi):
        raise ValidationError(_("Qualcosa è cambiato dopo l’anteprima: carica il file di nuovo."))
    caricamento.applicato_il = timezone.now()
    caricamento.save(update_fields=["applicato_il"])
    return sum(passo.esito != "uguale" for passo in passi)


def _passi(contenuto, *, blocca=False):
    """Return what each event of the file meets in the portal, in one query; perhaps locked."""
    voci = leggi(contenuto)
    uid = [voce.uid for voce in voci if voce.uid]
    righe = DataEvento.objects.filter(uid__in=uid).select_related("evento")
    if blocca:
        righe = righe.select_for_update(of=("self", "evento"))
    note = {data.uid: data for data in righe}
    passi = [Passo(voce, note.get(voce.uid), errore=voce.errore) for voce in voci]
    for passo in passi:
        if passo.data and not passo.errore:
            passo.cambi = _cambi(passo.data, passo.voce.valori)
    return passi


def _cambi(data, valori):
    di_evento = [nome for nome in DI_EVENTO if getattr(data.evento, nome) != valori[nome]]
    return di_evento + [nome for nome in DI_DATA if getattr(data, nome) != valori[nome]]


def _tenta(passo):
    """Write one event in a savepoint of its own; what a rule refuses is its error."""
    if passo.esito in ("errore", "uguale"):
        return
    try:
        with transaction.atomic():
            _scrivi(passo)
    except ValidationError as errore:
        passo.errore = " ".join(errore.messages)


def _scrivi(passo):
    valori, data = passo.voce.valori, passo.data
    evento = data.evento if data else Evento(sommario=sommario(valori))
    _salva(evento, valori, DI_EVENTO, passo.cambi)
    data = data or DataEvento(evento=evento, uid=passo.voce.uid)
    _salva(data, valori, DI_DATA, passo.cambi)


def _salva(riga, valori, nomi, cambi):
    """Write a new row, or of one that is there only what changes."""
    nuova = riga.pk is None
    cambiati = [nome for nome in nomi if nuova or nome in cambi]
    for nome in cambiati:
        setattr(riga, nome, valori[nome])
    if cambiati:
        riga.full_clean()
        riga.save(update_fields=None if nuova else [*cambiati, "aggiornato_il"])
