"""The ladder: which step on which day, told once, whatever the days of silence."""

from datetime import date, timedelta
from itertools import pairwise
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from aderenti.models import Referente
from core.templatetags.formati import in_parole
from servizi.freschezza import scala as modulo_scala
from servizi.freschezza.orfani import sollecita
from servizi.freschezza.regole import frequenze_ammesse
from servizi.freschezza.scala import scala
from servizi.freschezza.verifica import verifica
from servizi.models import (
    PassoFreschezza,
    RegolaFreschezza,
    RichiestaConferma,
    Servizio,
    SollecitoReferente,
)
from tests.factories import make_accesso, make_aderente, make_organizzazione, make_utente
from tests.servizi.freschezza import VERIFICATO, dopo, make_curato, passi, posta

pytestmark = pytest.mark.django_db
ATS = "rete@ats.example"


@pytest.fixture(autouse=True)
def contatto(settings):
    settings.CONTACT_EMAIL = ATS


def freschezza(servizio):
    servizio.refresh_from_db()
    return servizio.freschezza


# --- Day by day ------------------------------------------------------------------------------------------


def test_a_sheet_that_nobody_confirms_goes_down_the_ladder_one_step_at_a_time():
    servizio = make_curato(titolo="Nido Betulla")
    trovati = {}
    giorni = [-1, 0, 1, 13, 14, 15, 29, 30, 31, 59, 60, 61, 74, 75, 76, 200]
    for n in giorni:
        scala(dopo(n))
        trovati[n] = (freschezza(servizio), len(posta()))
    cambi = [n for prima, n in pairwise(giorni) if trovati[n] != trovati[prima]]
    assert cambi == [0, 14, 30, 60, 75]
    assert [trovati[n] for n in cambi] == [
        ("fresca", 1),
        ("fresca", 2),
        ("da_confermare", 3),
        ("nascosta", 4),
        ("nascosta", 5),
    ]
    assert [(m.destinatario, m.oggetto) for m in posta()] == [
        ("cura@example.org", "Tutto corretto? Una scheda da ricontrollare"),
        ("cura@example.org", "Ancora una scheda da confermare"),
        ("cura@example.org", "Da oggi «da confermare»: le tue schede sul portale"),
        ("cura@example.org", "Fuori dalle ricerche: conferma le tue schede per farle tornare"),
        (ATS, "Da telefonare: una scheda che nessuno conferma"),
    ]
    assert list(Servizio.objects.da_telefonare(dopo(75))) == [servizio]


def test_one_mail_a_body_lists_what_moved_and_what_waits(settings):
    sito = settings.SITE_URL
    ente = make_aderente(denominazione="Cooperativa Larice", email="cura@example.org")
    make_curato(gestore=ente, titolo="Nido Betulla")
    make_curato(gestore=ente, titolo="Doposcuola Abete", verificato_il=VERIFICATO - timedelta(days=3))
    make_curato(gestore=ente, titolo="Fresco", verificato_il=dopo(-1))
    make_curato(gestore=ente, titolo="Chiuso", stato="chiuso", motivo_stato="Finito")
    make_curato(gestore=ente, titolo="Bozza", stato="bozza")
    make_curato(email="altri@example.org", titolo="Di altri", verificato_il=dopo(0))
    scala(dopo(-3))
    assert scala(dopo(0)).passi == 1
    [prima, seconda] = posta()
    codici = [r.codice for m in (prima, seconda) for r in _richieste(m)]
    assert len(set(codici)) == 2
    assert seconda.testo == (
        "Ciao,\n\n"
        "ci sono 2 schede di Cooperativa Larice da ricontrollare sul portale della Rete di Conciliazione "
        "della Montagna. Chi cerca un servizio si fida di quello che c’è scritto.\n\n"
        "È ora di ricontrollarle:\n"
        "* Nido Betulla (verificata il 1° gennaio 2026)\n\n"
        "Aspettano ancora una conferma anche queste:\n"
        "* Doposcuola Abete (verificata il 29 dicembre 2025)\n\n"
        "Se è tutto giusto basta un bottone, senza password. Si apre una pagina con quello che c’è scritto "
        "nelle schede:\n\n"
        f"{sito}/servizi/conferma/{codici[1]}/\n\n"
        "Se qualcosa è cambiato, nella stessa pagina scrivi che cosa non va. Oppure correggi tu nell’area "
        "riservata:\n"
        f"{sito}/area-riservata/\n\n"
        f"Il collegamento vale fino al {_tra_sessanta_giorni()}, si usa una volta sola ed è personale: non "
        "mandarlo ad altri.\n"
        "Per chiedere aiuto rispondi a questa e-mail.\n\n"
        "Rete di Conciliazione della Montagna\n"
    )


