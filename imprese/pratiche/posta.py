"""The e-mails to the firm of a good practice. Nobody is told of a demo one."""

from django.conf import settings
from django.urls import reverse

from aderenti.recapiti import destinatari
from core.posta import accoda

MOTIVO = "pratica_proposta"


def restituita(pratica):
    """Say what ATS asks to correct, field by field."""
    commenti = pratica.commenti.filter(dall_ente=False, risolto_il=None).order_by("pk")
    righe = "\n".join(f"- {commento}" for commento in commenti)
    pagina = reverse("area_pratiche:edit", args=[pratica.organizzazione.slug, pratica.pk])
    _scrivi(pratica, "restituita", pagina, commenti=righe)


def pubblicata(pratica):
    """Say that citizens read it."""
    _scrivi(pratica, "pubblicata", pratica.get_absolute_url())


def corretta(pratica, commento):
    """Say what ATS answers to the request of a correction."""
    _scrivi(pratica, "corretta", pratica.get_absolute_url(), risposta=commento.risposta)


def _scrivi(pratica, testo, pagina, **altro):
    if pratica.organizzazione is None or pratica.dimostrativo:
        return
    for indirizzo in destinatari(pratica.organizzazione):
        accoda(
            motivo=MOTIVO,
            destinatario=indirizzo,
            template=f"imprese/email/pratica_{testo}",
            contesto={
                "ente": pratica.organizzazione.denominazione,
                "pratica": pratica.titolo,
                "collegamento": f"{settings.SITE_URL}{pagina}",
                **altro,
            },
            intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
            riguarda=f"buona pratica {pratica.pk}",
        )
