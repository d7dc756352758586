"""Ask the capofila of a project, answer the Comitato: each tells the other by e-mail."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.recapiti import destinatari
from comitato.decisioni.azioni import MOTIVO
from comitato.models import Quesito
from core.posta import accoda
from progetti.models import PartnerProgetto, Progetto

CHIESTO = "comitato/email/domanda"
RISPOSTO = "comitato/email/domanda_risposta"


def capofila_di(progetto):
    """Return the body that leads a project today, None when no row tells."""
    righe = PartnerProgetto.objects.al().filter(progetto=progetto, ruolo=PartnerProgetto.Ruolo.CAPOFILA)
    presenza = righe.select_related("organizzazione").first()
    return presenza.organizzazione if presenza else None


@transaction.atomic
def chiedi(*, progetto, chi, domanda):
    """Ask the capofila of a financed project; return the ``Quesito``.

    Raises PermissionDenied for who only reads; ValidationError: a project of one's own body, one that no
    citizen sees yet, one without a capofila, demo and real together, no words.
    """
    if not (chi.segreteria or chi.scrive):
        raise PermissionDenied
    progetto = Progetto.objects.select_for_update(of=("self",)).get(pk=progetto.pk)
    seggio = chi.seggio if chi.scrive else None
    ente = _a_chi(progetto, seggio)
    quesito = Quesito(
        progetto=progetto, seggio=seggio, ente=ente, domanda=domanda.strip(), fatta_da=chi.utente
    )
    quesito.full_clean()
    quesito.save()
    pagina = reverse("area_quesiti:list", args=[ente.slug, progetto.slug])
    if not progetto.dimostrativo:
        for indirizzo in destinatari(ente):
            _scrivi(quesito, CHIESTO, indirizzo, pagina)
    return quesito


def _a_chi(progetto, seggio):
    """Return the body to ask; raise ValidationError when it cannot be asked."""
    if not Progetto.objects.pubblicati().filter(pk=progetto.pk).exists():
        raise ValidationError(_("Il progetto non è finanziato: alle proposte scrive l’ufficio di ATS."))
    if seggio and seggio.dimostrativo != progetto.dimostrativo:
        raise ValidationError(_("I dati dimostrativi non si mescolano con quelli veri."))
    if seggio and PartnerProgetto.objects.filter(progetto=progetto, organizzazione=seggio.ente_id).exists():
        raise ValidationError(_("Il tuo ente è nel progetto: la risposta la conoscete voi."))
    ente = capofila_di(progetto)
    if ente is None:
        raise ValidationError(_("Oggi il progetto non ha un capofila: chiedi ad ATS."))
    return ente


@transaction.atomic
def rispondi(*, quesito, risposta, utente):
    """Answer a question, once, and tell who asked; return it. Raises ValidationError: answered, no words."""
    quesito = Quesito.objects.select_for_update(of=("self",)).get(pk=quesito.pk)
    if quesito.risposta_il:
        raise ValidationError(_("La risposta c’è già: se vuoi aggiungere qualcosa, scrivi ad ATS."))
    if not risposta.strip():
        raise ValidationError({"risposta": _("Scrivi la risposta.")})
    quesito.risposta, quesito.risposta_il, quesito.risposta_da = risposta.strip(), timezone.now(), utente
    quesito.save()
    autore = quesito.fatta_da
    if autore and autore.is_active and not quesito.progetto.dimostrativo:
        pagina = reverse("admin:comitato_project", args=[quesito.progetto_id])
        _scrivi(quesito, RISPOSTO, autore.email, pagina, risposta=quesito.risposta)
    return quesito


def _scrivi(quesito, template, indirizzo, pagina, **altro):
    accoda(
        motivo=MOTIVO,
        destinatario=indirizzo,
        template=template,
        contesto={
            "ente": quesito.ente.denominazione,
            "progetto": quesito.progetto.nome,
            "chi": quesito.chi_chiede,
            "domanda": quesito.domanda,
            "collegamento": f"{settings.SITE_URL}{pagina}",
        }
        | altro,
        intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
        riguarda=f"domanda {quesito.pk}",
    )
