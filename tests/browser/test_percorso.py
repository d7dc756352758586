"""The whole path of a member in a real browser, on both databases: from joining to “tutto corretto”."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from aderenti.models import CategoriaAderente, Organizzazione
from core import posta
from core.models import Proposta
from servizi.freschezza.scala import scala
from servizi.models import Servizio
from tests.browser.persona import Persona
from tests.factories import make_ambito, make_comune, make_gruppo, make_tipologia, make_utente
from utenti.ruoli import OPERATORE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.percorso,
    pytest.mark.django_db(transaction=True),
    # The live server closes a connection that a browser keeps open from another thread than its own.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]
PASSWORD = "una-parola-lunga-di-prova"
OGGI = timezone.localdate()


@pytest.fixture
def valle(db, settings, live_server):
    """Make the little that a valley needs: a comune, a category, a typology, an operator of ATS."""
    settings.SITE_URL = live_server.url
    settings.CONTACT_EMAIL = "conciliazione@ats.example"
    ambito = make_ambito(nome="Tirano")
    make_comune(ambito=ambito, nome="Grosio")
    CategoriaAderente.objects.create(code="COOP", label="Cooperativa sociale")
    make_tipologia(label="Doposcuola", gruppo=make_gruppo(label="Bambini e ragazzi"))
    operatore = make_utente(email="operatore@ats.example", is_staff=True)
    operatore.groups.set(Group.objects.filter(name=OPERATORE))
    return operatore


def arriva(mailoutbox, oggetto):
    """Send what is queued; return the first address in the last mail whose subject holds ``oggetto``."""
    posta.invia(limite=50)
    lettera = next(m for m in reversed(mailoutbox) if oggetto in m.subject)
    return re.search(r"http://\S+", lettera.body)[0]


def test_the_whole_path(browser, live_server, valle, mailoutbox):
    ats, coop = Persona(browser, live_server.url), Persona(browser, live_server.url)
    ats.entra(valle)
    chiede_di_aderire(coop)
    assert "Il Larice" in coop.legge()
    accoglie(ats)
    assert Organizzazione.objects.pubblicati().get().denominazione == "Il Larice"
    entra_con_l_invito(coop, arriva(mailoutbox, "nvito"))
    slug = primo_servizio(coop)
    assert coop.apri(f"/servizi/{slug}/") == 404
    restituisce(ats)
    corregge(coop, slug, mailoutbox)
    accetta(ats)
    assert coop.apri(f"/servizi/{slug}/") == 200
    assert "Compiti e giochi, dalle 14 alle 18." in coop.legge()
    conferma_dal_link(browser, live_server, slug, mailoutbox)


def chiede_di_aderire(coop):
    coop.apri("/aderenti/")
    coop.premi(re.compile("derisci"), "link")
    coop.scrivi(denominazione="Il Larice", codice_fiscale="00774730154", indirizzo="via Roma 1", cap="23033")
    coop.page.get_by_label("Categoria", exact=True).select_option(label="Cooperativa sociale")
    coop.page.get_by_label(re.compile("Privato non profit")).check()
    coop.scrivi(comune="Grosio", telefono="0342 840000", perche="Facciamo un doposcuola.")
    coop.scrivi(referente_ruolo="segreteria", referente_email="segreteria@larice.example")
    coop.premi("Manda la domanda")


def accoglie(ats):
    ats.apri("/admin/aderenti/domandaadesione/")
    ats.premi("Il Larice", "link")
    ats.premi("Accogli", "link")
    ats.scrivi(data=f"{OGGI:%d/%m/%Y}", atto_estremi="decreto 12 del 2026")
    ats.premi("Accogli e manda")


def entra_con_l_invito(coop, indirizzo):
    coop.apri(indirizzo)
    coop.scrivi(password1=PASSWORD, password2=PASSWORD)
    coop.premi("Accetto e apro")
    assert "Il Larice" in coop.legge()


def primo_servizio(coop):
    """Make and send the first service; return its slug."""
    coop.premi("Servizi", "link")
    coop.premi("Aggiungi un servizio", "link")
    coop.scrivi(titolo="Doposcuola Larice", descrizione_breve="Compiti e giochi.")
    coop.page.get_by_label("Tipo di servizio").select_option(label="Doposcuola")
    coop.premi("Crea la bozza")
    slug = Servizio.objects.get().slug
    base = f"/area-riservata/enti/il-larice/servizi/{slug}/"
    coop.apri(f"{base}per-chi/")
    coop.page.get_by_label("Tirano", exact=True).first.check()
    coop.premi("Salva")
    coop.apri(f"{base}contatti/")
    coop.scrivi(telefono="0342 840000")
    coop.premi("Salva")
    coop.apri(f"{base}pubblica/")
    coop.premi("Manda ad ATS")
    assert "In attesa di ATS" in coop.legge()
    return slug


def restituisce(ats):
    """ATS gives the publication back with a comment on one field."""
    ats.apri("/admin/core/proposta/")
    ats.premi("Doposcuola Larice", "link")
    ats.page.locator("[name=scelta_stato][value=restituisci]").check()
    ats.page.locator("[name=commento_stato]").fill("Scrivi anche gli orari nella descrizione breve.")
    ats.premi("Registra le decisioni")
    assert Proposta.objects.get().stato == "restituita"


def corregge(coop, slug, mailoutbox):
    """The member reads why, corrects and sends again."""
    coop.apri(arriva(mailoutbox, "correggere"))
    assert "Scrivi anche gli orari nella descrizione breve." in coop.legge()
    coop.apri(f"/area-riservata/enti/il-larice/servizi/{slug}/che-cosa/")
    coop.scrivi(descrizione_breve="Compiti e giochi, dalle 14 alle 18.")
    coop.premi("Salva")
    coop.apri(f"/area-riservata/enti/il-larice/servizi/{slug}/pubblica/")
    coop.premi("Manda ad ATS")
    assert Proposta.objects.get().stato == "in_attesa"


def accetta(ats):
    ats.apri("/admin/core/proposta/")
    ats.premi("Doposcuola Larice", "link")
    ats.premi("Accogli tutto")
    assert Servizio.objects.get().stato == "attivo"


def conferma_dal_link(browser, live_server, slug, mailoutbox):
    """Months later: a reminder, one button, no password; the day of verification moves."""
    mesi_fa = OGGI - timedelta(days=181)
    Servizio.objects.filter(slug=slug).update(verificato_il=mesi_fa)
    scala(OGGI)
    collega = Persona(browser, live_server.url)
    indirizzo = arriva(mailoutbox, "corrett")
    collega.apri(indirizzo)
    assert "Doposcuola Larice" in collega.legge()
    assert Servizio.objects.get().verificato_il == mesi_fa
    collega.premi("Tutto corretto")
    assert Servizio.objects.get().verificato_il == OGGI
    collega.apri(indirizzo)
    assert "Fatto" in collega.legge()
