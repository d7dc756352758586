"""Saved searches: asked by anybody, confirmed by who receives the mail, deleted as soon as they say so."""

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.posta import accoda, dimentica, per_smettere
from ricerca.filters import ServizioFilter
from ricerca.models import RicercaSalvata, ServizioNotato
from servizi.models import Servizio

MASSIME = 20  # searches of one address
LUNGHEZZA = RicercaSalvata._meta.get_field("domanda").max_length


def domanda_di(parametri):
    """Return the query string of a search: what the filters know, sorted, without order and page.

    ``parametri`` is a QueryDict. It may be longer than ``LUNGHEZZA``: ``perche_no`` says so.
    """
    coppie = [
        (nome, valore.strip())
        for nome in sorted(set(ServizioFilter.base_filters) - {"ordina"})
        for valore in parametri.getlist(nome)
    ]
    return urlencode([(nome, valore) for nome, valore in coppie if valore])


def filtro_di(domanda, oggi=None):
    """Return the ServizioFilter of a saved query over the services in the list on ``oggi`` (today)."""
    return ServizioFilter(QueryDict(domanda), queryset=Servizio.objects.in_elenco(oggi))


def perche_no(domanda, filtro):
    """Return the reasons why a search cannot be saved, in words; none for a good one."""
    campi, errori = filtro.form.fields, filtro.form.errors
    motivi = [
        f"{campi[nome].label}: {testo}" if nome in campi else testo
        for nome, testi in errori.items()
        for testo in testi
    ]
    if len(domanda) > LUNGHEZZA and not motivi:
        motivi.append(_("La ricerca è troppo lunga: togli qualche filtro."))
    return motivi


def in_parole(filtro, *, senza_testo=False):
    """Return a search in words.

    ``senza_testo``: without what was typed. It goes into mail to addresses that have not yet confirmed, and
    nobody may write to others through the portal.
    """
    scelti = [
        _("parole scelte da te") if senza_testo and nome == "q" else testo for nome, testo in filtro.scelti()
    ]
    return " · ".join(scelti) or _("tutti i servizi")


def in_breve(domanda):
    """Return a search as labels and values as they were typed, without asking the database anything."""
    filtri = ServizioFilter.base_filters
    righe = [
        f"{filtri[nome].label}: {valore}" for nome, valore in QueryDict(domanda).items() if nome in filtri
    ]
    return " · ".join(righe) or _("tutti i servizi")


def parole_di(ricerca):
    """Return a saved search in words; one that no longer holds as it was typed."""
    filtro = filtro_di(ricerca.domanda)
    return in_parole(filtro) if filtro.is_valid() else in_breve(ricerca.domanda)


@transaction.atomic
def salva(*, email, domanda, frequenza):
    """Save a search for an address, to be confirmed, and queue the one e-mail that says what is true.

    That is: confirm; it is there already; there are too many. Who asks is not told which.
    """
    sue = RicercaSalvata.objects.filter(email=email)
    list(sue.select_for_update().values_list("pk"))  # one at a time for each address
    troppe = sue.count() >= MASSIME and not sue.filter(domanda=domanda).exists()
    if troppe:
        _scrivi("troppe", RicercaSalvata(email=email, domanda=domanda))
        return
    ricerca, _nuova = sue.get_or_create(email=email, domanda=domanda)
    if ricerca.confermata_il:
        _scrivi("gia_attiva", ricerca)
        return
    ricerca.frequenza, ricerca.creata_il = frequenza, timezone.now()
    ricerca.save()
    _scrivi("conferma", ricerca)


@transaction.atomic
def conferma(*, codice):
    """Start a saved search and return it: what it finds today is known, only what comes later is news.

    Raises RicercaSalvata.DoesNotExist for an unknown code. Confirming twice changes nothing.
    """
    ricerca = RicercaSalvata.objects.select_for_update().get(codice=codice)
    if not ricerca.confermata_il:
        ricerca.confermata_il = timezone.now()
        ricerca.save()
        filtro = filtro_di(ricerca.domanda)
        if filtro.is_valid():
            nota(ricerca, filtro.qs.order_by().values_list("pk", flat=True), ServizioNotato.Motivo.NOTO)
    return ricerca


@transaction.atomic
def smetti(*, codice):
    """Delete a saved search and every e-mail about it, also those still to send.

    Raises RicercaSalvata.DoesNotExist for an unknown code.
    """
    cancella(RicercaSalvata.objects.select_for_update().get(codice=codice))


@transaction.atomic
def elimina_dimenticate(*, adesso):
    """Delete the searches that nobody has confirmed in a week, with their e-mails; return how many."""
    righe = list(RicercaSalvata.objects.dimenticate(adesso).select_for_update())
    for ricerca in righe:
        cancella(ricerca)
    return len(righe)


def cancella(ricerca):
    """Delete a search, whose row the caller has locked, and every e-mail about it."""
    dimentica(destinatario=ricerca.email, riguarda=riferimento_di(ricerca))
    ricerca.delete()


def nota(ricerca, servizi, motivo):
    """Write that the services with these keys have been told to ``ricerca``."""
    righe = [ServizioNotato(ricerca=ricerca, servizio_id=pk, motivo=motivo) for pk in set(servizi)]
    ServizioNotato.objects.bulk_create(righe, batch_size=500)


def contesto_di(ricerca):
    """Return what every e-mail about a search says: addresses of its pages, absolute, and of its list."""

    def indirizzo(nome):
        return settings.SITE_URL + reverse(f"ricerca:{nome}", args=[ricerca.codice])

    elenco = settings.SITE_URL + reverse("ricerca:list")
    return {
        "ricerca": ricerca,
        "sito": settings.SITE_URL,
        "cerca": elenco,
        "elenco": f"{elenco}?{ricerca.domanda}" if ricerca.domanda else elenco,
        "conferma": indirizzo("save-confirm"),
        "smetti": indirizzo("save-stop"),
    }


def riferimento_di(ricerca):
    """Return what an e-mail about a search keeps of it, for when it is deleted."""
    return f"ricerca-salvata-{ricerca.pk}" if ricerca.pk else ""


def _scrivi(template, ricerca):
    """Queue one of the e-mails that answer who asks to save a search."""
    contesto = contesto_di(ricerca)
    non_sua = ricerca.confermata_il is None
    parole = in_parole(filtro_di(ricerca.domanda), senza_testo=non_sua)
    accoda(
        motivo="ricerca-salvata",
        destinatario=ricerca.email,
        template=f"ricerca/email/{template}",
        contesto=contesto | {"parole": parole, "massime": MASSIME},
        intestazioni=per_smettere(contesto["smetti"]) if ricerca.pk else {},
        riservato=True,
        riguarda=riferimento_di(ricerca),
    )