def _richieste(messaggio):
    return [r for r in RichiestaConferma.objects.all() if r.codice in messaggio.testo]


def _tra_sessanta_giorni():
    return in_parole(timezone.localdate() + timedelta(days=60))


def test_a_confirmation_starts_the_ladder_anew():
    servizio = make_curato()
    for n in (0, 14, 30, 60):
        scala(dopo(n))
    assert freschezza(servizio) == "nascosta"
    verifica(servizi=Servizio.objects.filter(pk=servizio.pk), il=dopo(61), come="telefono")
    assert freschezza(servizio) == "fresca"
    for n in (61, 61 + 179):
        assert scala(dopo(n)).passi == 0
    assert scala(dopo(61 + 180)).passi == 1
    assert freschezza(servizio) == "fresca"


def test_a_mark_of_a_cycle_that_is_over_goes_away_however_the_day_was_moved():
    servizio = make_curato()
    for n in (0, 14, 30):
        scala(dopo(n))
    Servizio.objects.update(verificato_il=dopo(31))
    scala(dopo(32))
    assert freschezza(servizio) == "fresca"


def test_a_sheet_never_verified_is_due_at_once():
    servizio = make_curato(verificato_il=None)
    scala(date(2026, 3, 1))
    assert passi(servizio) == [("primo_richiamo", date(2026, 3, 1))]
    assert scala(date(2026, 3, 1)).passi == 0


def test_demo_bodies_and_services_are_left_alone():
    finto = make_aderente(email="finto@example.org", dimostrativo=True)
    for servizio in (make_curato(gestore=finto), make_curato(dimostrativo=True)):
        servizio.freschezza = "da_confermare"
        servizio.valido_fino_al = dopo(1)
        servizio.save()
    assert scala(dopo(0)) == (0, 0, 0)
    assert posta() == []
    assert set(Servizio.objects.values_list("freschezza", flat=True)) == {"da_confermare"}


# --- The rules of ATS ------------------------------------------------------------------------------------


def test_a_group_has_its_own_days_and_limits():
    servizio, altro = make_curato(), make_curato(frequenza=365)
    regola = RegolaFreschezza.objects.create(
        gruppo=servizio.tipologia.gruppo,
        frequenza_minima=90,
        frequenza_massima=90,
        primo_richiamo=1,
        secondo_richiamo=2,
        da_confermare=3,
        nascosta=4,
        telefonata=5,
    )
    assert frequenze_ammesse(servizio) == [(90, "ogni tre mesi")]
    assert [giorni for giorni, _nome in frequenze_ammesse(altro)] == [30, 90, 180, 365]
    dovuto = VERIFICATO + timedelta(days=90)
    assert list(Servizio.objects.da_ricontrollare(dovuto - timedelta(days=1))) == []
    assert list(Servizio.objects.da_ricontrollare(dovuto)) == [servizio]
    for n in range(7):
        scala(dovuto + timedelta(days=n))
    assert passi(servizio) == [
        (passo, dovuto + timedelta(days=n)) for n, passo in enumerate(PassoFreschezza.SCALA, 1)
    ]
    regola.delete()
    assert list(Servizio.objects.da_ricontrollare(VERIFICATO + timedelta(days=365))) == [servizio, altro]


# --- To whom ---------------------------------------------------------------------------------------------


def _referente(ente, email, **campi):
    return Referente.objects.create(organizzazione=ente, ruolo="ufficio", email=email, telefono="1", **campi)


def test_administrators_then_editors_then_referents_then_the_office():
    ente = make_aderente(email="ufficio@example.org")
    _referente(ente, "via@example.org", al=date(2020, 1, 1))
    _referente(ente, "referente@example.org")
    make_accesso(organizzazione=make_aderente(), utente=make_utente(email="altrui@example.org"))
    redattore = make_accesso("redattore", organizzazione=ente, utente=make_utente(email="redige@example.org"))
    accessi = [
        make_accesso(organizzazione=ente, utente=make_utente(email=f"{nome}@example.org"))
        for nome in ("ada", "bice")
    ]
    make_accesso(organizzazione=ente, utente=make_utente(email="finta@example.org", dimostrativo=True))
    trovati = []
    togli = [accessi, [redattore], list(Referente.objects.filter(email="referente@example.org")), []]
    for n, righe in enumerate(togli):
        make_curato(gestore=ente, verificato_il=VERIFICATO + timedelta(days=n))
        prima = len(posta())
        scala(dopo(n))
        trovati.append([m.destinatario for m in posta()[prima:]])
        for riga in righe:
            riga.delete()
    assert trovati == [
        ["ada@example.org", "bice@example.org"],
        ["redige@example.org"],
        ["referente@example.org"],
        ["ufficio@example.org"],
    ]


