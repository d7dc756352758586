"""The mails of a meeting: to whom, with the event for their calendar."""

from email.utils import parseaddr
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aderenti.recapiti import scrivibile
from comitato.composizione.seggi import composizione, ospiti_al
from comitato.sedute.conti import giorno_di
from comitato.sedute.ordine import con_orari, fine
from core import ics
from core.posta import accoda
from core.templatetags.formati import con_articolo, in_parole

MOTIVO = "seduta_comitato"
CONVOCAZIONE = "comitato/email/convocazione"
CAMBIAMENTO = "comitato/email/cambiamento"
ANNULLAMENTO = "comitato/email/annullamento"


class Recapiti(NamedTuple):
    """The addresses to write to, each once, and the seats that nobody reads for."""

    indirizzi: list
    muti: list


def recapiti(seduta):
    """Return the ``Recapiti`` of a meeting: accounts of the seats of its day, else the office of the body.

    The guests when they are invited. Nobody for a demo meeting; never a demo account or body.
    """
    if seduta.dimostrativo:
        return Recapiti([], [])
    giorno, indirizzi, muti = giorno_di(seduta), [], []
    for seggio in composizione(giorno):
        suoi = [riga.utente.email for riga in seggio.account if _si_scrive(riga.utente)]
        if not suoi and not seggio.ente.dimostrativo and scrivibile(seggio.ente.email):
            suoi = [seggio.ente.email]
        if not suoi:
            muti.append(seggio)
        indirizzi += suoi
    if seduta.con_ospiti:
        indirizzi += [riga.utente.email for riga in ospiti_al(giorno) if _si_scrive(riga.utente)]
    return Recapiti(list({voce.lower(): voce for voce in indirizzi}.values()), muti)


def _si_scrive(utente):
    return utente.is_active and not utente.dimostrativo


def manda(seduta, template):
    """Queue a mail for each address, with the event attached; return the seats that nobody reads for."""
    a_chi, contesto = recapiti(seduta), parole(seduta)
    for indirizzo in a_chi.indirizzi:
        accoda(
            motivo=MOTIVO,
            destinatario=indirizzo,
            template=template,
            contesto=contesto,
            intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
            riguarda=f"seduta {seduta.pk}",
            allegati=[invito(seduta, indirizzo)],
        )
    return a_chi.muti


def parole(seduta):
    """Return what the mails of a meeting say, {variable: words}."""
    punti = con_orari(seduta)
    return {
        "seduta": str(seduta),
        "quando": quando(seduta),
        "come": seduta.get_modo_display(),
        "luogo": seduta.luogo,
        "collegamento_video": seduta.collegamento,
        "ordine": "\n".join(_riga(punto) for punto in punti),
        "motivo": seduta.motivo_annullata,
        "collegamento": settings.SITE_URL + reverse("admin:comitato_meeting", args=[seduta.pk]),
    }


def quando(seduta):
    """Return when, in words: the day and the hour, or by when to answer."""
    istante = timezone.localtime(seduta.termine or seduta.inizio)
    ora = f"{istante:%H:%M}"
    if seduta.scritta:
        valori = {"giorno": con_articolo(istante.date()), "ora": ora}
        return _("si risponde entro %(giorno)s alle %(ora)s") % valori
    valori = {"nome": date_format(istante, "l").lower(), "giorno": in_parole(istante.date()), "ora": ora}
    return _("%(nome)s %(giorno)s alle %(ora)s") % valori


def _riga(punto):
    ora = f"{timezone.localtime(punto.alle):%H:%M} " if punto.alle else ""
    return f"{punto.ordine}. {ora}{punto.titolo} ({punto.get_tipo_display()})"


def invito(seduta, indirizzo):
    """Return the event of a meeting for an address, to attach: (name, media type, text)."""
    annullata = seduta.stato == seduta.Stato.ANNULLATA
    metodo = "CANCEL" if annullata else "REQUEST"
    testo = calendario(seduta, indirizzo, metodo).to_ical().decode()
    return "seduta.ics", f"text/calendar; method={metodo}", testo


def calendario(seduta, indirizzo="", metodo="PUBLISH"):
    """Return the iCalendar of one meeting: its uid never changes, its sequence grows."""
    punti = con_orari(seduta)
    segno = f" ({_('dati dimostrativi')})" if seduta.dimostrativo else ""
    evento = ics.impegno(
        uid=f"comitato-seduta-{seduta.pk}",
        dalle=seduta.termine or seduta.inizio,
        alle=None if seduta.scritta else fine(seduta, punti),
        titolo=f"{_('Comitato')}: {seduta}{segno}",
        testo="\n".join([quando(seduta), *(_riga(punto) for punto in punti)]),
        percorso=reverse("admin:comitato_meeting", args=[seduta.pk]),
        luogo=seduta.luogo or seduta.collegamento,
        scritto_il=timezone.now(),
        sequenza=seduta.sequenza,
        annullato=seduta.stato == seduta.Stato.ANNULLATA,
        da=settings.CONTACT_EMAIL or parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        a=indirizzo,
    )
    return ics.calendario(str(seduta), [evento], metodo)
