"""What a member has to do today, one thing a button, in order: read from the rooms below in few queries."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aderenti.models import RichiestaAccesso
from aderenti.sezioni import compiti
from core.models import Proposta
from core.proposte import scheda_di
from core.proposte.schede import tipo_di
from core.templatetags.formati import con_articolo
from rete.oggi.azioni import dei_quesiti, delle_azioni
from rete.oggi.cosa import Cosa
from rete.oggi.eventi import degli_eventi
from rete.oggi.pratiche import delle_pratiche
from rete.oggi.progetti import dei_progetti
from rete.oggi.servizi import dei_servizi
from servizi.models import Servizio
from servizi.querysets import NON_IN_ELENCO

UN_ANNO = timedelta(days=365)

__all__ = ["Cosa", "Situazione", "cose", "situazione"]


@dataclass
class Situazione:
    """What is known of a body today, read once: its services and what of them and of the profile is open.

    ``dovuti`` are the keys of the services that somebody must check.
    """

    ente: object
    servizi: list
    dovuti: set
    proposte: list

    @property
    def del_profilo(self):
        """Return the open proposal about the profile, None without."""
        return next((p for p in self.proposte if p.tipo_id == tipo_di(self.ente).pk), None)

    @property
    def dei_servizi(self):
        """Return {key of the service: its open proposal}."""
        return {p.oggetto_id: p for p in self.proposte if p.tipo_id != tipo_di(self.ente).pk}

    @property
    def mandati(self):
        """Return the keys of the drafts that have been sent to ATS and are not public yet."""
        bozze = {servizio.pk for servizio in self.servizi if servizio.stato == Servizio.Stato.BOZZA}
        return bozze & {chiave for chiave, p in self.dei_servizi.items() if "stato" in p.cambi}

    @property
    def in_attesa(self):
        """Return how many proposals wait for ATS."""
        return sum(p.stato == Proposta.Stato.IN_ATTESA for p in self.proposte)


def situazione(ente, oggi):
    """Return the ``Situazione`` of a body on ``oggi``: 4 queries."""
    servizi = list(ente.servizi.defer(*NON_IN_ELENCO))
    del_profilo = Q(tipo=tipo_di(ente), oggetto_id=ente.pk)
    dei_servizi = Q(tipo=tipo_di(Servizio), oggetto_id__in=[servizio.pk for servizio in servizi])
    proposte = Proposta.objects.aperte().filter(del_profilo | dei_servizi)
    dovuti = set(ente.servizi.da_ricontrollare(oggi).values_list("pk", flat=True))
    return Situazione(ente, servizi, dovuti, list(proposte))


def cose(situazione, accesso, oggi):
    """Return what ``accesso`` has to do for its body on ``oggi``: list of ``Cosa``, the first thing first."""
    return [
        *_scritte_da_ats(situazione),
        *degli_eventi(situazione.ente),
        *delle_pratiche(situazione.ente),
        *_richieste(situazione.ente, accesso),
        *delle_azioni(situazione.ente, oggi),
        *dei_quesiti(situazione.ente, oggi),
        *dei_progetti(situazione.ente, oggi),
        *dei_servizi(situazione.ente, situazione.servizi, situazione.mandati, situazione.dovuti, oggi),
        *_del_profilo(situazione),
        *_conferma(situazione.ente, oggi),
    ]


def _scritte_da_ats(situazione):
    """Yield the proposals that ATS has sent back with comments."""
    ente, profilo, servizi = situazione.ente, situazione.del_profilo, situazione.dei_servizi
    if profilo and profilo.stato == Proposta.Stato.RESTITUITA:
        yield _restituita(profilo, ente, _("ATS ha scritto sulla tua scheda"))
    for servizio in situazione.servizi:
        proposta = servizi.get(servizio.pk)
        if proposta and proposta.stato == Proposta.Stato.RESTITUITA:
            titolo = _("ATS ha scritto su «%(titolo)s»") % {"titolo": servizio.titolo}
            yield _restituita(proposta, servizio, titolo)


def _restituita(proposta, oggetto, titolo):
    scheda = scheda_di(oggetto)
    commenti = [f"{capfirst(scheda.etichetta(c))}: {testo}" for c, testo in proposta.commenti.items()]
    return Cosa("ats", titolo, " · ".join(commenti), _("Correggi o rispondi"), scheda.indirizzo(oggetto))


def _richieste(ente, accesso):
    """Yield who asks to come in, for the administrators."""
    if not accesso.amministra:
        return
    numero = ente.richieste_accesso.filter(stato=RichiestaAccesso.Stato.IN_ATTESA).count()
    if numero:
        titolo = ngettext(
            "%(n)s persona chiede di lavorare su queste pagine",
            "%(n)s persone chiedono di lavorare su queste pagine",
            numero,
        )
        testo = _("Decidi tu: chi accogli può cambiare scheda e servizi.")
        yield Cosa(
            "persone", titolo % {"n": numero}, testo, _("Decidi"), reverse("area:people", args=[ente.slug])
        )


def _del_profilo(situazione):
    """Yield the sections of the profile where something is missing."""
    ente = situazione.ente
    for compito in compiti(ente, situazione.del_profilo):
        if compito.mancano:
            titolo = _("Nella tua scheda, «%(sezione)s» non è completa") % {"sezione": compito.sezione.titolo}
            testo = _("Manca: %(voci)s.") % {"voci": ", ".join(compito.mancano)}
            indirizzo = reverse("area:profile-section", args=[ente.slug, compito.sezione.codice])
            yield Cosa("scheda", titolo, testo, _("Completa"), indirizzo)


def _conferma(ente, oggi):
    """Yield the confirmation that ATS asks for in a round or, outside of rounds, the yearly one when due."""
    giro = ente.conferme.in_attesa(oggi).select_related("giro").first()
    if giro:
        testo = _("Rileggila e premi «tutto corretto» entro %(giorno)s.")
        testo = testo % {"giorno": con_articolo(giro.giro.scade_il)}
        indirizzo = reverse("area:confirm", args=[ente.slug])
        yield Cosa("conferma", _("ATS chiede di confermare la scheda"), testo, _("Rileggi"), indirizzo)
        return
    ultima = ente.confermato_il
    if ultima and ultima + UN_ANNO > oggi:
        return
    testo = (
        _("L’ultima conferma è stata %(data)s.") % {"data": con_articolo(ultima)}
        if ultima
        else _("Nessuno l’ha ancora confermata.")
    )
    indirizzo = reverse("area:profile", args=[ente.slug])
    yield Cosa("conferma", _("La tua scheda va riletta e confermata"), testo, _("Rileggi"), indirizzo)
