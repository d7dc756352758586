"""The first page of a body's area, its Alleanze, its logos, and who is sent where."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from aderenti.models import ConfermaAdesione, GiroConferme, Organizzazione, RichiestaAccesso
from alleanze.models import Contributo, Partecipazione
from core.proposte import chiedi, decidi, proponi
from progetti.models import Fondo, Scadenza
from tests.area import entra
from tests.factories import (
    make_accesso,
    make_aderente,
    make_alleanza,
    make_ambito,
    make_partner,
    make_progetto,
    make_servizio,
    make_utente,
)

pytestmark = pytest.mark.django_db

OGGI = timezone.localdate()
IERI = OGGI - timedelta(days=1)
COMPLETA = {
    "denominazione": "Ente completo",
    "codice_fiscale": "00743110157",
    "indirizzo": "via Prova 1",
    "cap": "23100",
    "sede_nome": "Sondrio",
    "telefono": "0342 1",
    "email": "ufficio@example.org",
    "descrizione": "Chi siamo.",
    "offre": "Un pulmino.",
    "cerca": "Un autista.",
    "confermato_il": OGGI,
}


@pytest.fixture
def ente():
    """Return a member with nothing left to do."""
    from tests.rete.oggetti import make

    return make_aderente(**COMPLETA, forma_giuridica=make("aderenti.formagiuridica"))


def _pagina(ente, nome="area-ente"):
    return reverse(f"rete:{nome}", args=[ente.slug])


def _cose(client, ente):
    return [(c.genere, c.titolo) for c in client.get(_pagina(ente)).context["cose"]]


def _servizio(ente, **campi):
    return make_servizio(gestore=ente, **{"verificato_il": OGGI, "titolo": "Nido"} | campi)


def test_when_nothing_is_left_to_do_it_says_so(client, ente):
    entra(client, ente)
    _servizio(ente)
    assert _cose(client, ente) == []
    assertContains(client.get(_pagina(ente)), "È tutto a posto.")


@pytest.mark.parametrize(
    ("campi", "cosa"),
    [
        ({"freschezza": "nascosta"}, ("nascosto", "«Nido» non si trova più nelle ricerche")),
        (
            {"valido_fino_al": OGGI - timedelta(days=1), "verificato_il": None},
            ("scaduto", "«Nido» è scaduto"),
        ),
        ({"verificato_il": None}, ("dovuto", "«Nido» va ricontrollato")),
        (
            {"verificato_il": OGGI - timedelta(days=30), "frequenza": 30},
            ("dovuto", "«Nido» va ricontrollato"),
        ),
        ({"valido_fino_al": OGGI + timedelta(days=30)}, ("scade", "«Nido» sta per scadere")),
        ({"stato": "bozza"}, ("bozza", "«Nido» è da finire")),
        ({"verificato_il": OGGI - timedelta(days=29), "frequenza": 30}, None),
        ({"valido_fino_al": OGGI + timedelta(days=31)}, None),
        ({"stato": "chiuso", "motivo_stato": "Finito.", "verificato_il": None}, None),
    ],
)
def test_what_a_service_needs(client, ente, campi, cosa):
    entra(client, ente)
    _servizio(ente, **campi)
    assert _cose(client, ente) == ([cosa] if cosa else [])


def test_things_come_in_order_and_those_of_others_do_not(client, ente):
    entra(client, ente)
    Organizzazione.objects.filter(pk=ente.pk).update(
        cerca="", telefono="", confermato_il=OGGI - timedelta(days=366)
    )
    proposta = proponi(oggetto=ente, cambi={"natura": "privato"}, autore=make_utente())[1]
    decidi(proposta=proposta, versione=1, da=make_utente(), restituiti={"natura": "Perché?"})
    RichiestaAccesso.objects.create(organizzazione=ente, email="a@example.org", ruolo="ufficio")
    _servizio(ente, titolo="Bozza", stato="bozza")
    _servizio(ente, titolo="Vecchio", verificato_il=None)
    altro = make_aderente()
    _servizio(altro, titolo="Di altri", stato="bozza")
    proponi(oggetto=altro, cambi={"natura": "privato"}, autore=make_utente())
    assert _cose(client, ente) == [
        ("ats", "ATS ha scritto sulla tua scheda"),
        ("persone", "1 persona chiede di lavorare su queste pagine"),
        ("dovuto", "«Vecchio» va ricontrollato"),
        ("bozza", "«Bozza» è da finire"),
        ("scheda", "Nella tua scheda, «Contatti» non è completa"),
        ("scheda", "Nella tua scheda, «Che cosa fa» non è completa"),
        ("conferma", "La tua scheda va riletta e confermata"),
    ]
    assertContains(client.get(_pagina(ente)), "Natura: Perché?")


def test_a_round_of_ats_comes_before_the_yearly_confirmation(client, ente):
    entra(client, ente)
    Organizzazione.objects.filter(pk=ente.pk).update(confermato_il=None)
    giro = GiroConferme.objects.create(titolo="Conferma 2026", scade_il=OGGI + timedelta(days=9))
    conferma = ConfermaAdesione.objects.create(giro=giro, organizzazione=ente, indirizzi=[])
    assert _cose(client, ente) == [("conferma", "ATS chiede di confermare la scheda")]
    conferma.confermata_il, conferma.come = timezone.now(), "area"
    conferma.save()
    assert _cose(client, ente) == [("conferma", "La tua scheda va riletta e confermata")]


def test_an_editor_is_not_asked_to_decide_on_people(client, ente):
    RichiestaAccesso.objects.create(organizzazione=ente, email="a@example.org", ruolo="ufficio")
    entra(client, ente, ruolo="redattore")
    assert _cose(client, ente) == []


def test_a_service_sent_back_is_named_and_a_draft_in_the_hands_of_ats_is_not(client, ente):
    entra(client, ente)
    tornato, mandato = _servizio(ente, titolo="Tornato"), _servizio(ente, titolo="Mandato", stato="bozza")
    proposta = proponi(oggetto=tornato, cambi={"titolo": "Altro"}, autore=make_utente())[1]
    decidi(proposta=proposta, versione=1, da=make_utente(), restituiti={"titolo": "Troppo corto."})
    chiedi(oggetto=mandato, cambi={"stato": "attivo"}, autore=make_utente())
    assert _cose(client, ente) == [("ats", "ATS ha scritto su «Tornato»")]
    assertContains(client.get(_pagina(ente)), "Una modifica aspetta la risposta di ATS.")


def test_of_many_of_a_kind_five_are_named_and_the_others_counted(client, ente):
    entra(client, ente)
    for numero in range(8):
        _servizio(ente, titolo=f"Bozza {numero}", stato="bozza")
    cose = _cose(client, ente)
    assert (len(cose), cose[-1]) == (6, ("bozza", "Altre 3 bozze"))


def test_the_deadlines_of_the_projects_it_leads_late_ones_first(client, ente):
    entra(client, ente)

    def scadenza(titolo, giorni, ruolo="capofila", **campi):
        progetto = make_progetto(titolo="Tempi")
        make_partner(organizzazione=ente, ruolo=ruolo, progetto=progetto)
        giorno = OGGI + timedelta(days=giorni)
        Scadenza.objects.create(progetto=progetto, titolo=titolo, giorno=giorno, **campi)

    scadenza("Rendiconto", 30)
    scadenza("Relazione", -1)
    scadenza("Lontana", 31)
    scadenza("Fatta", 3, fatta_il=OGGI)
    scadenza("Di altri", 3, ruolo="partner")
    make_servizio(gestore=ente, titolo="Vecchio", verificato_il=None)
    assert _cose(client, ente) == [
        ("ritardo", "Relazione: è in ritardo"),
        ("scadenza", "Rendiconto: scade tra poco"),
        ("dovuto", "«Vecchio» va ricontrollato"),
    ]
    assertContains(client.get(_pagina(ente)), "passata da 1 giorno.")


def test_queries_do_not_grow_with_deadlines(client, ente, nplus):
    entra(client, ente)

    def ancora():
        progetto = make_partner(organizzazione=ente, ruolo="capofila").progetto
        Scadenza.objects.create(progetto=progetto, titolo="Relazione", giorno=OGGI)

    nplus(lambda: client.get(_pagina(ente)), ancora, attese=28)


def test_queries_do_not_grow_with_services_and_proposals(client, ente, nplus):
    entra(client, ente)

    def ancora():
        servizio = _servizio(ente, verificato_il=None)
        _servizio(ente, stato="bozza")
        proposta = proponi(oggetto=servizio, cambi={"titolo": "Altro titolo"}, autore=None)[1]
        decidi(proposta=proposta, versione=1, da=None, restituiti={"titolo": "No."})

    nplus(lambda: client.get(_pagina(ente)), ancora, attese=22)


def test_who_keeps_one_body_goes_straight_there(client, ente):
    accesso = entra(client, ente)
    assertRedirects(client.get(reverse("rete:area")), _pagina(ente))
    make_accesso(utente=accesso.utente)
    assert client.get(reverse("rete:area")).status_code == 200


def test_staff_that_keeps_a_body_still_finds_the_way_to_the_admin(client, ente):
    entra(client, ente, utente=make_utente(is_staff=True))
    assertContains(client.get(reverse("rete:area")), "Apri la gestione del portale")


def test_alleanze_with_role_days_and_what_the_body_brings(client, ente):
    entra(client, ente)
    alleanza = make_alleanza(ambito=make_ambito(nome="Morbegno"))
    riga = Partecipazione.objects.create(
        alleanza=alleanza, organizzazione=ente, ruolo="partner", dal=date(2018, 3, 1)
    )
    Contributo.objects.create(partecipazione=riga, tipo="economico", importo=Decimal("1500"))
    altrui = Partecipazione.objects.create(
        alleanza=alleanza, organizzazione=make_aderente(), ruolo="capofila"
    )
    Contributo.objects.create(partecipazione=altrui, tipo="economico", importo=Decimal("9999"))
    risposta = client.get(_pagina(ente, "area-alliances"))
    for testo in ("Morbegno", "Partner", "Dal 1° marzo 2018", "1.500,00"):
        assertContains(risposta, testo)
    for testo in ("9.999,00", "non risulta in nessuna Alleanza"):
        assertNotContains(risposta, testo)


def test_who_is_nowhere_is_told(client, ente):
    entra(client, ente)
    risposta = client.get(_pagina(ente, "area-alliances"))
    assertContains(risposta, "non risulta in nessuna Alleanza")


def test_queries_do_not_grow_with_alleanze(client, ente, nplus):
    entra(client, ente)

    def ancora():
        riga = Partecipazione.objects.create(alleanza=make_alleanza(), organizzazione=ente)
        Contributo.objects.create(partecipazione=riga, tipo="tecnico")

    nplus(lambda: client.get(_pagina(ente, "area-alliances")), ancora, attese=7)


def test_each_project_has_its_words_and_the_emblem_is_of_the_european_ones_alone(client, ente):
    entra(client, ente)
    tipi = ("fse", "fse_plus", "regionale")
    fondi = {tipo: Fondo.objects.create(code=tipo, label=tipo, tipo=tipo) for tipo in tipi} | {"ignoto": None}
    for tipo, fondo in fondi.items():
        make_partner(organizzazione=ente, progetto=make_progetto(titolo=f"Progetto {tipo}", fondo=fondo))
    make_partner(progetto=make_progetto(titolo="Di altri", fondo=fondi["fse"]))
    testi = {
        progetto.titolo: dicitura and (dicitura.accanto, dicitura.frase)
        for progetto, dicitura in client.get(_pagina(ente, "area-brand")).context["progetti"]
    }
    assert testi == {
        "Progetto fse": (
            "Unione europea – Fondo sociale europeo",
            "Progetto cofinanziato dall’Unione europea – Fondo sociale europeo.",
        ),
        "Progetto fse_plus": (
            "Cofinanziato dall’Unione europea",
            "Progetto cofinanziato dall’Unione europea – Fondo sociale europeo Plus.",
        ),
        "Progetto regionale": ("", "Progetto finanziato da Regione Lombardia."),
        "Progetto ignoto": None,
    }


def test_the_words_that_a_leaflet_must_carry_and_what_is_not_known(client, ente):
    entra(client, ente)
    risposta = client.get(_pagina(ente, "area-brand"))
    for testo in (
        "Cofinanziato dall’Unione europea",
        "2021/1060",
        "821/2014",
        "non sappiamo se ne esiste",
    ):
        assertContains(risposta, testo)
