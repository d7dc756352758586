"""The first page of a body's area, its Alleanze and projects, and who is sent where."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from aderenti.models import ConfermaAdesione, GiroConferme, Organizzazione, RichiestaAccesso
from alleanze.models import Contributo, Partecipazione
from core.proposte import chiedi, decidi, proponi
from progetti.models import PartnerProgetto, VoceDenaro
from tests.area import entra
from tests.factories import (
    make_accesso,
    make_aderente,
    make_alleanza,
    make_ambito,
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


def test_queries_do_not_grow_with_services_and_proposals(client, ente, nplus):
    entra(client, ente)

    def ancora():
        servizio = _servizio(ente, verificato_il=None)
        _servizio(ente, stato="bozza")
        proposta = proponi(oggetto=servizio, cambi={"titolo": "Altro titolo"}, autore=None)[1]
        decidi(proposta=proposta, versione=1, da=None, restituiti={"titolo": "No."})

    nplus(lambda: client.get(_pagina(ente)), ancora, attese=17)


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


def test_projects_with_their_money_and_never_a_proposal(client, ente):
    entra(client, ente)
    progetto = make_progetto(titolo="Progetto noto")
    segreto = make_progetto(titolo="Candidatura segreta", stato="candidatura_presentata")
    for ciascuno in (progetto, segreto):
        PartnerProgetto.objects.create(progetto=ciascuno, organizzazione=ente, ruolo="capofila")
    VoceDenaro.objects.create(
        progetto=progetto, pagatore="regione", importo=Decimal("20000"), data=date(2018, 5, 2), origine="atto"
    )
    risposta = client.get(_pagina(ente, "area-alliances"))
    for testo in (
        "Progetto noto",
        "Capofila",
        "20.000,00",
        "2 maggio 2018",
        "nessun atto che il portale conosce",
    ):
        assertContains(risposta, testo)
    assertNotContains(risposta, "Candidatura segreta")


def test_who_is_nowhere_is_told(client, ente):
    entra(client, ente)
    risposta = client.get(_pagina(ente, "area-alliances"))
    assertContains(risposta, "non risulta in nessuna Alleanza")
    assertContains(risposta, "non risulta in nessun progetto finanziato")


def test_queries_do_not_grow_with_alleanze_and_projects(client, ente, nplus):
    entra(client, ente)

    def ancora():
        riga = Partecipazione.objects.create(alleanza=make_alleanza(), organizzazione=ente)
        Contributo.objects.create(partecipazione=riga, tipo="tecnico")
        progetto = make_progetto()
        PartnerProgetto.objects.create(progetto=progetto, organizzazione=ente)
        VoceDenaro.objects.create(progetto=progetto, pagatore="regione", importo=1, origine="atto")

    nplus(lambda: client.get(_pagina(ente, "area-alliances")), ancora, attese=11)


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
