"""Requests to join: sent, corrected, withdrawn by who asks; returned, accepted, declined by ATS.

Each action locks the request first, so that of two people who decide together one does and the other is told
who did. Raises ValidationError with a message for people.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.inviti import invita
from aderenti.models import Accesso, DomandaAdesione, EventoDomanda, Organizzazione
from aderenti.services import conferma_adesione, registra_richiesta
from core.posta import accoda, dimentica
from core.templatetags.formati import dal_giorno

Stato = DomandaAdesione.Stato
Tipo = EventoDomanda.Tipo
# What a request says of the body, with the same names as in Organizzazione.
DELL_ENTE = (
    "denominazione",
    "categoria",
    "natura",
    "forma_giuridica",
    "codice_fiscale",
    "indirizzo",
    "cap",
    "comune",
    "sede_nome",
    "sito",
    "email",
    "telefono",
    "pec",
)


@transaction.atomic
def invia_domanda(*, campi, documento=None):
    """Receive a request and return it: the link to follow it leaves by e-mail, and ATS is told.

    ``campi`` are the fields of the model, already checked; ``documento`` is the signed paper, if any. Raises
    IntegrityError, and keeps no file, when the same codice fiscale has an open request.
    """
    domanda = DomandaAdesione.objects.create(**campi)
    if documento:
        domanda.documento = documento
        domanda.save(update_fields=["documento"])
    _annota(domanda, Tipo.INVIATA)
    _scrivi(domanda, "inviata")
    _avvisa_ats(domanda)
    return domanda


@transaction.atomic
def rispedisci(*, domanda, campi, documento=None):
    """Write the corrected ``campi`` and send the request to ATS again; return it."""
    domanda = _bloccata(domanda)
    if domanda.stato != Stato.DA_CORREGGERE:
        raise ValidationError(_("Questa domanda non aspetta correzioni: aggiorna la pagina."), code="chiusa")
    for nome, valore in campi.items():
        setattr(domanda, nome, valore)
    if documento:
        vecchio = domanda.documento.name
        domanda.documento = documento
        transaction.on_commit(lambda: _elimina(vecchio))
    domanda.stato, domanda.correzioni = Stato.INVIATA, {}
    domanda.save()
    _annota(domanda, Tipo.CORRETTA)
    _avvisa_ats(domanda)
    return domanda


@transaction.atomic
def ritira_domanda(*, domanda):
    """Close a request for who sent it; return it."""
    domanda = _aperta(domanda)
    return _chiudi(domanda, Stato.RITIRATA, Tipo.RITIRATA)


@transaction.atomic
def chiedi_correzioni(*, domanda, correzioni, utente):
    """Give a request back with a comment for each field to correct ({field: comment}); return it."""
    domanda = _aperta(domanda)
    correzioni = {campo: testo.strip() for campo, testo in correzioni.items() if testo.strip()}
    if not correzioni:
        raise ValidationError(_("Scrivi che cosa c’è da correggere in almeno una voce."))
    domanda.stato, domanda.correzioni = Stato.DA_CORREGGERE, correzioni
    domanda.save(update_fields=["stato", "correzioni"])
    righe = _righe(domanda)
    _annota(domanda, Tipo.DA_CORREGGERE, utente, righe)
    _scrivi(domanda, "da_correggere", {"righe": righe})
    return domanda


@transaction.atomic
def respingi_domanda(*, domanda, motivo, utente):
    """Decline a request with its reason, which is sent to who asked; return it."""
    domanda = _aperta(domanda)
    if not motivo.strip():
        raise ValidationError(_("Per respingere una domanda scrivi il motivo."))
    domanda.motivo = motivo.strip()
    domanda = _chiudi(domanda, Stato.RESPINTA, Tipo.RESPINTA, utente, domanda.motivo)
    _scrivi(domanda, "respinta", {"motivo": domanda.motivo, "chiarimenti": _chiarimenti()})
    return domanda


@transaction.atomic
def accogli_domanda(*, domanda, data, utente, atto=None, atto_estremi="", organizzazione=None):
    """Make the body of a request a member from ``data`` and return the request.

    ``organizzazione`` is the body of the register it is about, completed where it says nothing; without it, a
    new one. The adhesion has its two events (asked, accepted), the first referent and an invitation to keep
    the pages as administrator. Raises ValidationError: decided already, a member already, another body with
    this codice fiscale, a day before the last event.
    """
    domanda = _aperta(domanda)
    ente = _completata(organizzazione, domanda) if organizzazione else _nuova(domanda)
    registra_richiesta(organizzazione=ente, data=timezone.localdate(domanda.inviata_il), utente=utente)
    conferma_adesione(organizzazione=ente, data=data, utente=utente, atto=atto, atto_estremi=atto_estremi)
    if not ente.referenti.al().filter(email__iexact=domanda.referente_email).exists():
        ente.referenti.create(ruolo=domanda.referente_ruolo, email=domanda.referente_email, dal=data)
    domanda.organizzazione = ente
    domanda = _chiudi(domanda, Stato.ACCOLTA, Tipo.ACCOLTA, utente, str(atto or atto_estremi))
    _scrivi(domanda, "accolta", {"giorno": dal_giorno(data)})
    invita(
        organizzazione=ente,
        email=domanda.referente_email,
        ruolo=Accesso.Ruolo.AMMINISTRATORE,
        da=utente,
    )
    return domanda


@transaction.atomic
def elimina_domanda(*, domanda):
    """Forget a request that came to nothing: its row, its paper, its e-mails."""
    for indirizzo in (domanda.referente_email, settings.CONTACT_EMAIL):
        dimentica(destinatario=indirizzo, riguarda=riguarda(domanda))
    nome = domanda.documento.name
    domanda.delete()
    transaction.on_commit(lambda: _elimina(nome))


def correzioni_di(domanda):
    """Return [(name of the field, comment of ATS)] in the order of the sheet."""
    nomi = {campo.name: str(campo.verbose_name) for campo in DomandaAdesione._meta.fields}
    return [(nomi[campo], domanda.correzioni[campo]) for campo in nomi if campo in domanda.correzioni]


def voci_di(domanda):
    """Return [(name of the field, text)] of what was sent and is not empty: the paper apart."""
    voci = []
    for nome in (*DELL_ENTE, "perche", "referente_ruolo", "referente_email"):
        mostra = getattr(domanda, f"get_{nome}_display", None)
        valore = mostra() if mostra else getattr(domanda, nome)
        if valore:
            voci.append((str(DomandaAdesione._meta.get_field(nome).verbose_name), str(valore)))
    return voci


def _chiarimenti():
    """Return whom to ask, when the portal has an address."""
    ats = settings.CONTACT_EMAIL
    return _("Per chiarimenti scrivi a %(indirizzo)s.") % {"indirizzo": ats} if ats else ""


def _righe(domanda):
    """Return the comments of ATS as lines “Field: comment”."""
    return "\n".join(f"{nome[:1].upper()}{nome[1:]}: {testo}" for nome, testo in correzioni_di(domanda))


def _bloccata(domanda):
    return DomandaAdesione.objects.select_for_update(of=("self",)).get(pk=domanda.pk)


def _aperta(domanda):
    """Return the request with its row locked; raise ValidationError, with who decided, if it is closed."""
    domanda = _bloccata(domanda)
    if domanda.aperta:
        return domanda
    raise ValidationError(
        _("Questa domanda è già chiusa (%(stato)s): %(chi)s, il %(quando)s."),
        code="chiusa",
        params={
            "stato": domanda.get_stato_display(),
            "chi": domanda.decisa_da or _("chi l’ha inviata"),
            "quando": f"{timezone.localtime(domanda.decisa_il):%d/%m/%Y alle %H:%M}",
        },
    )


def _chiudi(domanda, stato, tipo, utente=None, nota=""):
    domanda.stato, domanda.decisa_il, domanda.decisa_da = stato, timezone.now(), utente
    domanda.correzioni = {}
    domanda.save()
    _annota(domanda, tipo, utente, nota)
    return domanda


def _annota(domanda, tipo, utente=None, nota=""):
    EventoDomanda.objects.create(domanda=domanda, tipo=tipo, utente=utente, nota=nota)


def _nuova(domanda):
    """Return a new body with what the request says; raise ValidationError when the register has it."""
    ente = Organizzazione(**{campo: getattr(domanda, campo) for campo in DELL_ENTE})
    _salva(ente)
    return ente


def _completata(organizzazione, domanda):
    """Return the body with its empty fields filled from the request, and nothing else changed."""
    ente = Organizzazione.objects.select_for_update(of=("self",)).get(pk=organizzazione.pk)
    if ente.codice_fiscale and ente.codice_fiscale != domanda.codice_fiscale:
        raise ValidationError(
            _("%(ente)s ha un altro codice fiscale nel registro: non può essere lo stesso ente."),
            params={"ente": ente},
        )
    for campo in DELL_ENTE:
        sede_nota = campo in ("comune", "sede_nome") and ente.sede
        if not getattr(ente, campo) and not sede_nota:
            setattr(ente, campo, getattr(domanda, campo))
    _salva(ente)
    return ente


def _salva(ente):
    """Save a body; raise ValidationError, without field names, for what the register refuses."""
    try:
        ente.full_clean(exclude=["slug"])
    except ValidationError as errore:
        raise ValidationError(errore.messages) from errore
    ente.save()


def _elimina(nome):
    if nome:
        DomandaAdesione._meta.get_field("documento").storage.delete(nome)


def riguarda(domanda):
    """Return what the e-mails about a request are said to be about."""
    return f"domanda:{domanda.codice}"


def _scrivi(domanda, che_cosa, parole=None):
    """Queue the mail to who asked, with the link to follow the request and more ``parole``."""
    ats = settings.CONTACT_EMAIL
    accoda(
        motivo="domanda",
        destinatario=domanda.referente_email,
        template=f"aderenti/email/domanda_{che_cosa}",
        contesto={
            "ente": domanda.denominazione,
            "collegamento": settings.SITE_URL + domanda.pagina(),
            **(parole or {}),
        },
        intestazioni={"Reply-To": ats} if ats else {},
        riservato=True,
        riguarda=riguarda(domanda),
    )


def _avvisa_ats(domanda):
    """Queue the mail to the office, when the portal has its address."""
    if not settings.CONTACT_EMAIL:
        return
    pagina = reverse("admin:aderenti_domandaadesione_change", args=[domanda.pk])
    accoda(
        motivo="domanda",
        destinatario=settings.CONTACT_EMAIL,
        template="aderenti/email/domanda_arrivata",
        contesto={
            "ente": domanda.denominazione,
            "categoria": str(domanda.categoria),
            "sede": domanda.sede,
            "collegamento": settings.SITE_URL + pagina,
        },
        riguarda=riguarda(domanda),
    )
