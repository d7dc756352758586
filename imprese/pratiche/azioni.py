"""What moves a good practice of a member: sent, withdrawn, given back by field, approved."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.recapiti import destinatari
from core.posta import accoda
from imprese.models import BuonaPratica, CommentoPratica
from imprese.pratiche.testi_email import MOTIVO, PUBBLICATA, RESTITUITA

Lavoro = BuonaPratica.Lavoro


@transaction.atomic
def invia(*, pratica):
    """Send a draft to ATS with the consent of the body to publish it, from today; return it.

    What ATS asked is taken as answered. Raises ValidationError: sent already, something missing, by field.
    """
    pratica = _blocca(pratica, Lavoro.BOZZA, Lavoro.RESTITUITA)
    pratica.lavoro, pratica.consenso_il = Lavoro.INVIATA, timezone.localdate()
    pratica.full_clean()
    pratica.save()
    pratica.commenti.filter(risolto_il=None).update(risolto_il=timezone.now())
    return pratica


@transaction.atomic
def ritira(*, pratica):
    """Take back what ATS has not read yet: it is a draft again; return it. Raises ValidationError."""
    pratica = _blocca(pratica, Lavoro.INVIATA)
    pratica.lavoro, pratica.consenso_il = Lavoro.BOZZA, None
    pratica.save()
    return pratica


@transaction.atomic
def restituisci(*, pratica, commenti):
    """Give a practice back with what to correct, ``commenti`` {field: text}; return it.

    Raises ValidationError: not sent, no comment.
    """
    pratica = _blocca(pratica, Lavoro.INVIATA)
    scritti = {campo: testo.strip() for campo, testo in commenti.items() if testo.strip()}
    if not scritti:
        raise ValidationError(_("Scrivi almeno un commento: chi corregge deve sapere che cosa."))
    pratica.lavoro, pratica.consenso_il = Lavoro.RESTITUITA, None
    pratica.save()
    for campo, testo in scritti.items():
        commento = CommentoPratica(pratica=pratica, campo=campo, testo=testo)
        commento.full_clean()
        commento.save()
    pagina = reverse("area_pratiche:edit", args=[pratica.organizzazione.slug, pratica.pk])
    _scrivi(pratica, RESTITUITA, pagina, quanti=str(len(scritti)))
    return pratica


@transaction.atomic
def approva(*, pratica, approvata_da, da_rivedere_entro):
    """Publish what a body sent, approved today by ``approvata_da``; return it. Raises ValidationError."""
    pratica = _blocca(pratica, Lavoro.INVIATA)
    oggi = timezone.localdate()
    if da_rivedere_entro <= oggi:
        raise ValidationError({"da_rivedere_entro": _("Scegli un giorno che deve ancora venire.")})
    pratica.lavoro, pratica.pubblicata = Lavoro.APPROVATA, True
    pratica.approvata_il, pratica.approvata_da = oggi, approvata_da
    pratica.da_rivedere_entro = da_rivedere_entro
    pratica.full_clean()
    pratica.save()
    _scrivi(pratica, PUBBLICATA, pratica.get_absolute_url())
    return pratica


def _blocca(pratica, *stati):
    """Return the row, locked; raise ValidationError when it is in none of ``stati``."""
    pratica = BuonaPratica.objects.select_for_update(of=("self",)).get(pk=pratica.pk)
    if pratica.lavoro not in stati:
        raise ValidationError(
            _("Adesso non si può: la buona pratica è «%(stato)s».") % {"stato": pratica.get_lavoro_display()}
        )
    return pratica


def _scrivi(pratica, template, pagina, **altro):
    """Tell the body; nobody is told of a demo practice."""
    if pratica.dimostrativo:
        return
    for indirizzo in destinatari(pratica.organizzazione):
        accoda(
            motivo=MOTIVO,
            destinatario=indirizzo,
            template=template,
            contesto={
                "ente": pratica.organizzazione.denominazione,
                "pratica": pratica.titolo,
                "collegamento": f"{settings.SITE_URL}{pagina}",
                **altro,
            },
            intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
            riguarda=f"buona pratica {pratica.pk}",
        )