def test_with_nobody_to_write_to_the_steps_are_taken_and_ats_calls():
    servizio = make_curato(gestore=make_aderente())
    raggiungibile = make_curato(titolo="Raggiungibile")
    scala(dopo(0))
    assert list(Servizio.objects.da_telefonare(dopo(0))) == [servizio]
    assert [m.destinatario for m in posta()] == ["cura@example.org"]
    assert passi(servizio) == passi(raggiungibile)


def test_without_an_address_of_ats_the_call_waits_to_be_told(settings):
    settings.CONTACT_EMAIL = ""
    make_curato(gestore=make_aderente())
    for n in (0, 14, 30, 60, 75):
        scala(dopo(n))
    assert posta() == []
    settings.CONTACT_EMAIL = ATS
    scala(dopo(76))
    scala(dopo(77))
    assert [m.destinatario for m in posta()] == [ATS]


# --- The end of validity ---------------------------------------------------------------------------------


def test_the_end_of_validity_is_told_30_and_7_days_before_and_when_it_comes():
    fine = VERIFICATO + timedelta(days=100)
    servizio = make_curato(valido_fino_al=fine)
    detti = []
    for n in (69, 70, 71, 92, 93, 94, 100, 101, 102, 140):
        prima = len(posta())
        scala(VERIFICATO + timedelta(days=n))
        detti += [(n, m.oggetto) for m in posta()[prima:]]
    assert detti == [
        (70, "Una tua scheda sta per scadere"),
        (93, "Una tua scheda sta per scadere"),
        (101, "Una tua scheda è scaduta"),
    ]
    assert [passo for passo, _giorno in passi(servizio)] == ["scade_30", "scade_7", "scaduta"]


def test_a_new_end_is_told_again_and_an_old_one_never():
    fine = VERIFICATO + timedelta(days=100)
    servizio = make_curato(valido_fino_al=fine)
    make_curato(valido_fino_al=VERIFICATO, titolo="Scaduta da tempo")
    oggi = fine - timedelta(days=5)
    assert scala(oggi).avvisi == 1
    assert scala(oggi).avvisi == 0
    Servizio.objects.filter(pk=servizio.pk).update(valido_fino_al=fine + timedelta(days=20))
    assert scala(oggi).avvisi == 1
    assert "Scaduta da tempo" not in "".join(m.testo for m in posta())


# --- Members that nobody keeps ---------------------------------------------------------------------------


def test_the_office_of_a_member_without_referent_is_asked_once_a_month(settings):
    sito = settings.SITE_URL
    orfano = make_aderente(denominazione="Comune di Grosio", email="protocollo@example.org")
    make_aderente()
    make_aderente(email="finto@example.org", dimostrativo=True)
    make_organizzazione(email="fuori@example.org")
    make_accesso(organizzazione=make_aderente(email="curato@example.org"))
    inizio = date(2026, 3, 1)
    assert [n for n in (0, 1, 29, 30, 31, 59, 60) if sollecita(inizio + timedelta(days=n))] == [0, 30, 60]
    assert {m.destinatario for m in posta()} == {"protocollo@example.org"}
    assert {m.oggetto for m in posta()} == {"Chi cura la scheda di Comune di Grosio?"}
    assert f"{sito}/aderenti/{orfano.slug}/chiedi-accesso/" in posta()[0].testo
    assert SollecitoReferente.objects.count() == 3


# --- One that breaks -------------------------------------------------------------------------------------


def test_a_body_that_breaks_stops_no_other_and_is_tried_again(monkeypatch):
    guasto, sano = make_curato(), make_curato()
    vero = modulo_scala.chiedi_conferma

    def si_rompe(*, ente, **altro):
        if ente.pk == guasto.gestore_id:
            raise OSError("disco pieno")
        return vero(ente=ente, **altro)

    monkeypatch.setattr(modulo_scala, "chiedi_conferma", si_rompe)
    assert scala(dopo(0)) == (1, 0, 1)
    assert (passi(guasto), len(passi(sano))) == ([], 1)
    monkeypatch.undo()
    assert scala(dopo(0)) == (1, 0, 0)


# --- Against a plain simulation --------------------------------------------------------------------------

