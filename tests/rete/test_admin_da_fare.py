"""The first page of the admin: what is to do, each line with the number of rows that its link opens."""

from datetime import date, timedelta
from itertools import count
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from aderenti.models import EventoAdesione, Organizzazione
from comitato.models import CommentoVerbale, Verbale
from progetti.models import Progetto, Scadenza
from servizi.models import Segnalazione, Servizio
from tests.comitato.fabbriche import make_componente, make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_decisioni import make_azione
from tests.comitato.fabbriche_sedute import make_adempimento, make_decisione
from tests.comitato.fabbriche_valutazione import make_domanda_valutazione, make_valutazione
from tests.documenti import carica
from tests.factories import (
    make_accesso,
    make_aderente,
    make_alleanza,
    make_ambito,
    make_documento,
    make_domanda,
    make_elenco,
    make_organizzazione,
    make_pagamento,
    make_progetto,
    make_proposta,
    make_quadro,
    make_rendiconto,
    make_richiesta_progetto,
    make_servizio,
    make_utente,
)
from tests.imprese.fabbriche_pratiche import make_proposta_pratica
from tests.progetti.monitoraggio import make_rilevazione, make_scheda
from tests.rete.oggetti import make
from utenti.ruoli import COMITATO

OGGI = timezone.localdate()


def voci(client):
    """Return {(room, label): (number, address)} of the first page."""
    gruppi = client.get("/admin/").context["da_fare"]
    return {
        (str(gruppo["titolo"]), str(voce["etichetta"])): (voce["numero"], voce["indirizzo"])
        for gruppo in gruppi
        for voce in gruppo["voci"]
    }


def _progetti():
    """Make projects with different things to do: two late by the clock, of which one is over."""
    make_progetto(cup="A12B34567890123", titolo="")
    make_progetto()
    con_scadenze = make_progetto(stato=None)
    for giorno in (OGGI, OGGI - timedelta(days=1)):
        Scadenza.objects.create(progetto=con_scadenze, titolo="Relazione", giorno=giorno)
    for visto in (None, None, OGGI):
        make_documento(progetto=con_scadenze, visto_il=visto)
    altri_cup = (f"B12B{n:011}" for n in count())
    for stato, fine in (("avviata", -1), ("avviata", 0), ("avviata", 30), ("conclusa_attivita", -400)):
        progetto = make_progetto(stato="avviata", cup=next(altri_cup))
        progetto.eventi.create(tipo="proroga", data=date(2018, 1, 1), nuova_fine=OGGI + timedelta(days=fine))
        if stato != "avviata":
            progetto.eventi.create(tipo=stato, data=date(2018, 2, 1))
    richiesta = make_richiesta_progetto(progetto=make_progetto(cup=next(altri_cup)))
    make_richiesta_progetto(progetto=richiesta.progetto, tipo="partner")
    make_richiesta_progetto(progetto=make_progetto(cup=next(altri_cup)))
    make_richiesta_progetto(
        progetto=make_progetto(stato="revoca", cup=next(altri_cup)),
        stato="ritirata",
        chiusa_il=timezone.now(),
    )


def _comitato(enti):
    """Make seats of the five ``enti``, meetings and duties: some have things to do, some do not."""
    seggi = [make_seggio(ente=ente) for ente in enti[:3]]
    make_componente(seggio=seggi[0], ruolo="supplente")  # it ends in 30 days
    make_componente(seggio=seggi[1], ruolo="supplente", al=OGGI + timedelta(days=31))
    make_componente(seggio=seggi[2])
    make_seggio(ente=enti[3], ruolo="invitato", con_voto=False)
    make_seggio(ente=enti[4], dimostrativo=True)
    for giorni, fatto in ((-1, None), (0, None), (-1, OGGI)):
        make_adempimento(giorno=OGGI + timedelta(days=giorni), fatto_il=fatto)
    for stato in ("preparazione", "preparazione", "preparazione", "convocata", "chiusa"):
        make_seduta(stato=stato)
    make_seduta(stato="convocata", da_comunicare=True)
    make_seduta(stato="aperta", inizio=timezone.now() - timedelta(days=1))
    _decisioni(enti[0])


