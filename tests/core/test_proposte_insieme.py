"""Proposals in real parallel transactions: one open per object, one decision, nothing approved unread."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from core.models import EventoProposta, Proposta
from core.proposte import CambiatoNelFrattempo, PropostaSuperata, VociMosse, annulla, decidi, proponi, ritira
from tests.factories import make_aderente, make_utente
from tests.rete.moduli import dati, pagina_di
from utenti.ruoli import OPERATORE

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
SUPERATE = (CambiatoNelFrattempo, PropostaSuperata, VociMosse)


def insieme(*azioni):
    """Run the actions at once, each in a thread and a connection of its own; return what each gave."""
    pronti, esiti = Barrier(len(azioni), timeout=20), [None] * len(azioni)

    def corri(numero, azione):
        try:
            connection.ensure_connection()
            pronti.wait()
            esiti[numero] = azione() or "fatta"
        except SUPERATE as superata:
            esiti[numero] = type(superata).__name__
        finally:
            connection.close()

    fili = [Thread(target=corri, args=voce) for voce in enumerate(azioni)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    return esiti


def proposta_di(ente, **cambi):
    return proponi(oggetto=ente, cambi=cambi, autore=make_utente())[1]


@pytest.fixture
def ente(transactional_db):
    return make_aderente(denominazione="Vecchio nome", natura="pubblico", telefono="0342 1")


@pytest.mark.parametrize("_volta", range(3))
def test_two_who_propose_at_once_share_one_open_proposal(ente, _volta):
    autori = [make_utente(), make_utente()]

    def proposte(autore, **cambi):
        return lambda: proponi(oggetto=ente, cambi=cambi, autore=autore)[1].pk

    esiti = insieme(proposte(autori[0], denominazione="Nuovo nome"), proposte(autori[1], natura="privato"))
    proposta = Proposta.objects.get()
    assert esiti == [proposta.pk, proposta.pk]
    assert set(proposta.cambi) == {"denominazione", "natura"}
    assert proposta.versione == 2
    assert [evento.tipo for evento in proposta.eventi.all()] == ["inviata", "modificata"]


@pytest.mark.parametrize("_volta", range(3))
def test_two_who_change_the_same_field_at_once(ente, _volta):
    autori, base = [make_utente(), make_utente()], {"denominazione": "Vecchio nome"}

    def scrive(autore, nome):
        def azione():
            proponi(oggetto=ente, cambi={"denominazione": nome}, autore=autore, base=base)

        return azione

    esiti = insieme(scrive(autori[0], "Primo"), scrive(autori[1], "Secondo"))
    assert sorted(esiti) == ["CambiatoNelFrattempo", "fatta"]
    vince = ["Primo", "Secondo"][esiti.index("fatta")]
    assert Proposta.objects.get().cambi["denominazione"]["dopo"] == vince


@pytest.mark.parametrize("_volta", range(3))
def test_approved_and_withdrawn_at_once_is_one_of_the_two(ente, _volta):
    proposta, ats = proposta_di(ente, denominazione="Nuovo nome"), make_utente()
    esiti = insieme(
        lambda: decidi(proposta=proposta, versione=1, da=ats, accolti=["denominazione"]) and "accolta",
        lambda: ritira(proposta=proposta, autore=proposta.autore) and "ritirata",
    )
    proposta.refresh_from_db()
    ente.refresh_from_db()
    assert sorted(esiti) == sorted(["PropostaSuperata", proposta.stato])
    assert ente.denominazione == {"accolta": "Nuovo nome", "ritirata": "Vecchio nome"}[proposta.stato]
    assert EventoProposta.objects.count() == 2


def test_two_operators_decide_once(ente):
    proposta, operatori = proposta_di(ente, denominazione="Nuovo nome"), [make_utente(), make_utente()]
    esiti = insieme(
        lambda: decidi(proposta=proposta, versione=1, da=operatori[0], accolti=["denominazione"]) and "sì",
        lambda: (
            decidi(proposta=proposta, versione=1, da=operatori[1], respinti={"denominazione": "No"}) and "no"
        ),
    )
    assert esiti.count("PropostaSuperata") == 1
    proposta.refresh_from_db()
    assert proposta.decisa_da == operatori[0 if "sì" in esiti else 1]


@pytest.mark.parametrize("_volta", range(3))
def test_what_changes_while_it_is_approved_is_not_approved_unread(ente, _volta):
    proposta, ats, autore = proposta_di(ente, denominazione="Nuovo nome"), make_utente(), make_utente()
    esiti = insieme(
        lambda: decidi(proposta=proposta, versione=1, da=ats, accolti=["denominazione"]) and "accolta",
        lambda: proponi(oggetto=ente, cambi={"denominazione": "Terzo"}, autore=autore) and "proposta",
    )
    ente.refresh_from_db()
    accolta = esiti[0] == "accolta"
    assert esiti in (["accolta", "proposta"], ["PropostaSuperata", "proposta"])
    assert ente.denominazione == ("Nuovo nome" if accolta else "Vecchio nome")
    aperta = Proposta.objects.aperte().get()
    prima = "Nuovo nome" if accolta else "Vecchio nome"
    assert aperta.cambi == {"denominazione": {"prima": prima, "dopo": "Terzo"}}


def test_a_live_change_is_undone_once():
    fidato = make_aderente(denominazione="Vecchio nome", fidata=True)
    diretta, _attesa = proponi(oggetto=fidato, cambi={"denominazione": "Nuovo"}, autore=make_utente())
    ats = make_utente()
    esiti = insieme(
        *[lambda: annulla(proposta=diretta, da=ats, testo="No") and "annullata" for _volta in range(2)]
    )
    assert sorted(esiti) == ["PropostaSuperata", "annullata"]


@pytest.mark.parametrize("_volta", range(3))
def test_an_edit_in_the_admin_and_an_approval_lose_nothing(ente, _volta):
    """The operator changes the phone of the page read before; the approval writes the name."""
    operatore = make_utente(is_staff=True)
    operatore.groups.add(Group.objects.get(name=OPERATORE))
    client = Client()
    client.force_login(operatore)
    proposta = proposta_di(ente, denominazione="Nuovo nome")
    letta = dati(client.get(pagina_di(ente))) | {"telefono": "0342 9"}
    esiti = insieme(
        lambda: client.post(pagina_di(ente), letta).status_code,
        lambda: decidi(proposta=proposta, versione=1, da=operatore, accolti=["denominazione"]) and "accolta",
    )
    ente.refresh_from_db()
    assert esiti == [302, "accolta"]
    assert (ente.denominazione, ente.telefono) == ("Nuovo nome", "0342 9")


def test_two_operators_on_the_same_field_of_the_admin(ente):
    clienti = []
    for _volta in range(2):
        operatore = make_utente(is_staff=True)
        operatore.groups.add(Group.objects.get(name=OPERATORE))
        clienti.append(Client())
        clienti[-1].force_login(operatore)
    letta = dati(clienti[0].get(pagina_di(ente)))
    esiti = insieme(
        lambda: clienti[0].post(pagina_di(ente), letta | {"denominazione": "Primo"}).status_code,
        lambda: clienti[1].post(pagina_di(ente), letta | {"denominazione": "Secondo"}).status_code,
    )
    assert sorted(esiti) == [200, 302]
    ente.refresh_from_db()
    assert ente.denominazione == ["Primo", "Secondo"][esiti.index(302)]