GIORNI = 300
SCHEDE = st.lists(
    st.fixed_dictionaries(
        {
            "frequenza": st.sampled_from([30, 90, 180]),
            "eta": st.one_of(st.none(), st.integers(0, 200)),
            "conferme": st.sets(st.integers(0, GIORNI), max_size=3),
        }
    ),
    min_size=1,
    max_size=2,
)
PASSI = [("secondo_richiamo", 14), ("da_confermare", 30), ("nascosta", 60), ("telefonata", 75)]


class ConLaForzaBruta(TestCase):
    """Each sheet takes the steps, and shows the mark, that counting days on fingers says."""

    @settings(max_examples=5, deadline=None)
    @given(schede=SCHEDE, giri=st.sets(st.integers(0, GIORNI), min_size=10, max_size=25))
    def test_the_ladder_is_the_one_of_the_plain_simulation(self, schede, giri):
        inizio = VERIFICATO
        servizi = [
            make_curato(
                frequenza=scheda["frequenza"],
                verificato_il=None if scheda["eta"] is None else inizio - timedelta(days=scheda["eta"]),
            )
            for scheda in schede
        ]
        simulate = [_Simulata(scheda["frequenza"], scheda["eta"]) for scheda in schede]
        for n in range(GIORNI):
            oggi = inizio + timedelta(days=n)
            for servizio, scheda, simulata in zip(servizi, schede, simulate, strict=True):
                if n in scheda["conferme"]:
                    verifica(servizi=Servizio.objects.filter(pk=servizio.pk), il=oggi, come="ats")
                    simulata.conferma(n)
            if n in giri:
                scala(oggi)
                scala(oggi)
                for simulata in simulate:
                    simulata.giro(n)
        for servizio, simulata in zip(servizi, simulate, strict=True):
            attesi = sorted((passo, inizio + timedelta(days=n)) for passo, n in simulata.presi)
            assert sorted(passi(servizio)) == attesi
            assert freschezza(servizio) == simulata.segno
        ai_membri = [m for m in posta() if m.destinatario != ATS]
        con_mail = {
            (indice, n)
            for indice, simulata in enumerate(simulate)
            for passo, n in simulata.presi
            if passo != "telefonata"
        }
        assert len(ai_membri) == len(con_mail)


class _Simulata:
    """A sheet in numbers of days: no rows, no dates."""

    def __init__(self, frequenza, eta):
        self.frequenza, self.verificata = frequenza, None if eta is None else -eta
        self.ciclo, self.presi, self.segno = [], [], "fresca"

    def conferma(self, n):
        self.verificata, self.ciclo, self.segno = n, [], "fresca"

    def giro(self, n):
        if not self.ciclo:
            if self.verificata is None or n - self.verificata >= self.frequenza:
                self._prendi("primo_richiamo", n)
            return
        if len(self.ciclo) > len(PASSI):
            return
        passo, attesa = PASSI[len(self.ciclo) - 1]
        if n - self.ciclo[0] >= attesa and n > self.ciclo[-1]:
            self._prendi(passo, n)

    def _prendi(self, passo, n):
        self.ciclo.append(n)
        self.presi.append((passo, n))
        if passo in ("da_confermare", "nascosta"):
            self.segno = passo


# --- Two at once -----------------------------------------------------------------------------------------


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_the_same_time_tell_once():
    enti = [make_aderente(email=f"m{n}@example.org") for n in range(6)]
    servizi = [make_curato(gestore=e, valido_fino_al=dopo(20)) for e in enti for _volta in range(2)]
    via, esiti = Barrier(2), []

    def lavora():
        via.wait()
        try:
            for n in (0, 14):
                esiti.append(scala(dopo(n)))
            sollecita(dopo(14))
        finally:
            connection.close()

    fili = [Thread(target=lavora) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sum(esito.guasti for esito in esiti) == 0
    assert sum(esito.passi for esito in esiti) == 24
    assert sum(esito.avvisi for esito in esiti) == 24
    attesi = [("primo_richiamo", 0), ("scade_30", 0), ("secondo_richiamo", 14), ("scade_7", 14)]
    attesi = [(passo, dopo(n)) for passo, n in attesi]
    assert [passi(servizio) for servizio in servizi] == [attesi] * 12
    assert len(posta(motivo="scadenza")) == 12
    assert sorted(m.destinatario for m in posta(motivo="conferma")) == sorted(
        f"m{n}@example.org" for n in range(6) for _volta in range(2)
    )
    assert len(posta(motivo="chi-cura")) == 6