def _decisioni(ente):
    """Make decisions, action points and minutes of a closed meeting, some with things to do."""
    seduta = make_seduta(stato="chiusa", inizio=timezone.now() - timedelta(days=90))
    punto, presa = make_punto(seduta), {"esito": "approvata", "anno": 2026, "presa_il": date(2026, 1, 1)}
    prima = make_decisione(punto, numero=1, **presa)
    for numero, progetto in enumerate(Progetto.objects.order_by("pk")[:2], 2):
        entro = OGGI - timedelta(days=numero - 2)
        make_decisione(punto, numero=numero, progetto=progetto, riesame_entro=entro, **presa)
    for stato, giorni in (("aperta", -1), ("aperta", 0), ("fatta", -9), ("fatta", 9), ("chiusa", -9)):
        make_azione(prima, stato=stato, ente=ente, scade_il=OGGI + timedelta(days=giorni))
    domani = timezone.now() + timedelta(days=1)
    ieri = timezone.now() - timedelta(days=1)
    scritta = make_seduta(stato="aperta", modo="scritta", inizio=ieri, termine=domani)
    make_decisione(make_punto(scritta))
    Verbale.objects.create(seduta=seduta, testo="Bozza.")
    aperto = Verbale.objects.create(seduta=make_seduta(stato="chiusa"), testo="Testo.", stato="commenti")
    for risposta in ("", "", "Corretto."):
        CommentoVerbale.objects.create(verbale=aperto, testo="Manca.", risposta=risposta)
    for _volta in range(2):
        Verbale.objects.create(
            seduta=make_seduta(stato="chiusa"), testo="Testo.", stato="approvato", approvato_in=scritta
        )


def aperti(pagina):
    """Return how many things a page shows: a list, what was never published, what looks paid twice."""
    if "mai_pubblicati" in pagina.context:
        return len(pagina.context["mai_pubblicati"])
    if "coppie" in pagina.context:
        return len(pagina.context["coppie"])
    return pagina.context["cl"].result_count


def _monitoraggio_e_valutazioni():
    """Make rounds, sheets, evaluations and questions, a different number of each kind."""
    make_rilevazione(aperta_il=None)
    for _volta in range(2):
        make_scheda(make_rilevazione(), stato="inviata")
    make_scheda(make_rilevazione(chiusa_il=timezone.now()), scade_il=date(2020, 1, 1))
    for stato, quante in (("preparazione", 3), ("aperta", 2), ("chiusa", 1), ("congelata", 1)):
        for _volta in range(quante):
            make_valutazione(stato)
    for campi in ({"scade_il": date(2020, 1, 1)}, {"risposta": "Sì", "risposta_il": date(2020, 1, 1)}, {}):
        make_domanda_valutazione(**campi)


def _redazione():
    make("redazione.notizia")
    make("redazione.notizia", pubblica_dal=None)
    make("redazione.evento")
    ente = Organizzazione.objects.first()
    for _volta in range(4):
        make("redazione.evento", stato="inviato", dall_ente=True, organizzatore=ente)
    for giorni in (0, 30, 31, -1):
        make("redazione.documento", scade_il=OGGI + timedelta(days=giorni))
    make("redazione.versionedocumento", indirizzo="", file=carica())
    make("redazione.versionedocumento")
    for lavoro in ("bozza", "restituita", *["inviata"] * 3):
        make_proposta_pratica(ente, lavoro)
    for _volta in range(2):
        make("imprese.buonapratica", pubblicata=False, approvata_il=None)
    make("imprese.commentopratica", pratica=make("imprese.buonapratica"), campo="", dall_ente=True)
    make("redazione.vocefaq", pubblicata=False)
    for giorni in (364, 365, 366):
        make("redazione.vocefaq", verificata_il=OGGI - timedelta(days=giorni))


