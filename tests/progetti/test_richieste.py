"""What a capofila asks: asked by it alone, answered by ATS with a letter, an event when accepted."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.models import Messaggio
from progetti.models import Progetto, RichiestaProgetto
from progetti.vita.azioni import annulla_evento, registra_evento
from progetti.vita.richieste import accogli, chiedi, rispondi_no, ritira
from tests.documenti import OSTILI, carica
from tests.factories import make_accesso, make_aderente, make_progetto, make_richiesta_progetto, make_utente
from utenti.ruoli import OPERATORE

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
PREVISTA, CHIESTA = OGGI + timedelta(days=30), OGGI + timedelta(days=120)
ATS = "rete@ats.example"


@pytest.fixture(autouse=True)
def ufficio(settings):
    settings.CONTACT_EMAIL = ATS


@pytest.fixture
def progetto():
    """Return a running project with its planned end."""
    progetto = make_progetto(stato=None, titolo="Nidi in rete")
    registra_evento(
        progetto=progetto, tipo="avviata", data=date(2024, 1, 1), nuova_fine=PREVISTA, utente=None
    )
    return progetto


@pytest.fixture
def capofila(client, progetto):
    """Sign in as a member that leads the project and return the access."""
    accesso = make_accesso(organizzazione=make_aderente(denominazione="Comune di Prova"))
    progetto.partner.create(organizzazione=accesso.organizzazione, ruolo="capofila")
    client.force_login(accesso.utente)
    return accesso


def pagina(accesso, progetto, dove=""):
    return f"/area-riservata/enti/{accesso.organizzazione.slug}/progetti/{progetto.slug}/richieste/{dove}"


def in_riga(risposta):
    return " ".join(re.sub(r"<[^>]+>", " ", risposta.content.decode()).split())


def chiede(progetto, **campi):
    valori = {"tipo": "proroga", "nuova_fine": CHIESTA, "motivo": "Il cantiere è fermo."}
    return chiedi(progetto=progetto, **{"utente": make_utente(), **valori} | campi)


def lettere():
    return [(m.destinatario, m.oggetto) for m in Messaggio.objects.order_by("pk")]


# --- The actions ---


def test_asked_and_accepted_more_time_is_an_event_and_two_letters(progetto):
    richiesta = chiede(progetto)
    operatore = make_utente(is_staff=True)
    evento = accogli(richiesta=richiesta, utente=operatore, data=OGGI, risposta=" Va bene. ")
    richiesta.refresh_from_db()
    assert (evento.tipo, evento.nuova_fine, evento.registrato_da) == ("proroga", CHIESTA, operatore)
    assert "cantiere" not in evento.motivo  # the words of the capofila stay in the request
    assert (richiesta.stato, richiesta.evento, richiesta.risposta, richiesta.chiusa_da) == (
        "accolta",
        evento,
        "Va bene.",
        operatore,
    )
    assert Progetto.objects.con_date().get().fine_prevista == CHIESTA
    assert lettere() == [
        (ATS, "Una richiesta per il progetto Nidi in rete"),
        (richiesta.chiesta_da.email, "Richiesta accolta: Nidi in rete"),
    ]
    testo = Messaggio.objects.order_by("-pk").first().testo
    assert f"Il progetto ora finisce il {CHIESTA:%d/%m/%Y}." in testo
    assert "Va bene." in testo


def test_ats_may_grant_another_end(progetto):
    concessa = CHIESTA - timedelta(days=30)
    evento = accogli(richiesta=chiede(progetto), utente=None, data=OGGI, nuova_fine=concessa)
    assert evento.nuova_fine == concessa


@pytest.mark.parametrize("tipo", ["denaro", "partner", "attivita"])
def test_the_other_requests_become_a_variation_that_moves_no_date(progetto, tipo):
    evento = accogli(richiesta=chiede(progetto, tipo=tipo, nuova_fine=None), utente=None, data=OGGI)
    assert (evento.tipo, evento.nuova_fine) == ("variazione", None)
    assert Progetto.objects.con_date().get().fine_prevista == PREVISTA


def test_refused_only_with_a_reason_and_the_project_stays_as_it_is(progetto):
    richiesta = chiede(progetto)
    with pytest.raises(ValidationError):
        rispondi_no(richiesta=richiesta, risposta="  ", utente=None)
    rispondi_no(richiesta=richiesta, risposta="Il ciclo finisce prima.", utente=None)
    richiesta.refresh_from_db()
    assert (richiesta.stato, richiesta.evento, progetto.eventi.count()) == ("respinta", None, 1)
    assert "Il ciclo finisce prima." in Messaggio.objects.order_by("-pk").first().testo


@pytest.mark.parametrize(
    ("campi", "messaggio"),
    [
        ({"nuova_fine": PREVISTA}, "finisce già"),
        ({"nuova_fine": OGGI + timedelta(days=6 * 366)}, "cinque anni"),
        ({"nuova_fine": None}, "fino a quando"),
        ({"tipo": "denaro"}, "fino a quando"),
        ({"motivo": " "}, "non può essere"),
        ({"documento": carica(*OSTILI["exe"][:1])}, "non è un PDF"),
    ],
)
def test_a_request_that_cannot_be_writes_nothing_and_mails_nobody(progetto, campi, messaggio):
    with pytest.raises(ValidationError) as errore:
        chiede(progetto, **campi)
    assert any(messaggio in testo for testo in errore.value.messages), errore.value.messages
    assert (RichiestaProgetto.objects.count(), lettere()) == (0, [])


@pytest.mark.parametrize("stato", ["in_valutazione", "conclusa_attivita", "revoca", None])
def test_a_project_that_is_not_running_is_not_amended(stato):
    with pytest.raises(ValidationError, match="finanziato e non ancora concluso"):
        chiede(make_progetto(stato=stato))


def test_one_request_of_a_kind_at_a_time_and_each_is_closed_once(progetto):
    richiesta = chiede(progetto)
    with pytest.raises(ValidationError, match="già una richiesta"):
        chiede(progetto)
    ritira(richiesta=richiesta, utente=None)
    for azione in (
        lambda: ritira(richiesta=richiesta, utente=None),
        lambda: accogli(richiesta=richiesta, utente=None, data=OGGI),
        lambda: rispondi_no(richiesta=richiesta, risposta="no", utente=None),
    ):
        with pytest.raises(ValidationError, match="già chiusa"):
            azione()
    assert progetto.eventi.count() == 1
    assert chiede(progetto).stato == "in_attesa"


def test_accepting_late_what_the_rules_forbid_changes_nothing(progetto):
    richiesta = chiede(progetto)
    registra_evento(progetto=progetto, tipo="conclusa_attivita", data=OGGI, utente=None)
    with pytest.raises(ValidationError):
        accogli(richiesta=richiesta, utente=None, data=OGGI)
    richiesta.refresh_from_db()
    assert (richiesta.stato, len(lettere())) == ("in_attesa", 1)


# --- The area ---


def modulo(risposta):
    """Return what a browser would send back from the page that asks to confirm."""
    nomi = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', risposta.content.decode())
    return {nome: valore for nome, valore in nomi if nome != "csrfmiddlewaretoken"}


def test_asking_shows_what_is_sent_keeps_the_paper_and_then_sends_it(client, capofila, progetto):
    nuova = pagina(capofila, progetto, "nuova/proroga/")
    dati = {"nuova_fine": "", "motivo": "Il cantiere\r\nè fermo.", "documento": carica(nome="piano.pdf")}
    errata = client.post(nuova, dati)
    assert "Abbiamo già «piano.pdf»" in in_riga(errata)
    gettone = errata.context["form"]["documento_tenuto"].value()
    dati = {"nuova_fine": CHIESTA.isoformat(), "motivo": dati["motivo"], "documento_tenuto": gettone}
    riletta = client.post(nuova, dati)
    assert not RichiestaProgetto.objects.exists()
    for testo in ("Va bene così?", "Il cantiere è fermo.", "piano.pdf"):
        assert testo in in_riga(riletta)
    campi = modulo(riletta) | {"motivo": dati["motivo"]}
    indietro = client.post(nuova, campi | {"correggi": "si"})
    assert "Rileggi e manda" in in_riga(indietro)
    assert indietro.context["form"]["documento_tenuto"].value() == gettone
    esito = client.post(nuova, campi | {"conferma": "si"}, follow=True)
    richiesta = RichiestaProgetto.objects.get()
    assert (richiesta.tipo, richiesta.nuova_fine, richiesta.motivo, richiesta.chiesta_da) == (
        "proroga",
        CHIESTA,
        "Il cantiere\nè fermo.",
        capofila.utente,
    )
    elenco = in_riga(esito)
    for testo in ("Richiesta mandata", "in attesa di ATS", "C’è già una richiesta in attesa."):
        assert testo in elenco
    scaricato = client.get(pagina(capofila, progetto, f"{richiesta.pk}/documento/"))
    assert scaricato.getvalue().startswith(b"%PDF-")
    assert client.get(nuova).status_code == 302


@pytest.mark.parametrize(
    "dati",
    [
        {"nuova_fine": "31/02/2030", "motivo": "\x00"},
        {"nuova_fine": "9" * 40, "motivo": "m" * 3001},
        {"nuova_fine": "0001-01-01", "motivo": "m", "documento_tenuto": "inventato", "conferma": "si"},
    ],
)
def test_hostile_values_get_errors_and_nothing_is_sent(client, capofila, progetto, dati):
    risposta = client.post(pagina(capofila, progetto, "nuova/proroga/"), dati)
    assert (risposta.status_code, RichiestaProgetto.objects.count()) == (200, 0)
    assert risposta.context["form"].errors


def test_a_request_is_withdrawn_after_a_question(client, capofila, progetto):
    richiesta = make_richiesta_progetto(progetto=progetto)
    ritiro = pagina(capofila, progetto, f"{richiesta.pk}/ritira/")
    assert "Vuoi ritirare" in in_riga(client.get(ritiro))
    client.post(ritiro)
    richiesta.refresh_from_db()
    assert (richiesta.stato, richiesta.chiusa_da) == ("ritirata", capofila.utente)
    assert client.get(ritiro).status_code == 302


def test_the_list_tells_the_answers_and_the_new_end(client, capofila, progetto):
    evento = accogli(richiesta=chiede(progetto), utente=None, data=OGGI)
    rispondi_no(
        richiesta=chiede(progetto, tipo="partner", nuova_fine=None), risposta="Manca l’atto.", utente=None
    )
    elenco = in_riga(client.get(pagina(capofila, progetto)))
    for testo in ("Il progetto finisce", "Manca l’atto.", "non accolta"):
        assert testo in elenco
    annulla_evento(evento=evento, motivo="era per un altro", utente=None)
    assert "ATS ha poi annullato l’evento" in in_riga(client.get(pagina(capofila, progetto)))


def test_partners_and_the_requests_of_other_projects_are_not_there(client, capofila, progetto):
    altra = make_richiesta_progetto(motivo="riservato")
    altrui = make_progetto()
    altrui.partner.create(organizzazione=capofila.organizzazione, ruolo="partner")
    for dove in ("", "nuova/proroga/"):
        assert client.get(pagina(capofila, altrui, dove)).status_code == 404
    for dove in (f"{altra.pk}/ritira/", f"{altra.pk}/documento/", "nuova/inventata/", f"{10**30}/ritira/"):
        assert client.post(pagina(capofila, progetto, dove)).status_code == 404
    assert "riservato" not in in_riga(client.get(pagina(capofila, progetto)))


def test_the_list_asks_the_same_queries_with_more_requests(client, capofila, progetto, nplus):
    def aggiungi():
        evento = registra_evento(progetto=progetto, tipo="variazione", data=OGGI, utente=None)
        make_richiesta_progetto(progetto=progetto, stato="accolta", evento=evento, chiusa_il=timezone.now())

    nplus(lambda: client.get(pagina(capofila, progetto)), aggiungi, attese=8)


# --- ATS ---


def test_ats_sees_the_effect_and_answers(client, progetto):
    operatore = make_utente(is_staff=True)
    operatore.groups.add(Group.objects.get(name=OPERATORE))
    client.force_login(operatore)
    richiesta = chiede(progetto)
    gestione = f"/admin/progetti/richiestaprogetto/{richiesta.pk}/"
    assert f'href="{gestione}accogli/"' in client.get(f"{gestione}change/").content.decode()
    anteprima = in_riga(client.get(f"{gestione}accogli/"))
    for testo in ("Che cosa cambia se la accogli", "Il cantiere è fermo."):
        assert testo in anteprima
    errata = client.post(f"{gestione}accogli/", {"data": "31/02/2026", "nuova_fine": "\x00"})
    assert set(errata.context["form"].errors) == {"data", "nuova_fine"}
    dati = {"data": f"{OGGI:%d/%m/%Y}", "nuova_fine": f"{CHIESTA:%d/%m/%Y}", "risposta": "Va bene."}
    client.post(f"{gestione}accogli/", dati)
    richiesta.refresh_from_db()
    assert (richiesta.stato, richiesta.chiusa_da, richiesta.evento.nuova_fine) == (
        "accolta",
        operatore,
        CHIESTA,
    )
    tardi = client.post(f"{gestione}non-accogliere/", {"risposta": "no"})
    assert tardi.context["form"].non_field_errors() == ["Questa richiesta è già chiusa (accolta)."]
