"""The whole path of the Comitato in a real browser, on both databases: from a round to its minutes."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from comitato.cruscotto.istantanea import apri
from comitato.models import Azione, Decisione, Istantanea, PuntoOdg, Regolamento, Seduta, Seggio
from progetti.models import IndicatoreProgetto, Rilevazione, SchedaMonitoraggio
from progetti.vita.azioni import registra_evento
from tests.browser.persona import Persona
from tests.comitato.fabbriche import make_componente, make_seggio
from tests.factories import (
    make_accesso,
    make_aderente,
    make_indicatore,
    make_piano,
    make_progetto,
    make_utente,
)
from utenti.ruoli import OPERATORE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.percorso,
    pytest.mark.django_db(transaction=True),
    # The live server closes a connection that a browser keeps open from another thread than its own.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]
OGGI = timezone.localdate()
AVVIO = OGGI - timedelta(days=300)
CRUSCOTTO = "/admin/comitato/cruscotto/"


def gestione(nome, *argomenti):
    return reverse(f"admin:{nome}", args=argomenti)


@pytest.fixture
def rete(db, settings, live_server):
    """Make a cycle with two projects, one late; two operators; three voting seats, one with a full member."""
    settings.SITE_URL = live_server.url
    piano = make_piano(titolo="Piano di prova", stato="in_corso", anno_dal=2025, anno_al=2027)
    for titolo, fine in (("Nidi in rete", 100), ("Trasporto in valle", -20)):
        progetto = make_progetto(stato=None, titolo=titolo, piano=piano)
        registra_evento(
            progetto=progetto, tipo="avviata", data=AVVIO, nuova_fine=OGGI + timedelta(days=fine), utente=None
        )
        accesso = make_accesso(organizzazione=make_aderente(denominazione=f"Comune di {titolo.split()[0]}"))
        progetto.partner.create(organizzazione=accesso.organizzazione, ruolo="capofila")
        indicatore = make_indicatore(label=f"Raggiunti da {titolo}")
        IndicatoreProgetto.objects.create(progetto=progetto, indicatore=indicatore, obiettivo=100)
    for nome in ("operatore", "collega"):
        utente = make_utente(email=f"{nome}@ats.example", is_staff=True)
        utente.groups.set(Group.objects.filter(name=OPERATORE))
    Regolamento.objects.create(
        titolo="Regolamento", dal=date(2020, 1, 1), quorum_pct=50, giorni_convocazione=1
    )
    for nome in ("ATS di prova", "Sindacato di prova"):
        make_seggio(ente=make_aderente(denominazione=nome))
    make_componente(seggio=make_seggio(ente=make_aderente(denominazione="Impresa di prova")))
    return piano


def persona(browser, live_server, utente):
    chi = Persona(browser, live_server.url)
    chi.entra(utente)
    return chi


def test_the_whole_path_of_the_comitato(browser, live_server, rete):
    from utenti.models import Utente

    ats = persona(browser, live_server, Utente.objects.get(email="operatore@ats.example"))
    collega = persona(browser, live_server, Utente.objects.get(email="collega@ats.example"))
    prima = cruscotto(ats)
    apre_la_rilevazione(ats, rete)
    for scheda in SchedaMonitoraggio.objects.order_by("progetto__titolo"):
        compila_la_scheda(browser, live_server, scheda, "40")
    restituita(browser, live_server, ats)
    for scheda in SchedaMonitoraggio.objects.all():
        testo = ats.fa(gestione("progetti_schedamonitoraggio_validate", scheda.pk), "Valida e blocca")
        assert "Scheda validata" in testo
    dopo = cruscotto(ats)
    assert ("40%" in prima, "40%" in dopo, "60%" in dopo) == (False, True, True)
    istantanea = fissa(ats, rete)
    seduta = convoca_e_apre(ats, istantanea)
    decisione = decide(ats, seduta)
    azione_verificata(browser, live_server, ats, collega, decisione)
    verbale_pubblicato(ats, seduta)
    cittadino = Persona(browser, live_server.url)
    assert cittadino.apri(seduta.get_absolute_url()) == 200
    pagina = cittadino.legge()
    assert "Chiedere un piano di recupero" in pagina
    assert "operatore@ats.example" not in pagina
    assert apri(istantanea)["righe"][0]["nome"] == "Nidi in rete"


def cruscotto(ats):
    assert ats.apri(CRUSCOTTO) == 200
    return ats.page.locator("#content").inner_text()


def apre_la_rilevazione(ats, piano):
    campi = {
        "piano": piano.pk,
        "titolo": "Primo semestre",
        "dal": f"{OGGI - timedelta(days=190):%d/%m/%Y}",
        "al": f"{OGGI - timedelta(days=10):%d/%m/%Y}",
        "scade_il": f"{OGGI + timedelta(days=20):%d/%m/%Y}",
    }
    ats.fa(gestione("progetti_rilevazione_add"), re.compile("^Salva$"), campi)
    rilevazione = Rilevazione.objects.get()
    testo = ats.fa(gestione("progetti_rilevazione_open", rilevazione.pk), "Apri e prepara le schede")
    assert "2 schede da compilare" in testo


def compila_la_scheda(browser, live_server, scheda, valore):
    presenza = scheda.progetto.partner.get()
    capofila = persona(browser, live_server, presenza.organizzazione.accessi.get().utente)
    seguito = scheda.progetto.indicatori.get()
    percorso = reverse(
        "area_monitoraggio:detail", args=[presenza.organizzazione.slug, scheda.progetto.slug, scheda.pk]
    )
    campi = {"attivita": "I laboratori", "speso": "1.200,50", f"indicatore-{seguito.pk}-valore": valore}
    assert "inviata ad ATS" in capofila.fa(percorso, "Invia ad ATS", campi)


def restituita(browser, live_server, ats):
    """One sheet goes back with a comment on a cell and comes again corrected."""
    scheda = SchedaMonitoraggio.objects.order_by("progetto__titolo").last()
    cella = f"indicatore-{scheda.progetto.indicatori.get().pk}"
    restituisci = gestione("progetti_schedamonitoraggio_return", scheda.pk)
    testo = ats.fa(restituisci, "Restituisci al capofila", {cella: "Mancano i ragazzi di giugno."})
    assert "Scheda restituita" in testo
    compila_la_scheda(browser, live_server, scheda, "60")


def fissa(ats, piano):
    ats.fa(f"{CRUSCOTTO}{piano.code}/fissa/", re.compile("Fissa"), {"nome": "Per la seduta"})
    assert "Per la seduta" in ats.page.locator("#content").inner_text()
    return Istantanea.objects.get()


def convoca_e_apre(ats, istantanea):
    """Prepare, convene and open a meeting; record who is there, until the quorum is."""
    seduta = nuova_seduta(ats, "Progetti in ritardo", istantanea)
    testo = ats.fa(gestione("comitato_seduta_attendance", seduta.pk), "Registra", _presenze())
    assert Seduta.objects.get(pk=seduta.pk).presenze.filter(modo="presente").count() == 2
    assert "3" in testo
    return Seduta.objects.get(pk=seduta.pk)


def _presenze():
    seggi = list(Seggio.objects.order_by("pk"))
    modi = dict(zip(seggi, ("presente", "presente", "assente"), strict=True))
    return {f"modo_{seggio.pk}": modo for seggio, modo in modi.items()}


def _fra(minuti):
    """Return the time in so many minutes, kept within today: a meeting opens on its day only."""
    adesso = timezone.localtime()
    return min(adesso + timedelta(minutes=minuti), adesso.replace(hour=23, minute=59, second=0))


def nuova_seduta(ats, titolo, istantanea=None):
    adesso = _fra(minuti=2 if istantanea else 30)
    campi = {
        "titolo": titolo,
        "inizio_0": f"{adesso:%d/%m/%Y}",
        "inizio_1": f"{adesso:%H:%M}:00",
        "luogo": "Sondrio",
    }
    if istantanea:
        campi["istantanea"] = istantanea.pk
    ats.fa(gestione("comitato_seduta_add"), re.compile("^Salva"), campi)
    seduta = Seduta.objects.get(titolo=titolo)
    punto = {"titolo": "Il progetto in ritardo", "tipo": "decisione", "minuti": "20"}
    if not istantanea:
        punto = {"titolo": "Verbale della seduta precedente", "tipo": "verbale", "minuti": "5"}
    ats.fa(gestione("comitato_seduta_agenda", seduta.pk), re.compile("Aggiungi"), punto)
    ats.apri(gestione("comitato_seduta_convene", seduta.pk))
    if ats.page.locator('[name="conferma"]').count():
        ats.page.locator('[name="conferma"]').check()
    ats.premi("Convoca")
    ats.fa(gestione("comitato_seduta_open", seduta.pk), re.compile("^Apri"))
    seduta.refresh_from_db()
    assert (seduta.stato, seduta.anno) == ("aperta", adesso.year)
    return seduta


def decide(ats, seduta):
    """Put a decision on the late project to the vote, record the votes, number it."""
    punto, tardi = PuntoOdg.objects.get(seduta=seduta), "Trasporto in valle"
    progetto = SchedaMonitoraggio.objects.get(progetto__titolo=tardi).progetto
    campi = {
        "titolo": "Chiedere un piano di recupero",
        "testo": "Il capofila presenta un piano di recupero entro un mese.",
        "progetto": progetto.pk,
        "riesame_entro": f"{OGGI + timedelta(days=60):%d/%m/%Y}",
    }
    ats.fa(
        f"{gestione('comitato_decisione_propose')}?punto={punto.pk}", re.compile("Proponi|Salva|Metti"), campi
    )
    decisione = Decisione.objects.get()
    ats.apri(gestione("comitato_decisione_votes", decisione.pk))
    for controllo in ats.page.locator("#content form select:not([disabled])").all():
        controllo.select_option("favorevole")
    for controllo in ats.page.locator('#content form input[value="favorevole"]:not([disabled])').all():
        controllo.check()
    ats.premi("Registra i voti")
    ats.fa(gestione("comitato_decisione_take", decisione.pk), "Chiudi e numera la decisione")
    decisione.refresh_from_db()
    assert (decisione.numero, decisione.anno, decisione.esito) == (1, OGGI.year, "approvata")
    assert f"1/{OGGI.year} · Chiedere un piano di recupero" in cruscotto(ats)
    return decisione


def azione_verificata(browser, live_server, ats, collega, decisione):
    """An action is given to the lead body, which says it is done; another pair of eyes closes it."""
    presenza = decisione.progetto.partner.get()
    campi = {
        "testo": "Mandare il piano di recupero",
        "ente": presenza.organizzazione.pk,
        "scade_il": f"{OGGI + timedelta(days=30):%d/%m/%Y}",
    }
    ats.fa(gestione("comitato_azione_assign", decisione.pk), "Affida", campi)
    azione = Azione.objects.get()
    capofila = persona(browser, live_server, presenza.organizzazione.accessi.get().utente)
    percorso = reverse("area_azioni:done", args=[presenza.organizzazione.slug, azione.pk])
    capofila.apri(percorso)
    capofila.page.locator("main textarea").first.fill("Il piano è stato mandato per posta certificata.")
    capofila.page.locator("main form button[type=submit]").last.click()
    capofila.page.wait_for_load_state()
    azione.refresh_from_db()
    assert azione.stato == "fatta"
    collega.apri(gestione("comitato_azione_verify", azione.pk))
    collega.page.locator("#content textarea").first.fill("Letto il piano: è completo.")
    collega.premi("Chiudi l’azione")
    azione.refresh_from_db()
    assert (azione.stato, azione.verificata_il) == ("chiusa", OGGI)


def verbale_pubblicato(ats, seduta):
    """Close the meeting, write its minutes, approve them in the next one, publish them."""
    ats.fa(gestione("comitato_seduta_close", seduta.pk), "Chiudi")
    ats.apri(gestione("comitato_verbale_write", seduta.pk))
    ats.page.locator("#content textarea").last.fill("Si discute del ritardo e si decide.")
    ats.premi("Salva e prepara il testo")
    verbale = Seduta.objects.get(pk=seduta.pk).verbale
    ats.fa(gestione("comitato_verbale_open", verbale.pk), "Apri ai commenti")
    dopo = nuova_seduta(ats, "Seduta dopo")
    ats.fa(gestione("comitato_seduta_attendance", dopo.pk), "Registra", _presenze())
    ats.fa(
        gestione("comitato_verbale_approve", verbale.pk), "Registra l’approvazione", {"in_seduta": dopo.pk}
    )
    ats.fa(gestione("comitato_verbale_publish", verbale.pk), "Pubblica")
    verbale.refresh_from_db()
    assert (verbale.stato, verbale.approvato_in) == ("pubblicato", dopo)
