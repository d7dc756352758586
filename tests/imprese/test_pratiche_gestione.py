"""Good practices of members in the admin: read, given back, approved, answered; a draft is its member's."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from imprese.models import BuonaPratica
from imprese.pratiche import azioni
from tests.factories import make_accesso, make_aderente, make_utente
from tests.imprese.fabbriche_pratiche import make_commento_pratica, make_pratica, make_proposta_pratica
from utenti.ruoli import COMITATO

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()


def pagina(nome, pratica):
    return reverse(f"admin:imprese_buonapratica_{nome}", args=[pratica.pk])


def iniziali(client, indirizzo):
    """Return what the form of an action sends back untouched."""
    return {campo.html_name: campo.value() or "" for campo in client.get(indirizzo).context["form"]}


def test_ats_gives_back_with_a_comment_a_field(admin_client):
    pratica = make_proposta_pratica(make_accesso().organizzazione, misure="Una fascia <b>larga</b>.")
    indirizzo = pagina("return", pratica)
    assertContains(admin_client.get(indirizzo), "C’è scritto: Una fascia &lt;b&gt;larga&lt;/b&gt;.")
    dati = iniziali(admin_client, indirizzo)
    assertContains(admin_client.post(indirizzo, dati), "Scrivi almeno un commento")
    admin_client.post(indirizzo, dati | {"misure": "Larga quanto?", "certificazioni": "Manca il numero."})
    pratica.refresh_from_db()
    assert pratica.lavoro == "restituita"
    assert set(pratica.commenti.values_list("campo", "testo")) == {
        ("misure", "Larga quanto?"),
        ("certificazioni", "Manca il numero."),
    }
    scheda = admin_client.get(pagina("change", pratica))
    assertContains(scheda, "Che cosa si è fatto: Larga quanto?")
    assert scheda.context["si_puo"] == {"restituisci": False, "approva": False, "rispondi": False}


def test_ats_approves_for_two_years_and_a_second_time_is_told(admin_client):
    pratica = make_proposta_pratica(make_accesso().organizzazione)
    indirizzo = pagina("approve", pratica)
    dati = iniziali(admin_client, indirizzo) | {"chi": "ATS della Montagna"}
    assert dati["rivedere_entro"] == OGGI + relativedelta(months=24)
    passato = admin_client.post(indirizzo, dati | {"rivedere_entro": OGGI})
    assertContains(passato, "Scegli un giorno che deve ancora venire.")
    assert admin_client.post(indirizzo, dati).url == pagina("change", pratica)
    pratica.refresh_from_db()
    assert (pratica.lavoro, pratica.approvata_da, pratica.approvata_il, pratica.pubblicata) == (
        "approvata",
        "ATS della Montagna",
        OGGI,
        True,
    )
    seconda = admin_client.post(indirizzo, dati | {"chi": "il Comitato"})
    assertContains(seconda, "Adesso non si può: la buona pratica è approvata.")
    pratica.refresh_from_db()
    assert pratica.approvata_da == "ATS della Montagna"


def test_what_changed_after_it_was_opened_is_not_approved(admin_client):
    pratica = make_proposta_pratica(make_aderente())
    indirizzo = pagina("approve", pratica)
    dati = iniziali(admin_client, indirizzo) | {"chi": "il Comitato"}
    azioni.ritira(pratica=pratica)
    azioni.invia(pratica=pratica)
    assertContains(admin_client.post(indirizzo, dati), "Nel frattempo è cambiata")
    assert BuonaPratica.objects.pubblicati().count() == 0


def test_ats_answers_the_request_of_a_firm(admin_client):
    pratica = make_pratica(organizzazione=make_aderente())
    commento = make_commento_pratica(pratica=pratica, campo="", dall_ente=True, testo="Sono due ore.")
    elenco = admin_client.get(reverse("admin:imprese_buonapratica_changelist"), {"da_fare": "da_correggere"})
    assert list(elenco.context["cl"].queryset) == [pratica]
    indirizzo = pagina("answer", pratica)
    assertContains(admin_client.get(indirizzo), "Sono due ore.")
    assertContains(admin_client.get(pagina("change", pratica)), indirizzo)
    admin_client.post(indirizzo, {"risposta": "Corretto."})
    commento.refresh_from_db()
    assert (commento.risposta, commento.risolto_il is None) == ("Corretto.", False)
    assertNotContains(admin_client.get(pagina("change", pratica)), indirizzo)
    assertContains(admin_client.post(indirizzo, {"risposta": "Ancora."}), "Nessuna correzione aspetta")


@pytest.mark.parametrize("lavoro", ["bozza", "restituita"])
def test_what_a_member_is_writing_is_looked_at_and_not_changed(admin_client, lavoro):
    pratica = make_proposta_pratica(make_aderente(), lavoro)
    assertContains(admin_client.get(pagina("change", pratica)), pratica.titolo)
    assert admin_client.post(pagina("change", pratica), {"titolo": "Altro"}).status_code == 403
    for azione in ("approve", "return"):
        indirizzo = pagina(azione, pratica)
        dati = iniziali(admin_client, indirizzo) | {"chi": "il Comitato", "anno": "Quale?"}
        assertContains(admin_client.post(indirizzo, dati), "Adesso non si può")
    dopo = BuonaPratica.objects.get()
    assert (dopo.titolo, dopo.lavoro, dopo.pubblicata) == (pratica.titolo, lavoro, False)


def test_what_is_sent_is_not_published_past_the_action(admin_client):
    pratica = make_proposta_pratica(
        make_aderente(),
        approvata_il=OGGI,
        approvata_da="Io",
        da_rivedere_entro=OGGI + timedelta(days=9),
    )
    modulo = admin_client.get(pagina("change", pratica)).context["adminform"].form
    scritti = {campo.html_name: campo.value() for campo in modulo}
    dati = {n: v for n, v in scritti.items() if v not in (None, "", [], False)} | {"pubblicata": "on"}
    dati |= {"certificazioni-TOTAL_FORMS": "0", "certificazioni-INITIAL_FORMS": "0"}
    risposta = admin_client.post(pagina("change", pratica), dati)
    assertContains(risposta, "si pubblica con «Approva»")
    assert BuonaPratica.objects.pubblicati().count() == 0


def test_the_comitato_reads_no_comment(client):
    persona = make_utente(is_staff=True)
    persona.groups.add(Group.objects.get(name=COMITATO))
    client.force_login(persona)
    pratica = make_pratica(organizzazione=make_aderente())
    make_commento_pratica(pratica=pratica, campo="", dall_ente=True, testo="SEGRETO")
    scheda = client.get(pagina("change", pratica))
    assert scheda.status_code == 200
    assertNotContains(scheda, "SEGRETO")
    assert client.get(pagina("answer", pratica)).status_code == 403