@pytest.fixture
def lavoro(db):
    """Make a different number of rows for each thing to do, among rows with nothing to do."""
    area = [make_ambito()]
    gestore = make_aderente()
    make_organizzazione()
    make_organizzazione()
    for tipo in ("richiesta", "in_valutazione", "respinta"):
        EventoAdesione.objects.create(organizzazione=make_organizzazione(), tipo=tipo, data=date(2018, 1, 1))
    make_alleanza(ambito=area[0], capofila=gestore)
    make_alleanza(ambito=area[0])
    _progetti()
    make("progetti.avviso", pubblicato=False)
    _redazione()
    _monitoraggio_e_valutazioni()
    for _volta in range(2):
        make("progetti.quadrofinanziario", progetto=make_progetto(cup="A12B34567890124"))
    make_quadro(make_progetto(cup="A12B34567890125"))
    make_rendiconto(make_progetto(cup="A12B34567890126"))
    pagato = make_progetto(cup="A12B34567890127", stato="chiusa")
    make_pagamento(progetto=pagato, beneficiario=gestore, data=date(OGGI.year - 1, 5, 1))

    def servizio(**campi):
        return make_servizio(**{"gestore": gestore, "area": area, "verificato_il": OGGI} | campi)

    servizio(valido_fino_al=OGGI + timedelta(days=30))
    servizio(valido_fino_al=OGGI + timedelta(days=29))
    servizio(verificato_il=OGGI - timedelta(days=5), valido_fino_al=OGGI - timedelta(days=1))
    servizio(stato="chiuso", motivo_stato="Finito.", valido_fino_al=OGGI, verificato_il=None)
    servizio(verificato_il=OGGI - timedelta(days=366))
    servizio(verificato_il=OGGI - timedelta(days=365), frequenza=365)
    servizio(verificato_il=OGGI - timedelta(days=364), frequenza=365)
    servizio(verificato_il=OGGI - timedelta(days=190), freschezza="da_confermare")
    con_posta = make_aderente(email="ufficio@example.org")
    servizio(gestore=con_posta, verificato_il=None)
    servizio(gestore=con_posta, dimostrativo=True)
    servizio(verificato_il=None, stato="sospeso", motivo_stato="Lavori.")
    servizio(verificato_il=None)
    servizio(stato="bozza", verificato_il=None)
    servizio(area=())
    make_elenco(tipo="1060")
    with patch("django.utils.timezone.now", return_value=timezone.now() - timedelta(days=200)):
        make_elenco(tipo="1303")
    make_domanda()
    make_domanda()
    make_domanda(stato="da_correggere", correzioni={"cap": "?"})
    make_domanda(stato="ritirata", decisa_il=timezone.now())
    make("aderenti.richiestarecesso", organizzazione=gestore)
    make("aderenti.richiestarecesso", organizzazione=gestore, stato="annullata", chiusa_il=timezone.now())
    giro = make("aderenti.giroconferme")
    make("aderenti.confermaadesione", giro=giro, organizzazione=gestore, indirizzi=["a@example.org"])
    make("aderenti.confermaadesione", giro=giro, organizzazione=Organizzazione.objects.last())
    enti = list(Organizzazione.objects.order_by("pk"))
    for ente, stato in zip(enti, ["in_attesa"] * 3 + ["restituita"] * 2, strict=False):
        make_proposta(ente, stato=stato)
    for stato in ["da_controllare"] * 5 + ["diretta"]:
        make_proposta(gestore, stato=stato)
    for tentativi in (7, 8):
        make("core.messaggio", tentativi=tentativi)
    _comitato(enti[:5])
    ente = make_organizzazione(aderente_dal=date(2018, 1, 1))
    make_accesso(organizzazione=ente)
    make("aderenti.richiestaaccesso", organizzazione=ente)
    make("aderenti.richiestaaccesso", organizzazione=ente, creata_il=timezone.now() - timedelta(days=8))
    make("aderenti.richiestaaccesso", organizzazione=gestore)
    for campi in ({"testo": "Dove?"}, {"testo": "Dove?", "letto": True}, {}, {"stelle": 5, "testo": "Bene"}):
        make("giudizi.giudizio", **{"stelle": 2} | campi)
    for stato in ("nuova", "in_verifica", "nuova", "corretta", "giusta"):
        fine = {"risposta": "Fatto.", "chiusa_il": timezone.now()} if stato in Segnalazione.CHIUSE else {}
        Segnalazione.objects.create(servizio=Servizio.objects.first(), motivo="orari", stato=stato, **fine)


