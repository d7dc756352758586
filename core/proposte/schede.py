"""The sheets whose changes are moderated: each room declares its own, ATS decides which fields wait."""

from django.apps import apps as global_apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.models import CampoModerato

_SCHEDE = {}


class Scheda:
    """One kind of sheet: what it is made of. A room subclasses it and registers an instance in ``ready()``.

    ``modello`` is the model; ``voci`` its fields (``core.proposte.voci``), in the order people read them.
    ``cerca_in`` are the texts where ATS looks for a sheet, ``con`` the relations that its name and its body
    need, ``ente`` the lookup of the key of its body.
    """

    modello = None
    voci = ()
    cerca_in = ()
    con = ()
    ente = "pk"

    @property
    def nome(self):
        """Return the name in the table of moderated fields: ``app.model``."""
        return self.modello._meta.label_lower

    @property
    def per_campo(self):
        """Return {field: voce}, in order."""
        return {voce.campo: voce for voce in self.voci}

    def leggi(self, oggetto):
        """Return {field: plain value} of the live sheet."""
        return {voce.campo: voce.leggi(oggetto) for voce in self.voci}

    def normali(self, valori):
        """Return plain ``valori`` each written in its one way; raise ValidationError for what is no value."""
        normali, errori = {}, {}
        for campo, valore in valori.items():
            try:
                normali[campo] = self.per_campo[campo].normale(self.modello, valore)
            except ValidationError as errore:
                errori[campo] = errore.messages
        if errori:
            raise ValidationError(errori)
        return normali

    def scrivi(self, oggetto, valori):
        """Write plain ``valori`` on the live sheet and save it, all or nothing.

        Raises ValidationError ({field: messages}) for what the sheet refuses; of its other fields nobody is
        told, whatever they hold.
        """
        for campo, valore in valori.items():
            self.per_campo[campo].prepara(oggetto, valore)
        oggetto.clean_fields(exclude={f.name for f in oggetto._meta.fields} - valori.keys())
        oggetto.clean()
        oggetto.validate_unique()
        oggetto.validate_constraints()
        try:
            with transaction.atomic():
                oggetto.save()
                for campo, valore in valori.items():
                    self.per_campo[campo].completa(oggetto, valore)
        except IntegrityError as errore:
            raise ValidationError(
                _("Nel frattempo questi dati sono cambiati: ricontrolla e riprova."), code="rifiutata"
            ) from errore

    def righe(self):
        """Return the sheets, with what their names and their bodies need."""
        righe = self.modello._base_manager.all()
        return righe.select_related(*self.con) if self.con else righe

    def cerca(self, testo):
        """Return the sheets that hold ``testo`` where ATS looks for it."""
        dove = Q(pk__in=[])
        for campo in self.cerca_in:
            dove |= Q(**{f"{campo}__icontains": testo})
        return self.modello._base_manager.filter(dove)

    def di_ente(self, pk):
        """Return the sheets of the body whose key is ``pk``."""
        return self.modello._base_manager.filter(**{self.ente: pk})

    def ancora(self, voci):
        """Return ``voci`` ({field: anything}) without the fields that the sheet no longer has."""
        noti = self.per_campo
        return {campo: voce for campo, voce in voci.items() if campo in noti}

    def etichetta(self, campo):
        """Return the name people read for a field: its own, when the sheet no longer has it."""
        voce = self.per_campo.get(campo)
        return campo if voce is None else voce.etichetta(self.modello)

    def mostra(self, campo, valore):
        """Return the lines people read for a plain value."""
        return self.per_campo[campo].mostra(self.modello, valore)

    def sensibili(self):
        """Return the fields that wait for ATS: as the table says or, where it says nothing, as declared."""
        tabella = dict(CampoModerato.objects.filter(scheda=self.nome).values_list("campo", "sensibile"))
        return {voce.campo for voce in self.voci if tabella.get(voce.campo, voce.sensibile)}

    def pubblica(self, oggetto):
        """Return whether citizens see the sheet: the changes of one that nobody sees do not wait."""
        raise NotImplementedError

    def aspettano_sempre(self, oggetto):
        """Return the fields that wait even on a sheet that nobody sees: those that publish it.

        Those of a trusted body do not wait: they are read afterwards.
        """
        return set()

    def da_leggere(self, oggetto):
        """Return the fields whose changes ATS reads: before they are live or, of who is trusted, after."""
        return self.sensibili() if self.pubblica(oggetto) else self.aspettano_sempre(oggetto)

    def fidata(self, oggetto):
        """Return whether who keeps the sheet is trusted: all goes live, and is read afterwards."""
        return False

    def e_nuova(self, cambi):
        """Return whether the ``cambi`` of a proposal publish a sheet for the first time."""
        return False

    def di_chi(self, oggetto):
        """Return the body that keeps the sheet."""
        raise NotImplementedError

    def indirizzo(self, oggetto):
        """Return the address where who keeps the sheet works on it."""
        raise NotImplementedError

    def scrivono(self, oggetto, autore):
        """Return the addresses to write to about a proposal of ``autore``, perhaps None, on ``oggetto``."""
        return [autore.email] if autore and autore.is_active else []

    def accolta(self, oggetto, proposta, campi):
        """Do what follows when ``campi`` of a proposal have just been accepted and written: nothing here."""

    def mossa(self, oggetto, proposta):
        """Do what follows when a proposal has just been saved, whatever happened to it: nothing here."""


def registra(scheda):
    """Declare a kind of sheet; the last declaration of a model counts."""
    _SCHEDE[scheda.nome] = scheda


def schede():
    """Return every declared kind, by name."""
    return dict(_SCHEDE)


def scheda_di(oggetto):
    """Return the kind of the sheet ``oggetto``; raise ImproperlyConfigured when no room declared it."""
    try:
        return _SCHEDE[oggetto._meta.label_lower]
    except KeyError:
        raise ImproperlyConfigured(f"{oggetto._meta.label_lower} is not a moderated sheet") from None


def tipo_di(oggetto):
    """Return the content type under which the proposals about ``oggetto`` are kept."""
    return ContentType.objects.get_for_model(oggetto)


def allinea_campi(apps=global_apps, **kwargs):
    """Give every declared field its row in the table, and take away those of fields that are no more.

    Receiver of ``post_migrate``: does nothing while the table does not exist. What staff decided stays.
    """
    try:
        apps.get_model("core", "CampoModerato")
    except LookupError:
        return
    righe = {(riga.scheda, riga.campo): riga for riga in CampoModerato.objects.all()}
    dichiarate = {(s.nome, voce.campo): voce for s in _SCHEDE.values() for voce in s.voci}
    CampoModerato.objects.filter(pk__in=[r.pk for c, r in righe.items() if c not in dichiarate]).delete()
    CampoModerato.objects.bulk_create(
        CampoModerato(scheda=scheda, campo=campo, sensibile=voce.sensibile)
        for (scheda, campo), voce in dichiarate.items()
        if (scheda, campo) not in righe
    )
