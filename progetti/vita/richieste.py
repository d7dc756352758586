"""What a capofila asks ATS on a project: asked, taken back, accepted as an event, refused with reasons."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.posta import accoda
from core.templatetags.formati import al_giorno
from progetti.models import PartnerProgetto, Progetto, RichiestaProgetto
from progetti.models.transizioni import FINANZIATI
from progetti.vita.azioni import blocca, registra_evento

Stato, Tipo = RichiestaProgetto.Stato, RichiestaProgetto.Tipo
AL_MASSIMO = timedelta(days=5 * 366)  # how far ahead a new end may be asked
MOTIVO_MASSIMO = 3000  # characters


@transaction.atomic
def chiedi(*, progetto, tipo, motivo, utente, nuova_fine=None, documento=None):
    """Record what the capofila asks and tell ATS; return the request.

    ``nuova_fine`` only for more time; ``documento`` is a PDF. Raises ValidationError: a project that is not
    running, the same asked already, an end that does not move forward.
    """
    progetto = blocca(progetto)
    controlla(progetto, tipo, nuova_fine)
    richiesta = RichiestaProgetto(
        progetto=progetto,
        tipo=tipo,
        motivo=motivo.strip(),
        nuova_fine=nuova_fine,
        documento=documento,
        chiesta_da=utente,
    )
    richiesta.full_clean()
    richiesta.save()
    if settings.CONTACT_EMAIL:
        pagina = reverse("admin:progetti_richiestaprogetto_change", args=[richiesta.pk])
        accoda(
            motivo="richiesta_progetto",
            destinatario=settings.CONTACT_EMAIL,
            template="progetti/email/richiesta_arrivata",
            contesto={
                "progetto": progetto.nome,
                "ente": _capofila(progetto) or _("Il capofila"),
                "cosa": che_cosa(richiesta),
                "perche": richiesta.motivo,
                "collegamento": settings.SITE_URL + pagina,
            },
        )
    return richiesta


def controlla(progetto, tipo, nuova_fine):
    """Raise ValidationError when ``progetto`` may not be asked this today."""
    oggi = Progetto.objects.con_stato().con_date().get(pk=progetto.pk)
    if oggi.stato not in FINANZIATI:
        raise ValidationError(_("Si chiede solo per un progetto finanziato e non ancora concluso."))
    if progetto.richieste.filter(tipo=tipo, stato=Stato.IN_ATTESA).exists():
        raise ValidationError(_("C’è già una richiesta di questo tipo in attesa."))
    if tipo == Tipo.PROROGA and nuova_fine:
        _controlla_fine(oggi.fine_prevista, nuova_fine)


def _controlla_fine(prevista, nuova):
    oggi = timezone.localdate()
    if prevista and nuova <= prevista:
        testo = _("Il progetto finisce già il %(fine)s: scegli un giorno successivo.")
        raise ValidationError({"nuova_fine": testo % {"fine": f"{prevista:%d/%m/%Y}"}})
    if not oggi < nuova <= oggi + AL_MASSIMO:
        raise ValidationError({"nuova_fine": _("Scegli un giorno da domani a cinque anni da oggi.")})


@transaction.atomic
def ritira(*, richiesta, utente):
    """Take back a request that ATS has not answered; return it. Raises ValidationError if it has."""
    return _chiudi(_in_attesa(richiesta), Stato.RITIRATA, utente)


@transaction.atomic
def accogli(*, richiesta, utente, data, atto=None, risposta="", nuova_fine=None):
    """Accept a request: record the event of ``data`` and tell who asked; return the event.

    More time becomes a “proroga” to ``nuova_fine`` (by default the end that was asked), the rest a
    “variazione”. Raises ValidationError: closed already, or an event that the rules refuse.
    """
    richiesta = _in_attesa(richiesta)
    proroga = richiesta.tipo == Tipo.PROROGA
    evento = registra_evento(
        progetto=richiesta.progetto,
        tipo="proroga" if proroga else "variazione",
        data=data,
        utente=utente,
        atto=atto,
        motivo=_("Chiesta dal capofila: %(cosa)s") % {"cosa": richiesta.get_tipo_display()},
        nuova_fine=(nuova_fine or richiesta.nuova_fine) if proroga else None,
    )
    richiesta.risposta, richiesta.evento = risposta.strip(), evento
    _chiudi(richiesta, Stato.ACCOLTA, utente)
    fine = ""
    if proroga:
        fine = _("Il progetto ora finisce il %(fine)s.") % {"fine": f"{evento.nuova_fine:%d/%m/%Y}"}
    _scrivi_a_chi_ha_chiesto(richiesta, "richiesta_accolta", {"fine": fine})
    return evento


@transaction.atomic
def rispondi_no(*, richiesta, risposta, utente):
    """Refuse a request saying why, and tell who asked; return it.

    Raises ValidationError: closed already, or no reason.
    """
    richiesta = _in_attesa(richiesta)
    richiesta.risposta = risposta.strip()
    if not richiesta.risposta:
        raise ValidationError({"risposta": _("Scrivi perché la richiesta non è accolta.")})
    _chiudi(richiesta, Stato.RESPINTA, utente)
    _scrivi_a_chi_ha_chiesto(richiesta, "richiesta_non_accolta", {})
    return richiesta


def che_cosa(richiesta):
    """Return what is asked in words, the new end included."""
    if richiesta.nuova_fine:
        testo = _("%(tipo)s, fino %(giorno)s")
        return testo % {"tipo": richiesta.get_tipo_display(), "giorno": al_giorno(richiesta.nuova_fine)}
    return richiesta.get_tipo_display()


def _in_attesa(richiesta):
    """Return the request with its row, and that of its project first, locked."""
    progetto = blocca(richiesta.progetto)
    righe = RichiestaProgetto.objects.select_for_update(of=("self",)).select_related("chiesta_da")
    richiesta = righe.get(pk=richiesta.pk)
    richiesta.progetto = progetto
    if richiesta.stato != Stato.IN_ATTESA:
        testo = _("Questa richiesta è già chiusa (%(stato)s).")
        raise ValidationError(testo, params={"stato": richiesta.get_stato_display()})
    return richiesta


def _chiudi(richiesta, stato, utente):
    richiesta.stato, richiesta.chiusa_il, richiesta.chiusa_da = stato, timezone.now(), utente
    richiesta.full_clean(exclude=["documento", "chiesta_da"])
    richiesta.save()
    return richiesta


def _capofila(progetto):
    """Return the name of who leads the project today, empty when it is not known."""
    presenze = PartnerProgetto.objects.al().filter(progetto=progetto, ruolo=PartnerProgetto.Ruolo.CAPOFILA)
    return presenze.values_list("organizzazione__denominazione", flat=True).first() or ""


def _scrivi_a_chi_ha_chiesto(richiesta, testo, altro):
    chi = richiesta.chiesta_da
    if not chi or not chi.is_active:
        return
    accoda(
        motivo="richiesta_progetto",
        destinatario=chi.email,
        template=f"progetti/email/{testo}",
        contesto={
            "progetto": richiesta.progetto.nome,
            "cosa": che_cosa(richiesta),
            "risposta": richiesta.risposta,
            **altro,
        },
    )