ATTESE = {
    ("rilevazioni", "da aprire"): 1,
    ("rilevazioni", "aperte"): 2,
    ("schede di monitoraggio", "da leggere"): 2,
    ("schede di monitoraggio", "in ritardo"): 0,
    ("valutazioni", "da aprire"): 3,
    ("valutazioni", "aperte ai punteggi"): 2,
    ("valutazioni", "da riconciliare"): 1,
    ("giudizi", "da leggere"): 1,
    ("piano di valutazione", "senza risposta, scadute"): 1,
    ("piano di valutazione", "con risposta, senza seguito"): 1,
    ("numeri della newsletter", "approvati, da inviare"): 0,
    ("numeri della newsletter", "bozze"): 0,
    ("seggi", "senza un titolare che entri nel portale"): 2,
    ("componenti", "incarichi che finiscono entro 30 giorni"): 1,
    ("calendario degli adempimenti", "adempimenti in ritardo"): 1,
    ("sedute", "da convocare"): 3,
    ("sedute", "cambiate, da comunicare"): 1,
    ("sedute", "passate, da chiudere"): 1,
    ("registro delle decisioni", "votazioni scritte finite, da chiudere"): 0,
    ("registro delle decisioni", "riesami scaduti"): 1,
    ("schede fiscali e contrattuali", "da controllare sulla fonte"): 0,
    ("schede fiscali e contrattuali", "scadono entro 60 giorni, senza la successiva"): 0,
    ("buone pratiche", "da leggere"): 3,
    ("buone pratiche", "con una correzione chiesta"): 1,
    ("buone pratiche", "di ATS, da approvare"): 2,
    ("buone pratiche", "da rivedere entro 60 giorni"): 0,
    ("percorsi di formazione", "con presenze da registrare"): 0,
    ("percorsi di formazione", "non pubblicati"): 0,
    ("domande ai capofila", "senza risposta"): 0,
    ("azioni decise", "da verificare"): 2,
    ("azioni decise", "in ritardo"): 1,
    ("verbali", "bozze di sedute chiuse"): 1,
    ("verbali", "con commenti senza risposta"): 1,
    ("verbali", "da pubblicare"): 2,
    ("richieste di recesso", "da registrare"): 1,
    ("conferme annuali", "da chiamare"): 1,
    ("conferme annuali", "non ancora confermate"): 2,
    ("domande di adesione", "da esaminare"): 2,
    ("segnalazioni", "da chiudere"): 3,
    ("organizzazioni", "adesioni da confermare"): 2,
    ("organizzazioni", "richieste di adesione in arrivo"): 2,
    ("richieste di accesso", "ferme da più di 7 giorni, o senza chi le decida"): 2,
    ("organizzazioni", "aderenti che nessuno cura"): 2,
    ("Alleanze Locali", "capofila da indicare"): 1,
    ("progetti", "in ritardo"): 1,
    ("progetti", "con una richiesta del capofila in attesa"): 2,
    ("progetti", "finanziati senza fine prevista"): 11,
    ("richieste dei capofila", "in attesa"): 3,
    ("progetti", "senza CUP"): 5,
    ("progetti", "senza titolo"): 1,
    ("progetti", "senza eventi"): 1,
    ("biblioteca", "da rinnovare entro 30 giorni"): 2,
    ("biblioteca", "con un PDF senza etichette"): 1,
    ("eventi", "inviati da leggere"): 4,
    ("notizie", "da pubblicare"): 1,
    ("domande frequenti", "non verificate da un anno"): 2,
    ("domande frequenti", "da pubblicare"): 1,
    ("progetti", "scadenze passate"): 3,
    ("documenti del progetto", "documenti da vedere"): 2,
    ("quadri finanziari", "quadri da approvare"): 2,
    ("rendiconti", "rendiconti da controllare"): 1,
    ("verifiche di doppio finanziamento", "coppie da guardare"): 1,
    ("avvisi", "chiusi senza esito"): 0,
    ("avvisi", "da pubblicare"): 1,
    ("candidature", "da controllare"): 0,
    ("candidature", "in valutazione"): 0,
    ("valori dell'indicatore", "da validare"): 0,
    ("elenchi pubblicati", "da pubblicare di nuovo"): 1,
    ("elenchi pubblicati", "mai pubblicati"): 1,
    ("servizi", "scaduti o in scadenza entro 30 giorni"): 2,
    ("servizi", "da telefonare"): 5,
    ("servizi", "da confermare in pubblico, o fuori dalle ricerche"): 1,
    ("servizi", "da ricontrollare"): 6,
    ("servizi", "bozze"): 1,
    ("servizi", "senza area servita"): 1,
    ("e-mail in uscita", "fallite"): 1,
    ("proposte di modifica", "modifiche da decidere"): 3,
    ("proposte di modifica", "pubblicate da controllare (aderenti fidati)"): 5,
}
# What the Comitato does not see.
RISERVATE = (
    "numeri della newsletter",
    "giudizi",
    "rilevazioni",
    "schede di monitoraggio",
    "valutazioni",
    "piano di valutazione",
    "seggi",
    "componenti",
    "calendario degli adempimenti",
    "sedute",
    "registro delle decisioni",
    "azioni decise",
    "domande ai capofila",
    "verbali",
    "e-mail in uscita",
    "proposte di modifica",
    "richieste di accesso",
    "domande di adesione",
    "richieste di recesso",
    "conferme annuali",
    "richieste dei capofila",
)
DI_SERVIZIO = {nome for nome in ATTESE if nome[0] in RISERVATE} | {("elenchi pubblicati", "mai pubblicati")}


# Of who keeps no project and may open no proposal: only what citizens see is counted.
SENZA_PROPOSTE = {
    ("documenti del progetto", "documenti da vedere"): 0,
    ("progetti", "senza CUP"): 4,
    ("progetti", "scadenze passate"): 2,
    ("progetti", "senza eventi"): 0,
}


def test_every_line_counts_what_its_link_opens(client, operatore, lavoro):
    trovate = voci(client)
    assert {nome: numero for nome, (numero, _indirizzo) in trovate.items()} == ATTESE
    aperte = {nome: aperti(client.get(indirizzo)) for nome, (_numero, indirizzo) in trovate.items()}
    assert aperte == ATTESE


def test_what_asks_for_nothing_is_said_apart(client, operatore):
    assert set(voci(client)) == set(ATTESE)
    pagina = client.get("/admin/")
    assert len(pagina.context["niente"]) == len(ATTESE)
    html = pagina.content.decode()
    assert (html.count("Niente da fare per:"), html.count('class="gruppo"')) == (1, 0)


def test_a_line_is_for_who_may_look_at_its_list(client, lavoro):
    utente = make_utente(is_staff=True)
    client.force_login(utente)
    assert voci(client) == {}
    assert "Niente da fare." in client.get("/admin/").content.decode()
    utente.groups.add(Group.objects.get(name=COMITATO))
    del_comitato = {nome: numero for nome, numero in ATTESE.items() if nome not in DI_SERVIZIO}
    del_comitato |= SENZA_PROPOSTE
    assert {nome: numero for nome, (numero, _indirizzo) in voci(client).items()} == del_comitato


def test_first_page_makes_the_same_queries_with_more_rows(client, operatore, nplus):
    def aggiungi():
        make_servizio()
        make_organizzazione()
        make_alleanza()
        make_progetto()
        make_proposta()

    nplus(lambda: client.get("/admin/"), aggiungi, attese=100)


def test_a_list_opens_on_what_is_to_do_and_a_search_looks_everywhere(client, operatore, lavoro):
    elenco = "/admin/aderenti/organizzazione/"
    assert client.get(elenco).context["cl"].result_count == ATTESE["organizzazioni", "adesioni da confermare"]
    assert client.get(elenco, {"q": "Ente"}).context["cl"].result_count == 8
    assert client.get(elenco, {"adesione": "tutto"}).context["cl"].result_count == 8
    assert client.get(elenco, {"adesione": "attive"}).context["cl"].result_count == 3
    assert client.get(elenco, {"adesione": "uscite"}).context["cl"].result_count == 1


def test_an_empty_list_shows_the_way_to_everything(client, operatore):
    make_servizio(area=[make_ambito()], verificato_il=OGGI)
    html = client.get("/admin/servizi/servizio/").content.decode()
    assert '<a href="?da_fare=tutto">Mostra tutto' in html
    assert client.get("/admin/servizi/servizio/?da_fare=tutto").context["cl"].result_count == 1
