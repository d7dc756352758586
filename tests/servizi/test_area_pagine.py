"""The pages of a member's services: what one body may do, and what another never sees."""

from datetime import date, timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from core.models import CampoModerato, Proposta
from core.proposte import aperta_di, decidi, proponi
from servizi.area import posti as posti_area
from servizi.models import Apertura, Sede, Servizio, Tariffa, VoceTipologia
from servizi.urls_area import urlpatterns
from tests.factories import (
    make_accesso,
    make_aderente,
    make_comune,
    make_sede,
    make_servizio,
    make_tipologia,
    make_utente,
)

pytestmark = pytest.mark.django_db

DEI_SERVIZI = [voce.name for voce in urlpatterns if "<slug:servizio>" in str(voce.pattern)]


@pytest.fixture
def ente(client):
    """Return a body whose pages ``client`` keeps."""
    accesso = make_accesso(organizzazione=make_aderente(denominazione="Cooperativa A"))
    client.force_login(accesso.utente)
    return accesso.organizzazione


def vai(servizio, nome="detail", ente=None, **altro):
    """Return the address of a page about ``servizio``."""
    if nome == "section":
        altro.setdefault("sezione", "prezzo")
    chi = {"ente": (ente or servizio.gestore).slug, "servizio": servizio.slug}
    return reverse(f"area_servizi:{nome}", kwargs=chi | altro)


def parole(risposta):
    return " ".join(risposta.content.decode().split())


def avvisi(risposta):
    return [str(messaggio) for messaggio in risposta.context["messages"]]


def _foto():
    return list(Servizio.objects.order_by("pk").values()), list(Sede.objects.order_by("pk").values())


@pytest.mark.parametrize("nome", DEI_SERVIZI)
@pytest.mark.parametrize("metodo", ["get", "post"])
def test_a_stranger_finds_nothing_of_another_body(client, ente, nome, metodo):
    """Neither under the address of the other body, nor under one's own."""
    altro = make_servizio(titolo="Segreto di B", stato="bozza", comune=make_comune())
    prima = _foto()
    dati = {"posti": "esauriti", "motivo": "perché", "testo": "ciao", "titolo": "mio"}
    for indirizzo in (vai(altro, nome), vai(altro, nome, ente=ente)):
        risposta = getattr(client, metodo)(indirizzo, dati)
        assert risposta.status_code == 404
        assert "Segreto di B" not in parole(risposta)
    assert _foto() == prima
    assert not Proposta.objects.exists()


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_lists_and_places_of_another_body_are_not_found(client, ente, metodo):
    altro = make_sede(nome="Segreta", organizzazione=make_aderente(denominazione="B"))
    prima = _foto()
    for nome, chi in (
        ("list", {"ente": altro.organizzazione.slug}),
        ("create", {"ente": altro.organizzazione.slug}),
        ("place", {"ente": altro.organizzazione.slug, "luogo": altro.pk}),
        ("place", {"ente": ente.slug, "luogo": altro.pk}),
    ):
        risposta = getattr(client, metodo)(reverse(f"area_servizi:{nome}", kwargs=chi), {"nome": "mia"})
        assert (risposta.status_code, "Segreta" in parole(risposta)) == (404, False)
    assert _foto() == prima


def test_an_access_taken_away_is_taken_away_at_once(client, ente):
    servizio = make_servizio(gestore=ente)
    assert client.get(vai(servizio)).status_code == 200
    ente.accessi.update(tolto_il=timezone.now() + timedelta(seconds=1))
    assert client.get(vai(servizio)).status_code == 404


def test_the_list_groups_services_by_what_they_ask(client, ente):
    oggi = timezone.localdate()
    make_servizio(gestore=ente, titolo="Nido")
    make_servizio(gestore=ente, titolo="Bozza mia", stato="bozza")
    make_servizio(gestore=ente, titolo="Fermo", stato="sospeso", motivo_stato="Lavori")
    make_servizio(gestore=ente, titolo="Finito", stato="chiuso", motivo_stato="Basta")
    make_servizio(gestore=ente, titolo="In scadenza", valido_fino_al=oggi + timedelta(days=5))
    make_servizio(gestore=ente, titolo="Da confermare", freschezza="da_confermare")
    attesa, da_correggere = (
        make_servizio(gestore=ente, titolo="Grest"),
        make_servizio(gestore=ente, titolo="Pre"),
    )
    proponi(oggetto=attesa, cambi={"titolo": "Altro"}, autore=make_utente())
    _d, proposta = proponi(oggetto=da_correggere, cambi={"titolo": "Altro"}, autore=make_utente())
    decidi(proposta=proposta, versione=1, da=make_utente(), restituiti={"titolo": "Per esteso."})
    make_servizio(titolo="Di un altro ente")
    risposta = client.get(reverse("area_servizi:list", args=[ente.slug]))
    gruppi = {k: sorted(r.servizio.titolo for r in righe) for k, _n, righe in risposta.context["gruppi"]}
    assert gruppi == {
        "correggere": ["Pre"],
        "finire": ["Bozza mia"],
        "confermare": ["Da confermare", "In scadenza"],
        "attesa": ["Grest"],
        "pubblici": ["Nido"],
        "sospesi": ["Fermo"],
        "chiusi": ["Finito"],
    }
    assert "Di un altro ente" not in parole(risposta)


def test_queries_of_the_list_do_not_grow(client, ente, nplus):
    tipologia = make_tipologia()

    def aggiungi():
        servizio = make_servizio(gestore=ente, tipologia=tipologia, comune=make_comune())
        Tariffa.objects.create(servizio=servizio, importo="10", unita="mese")
        Apertura.objects.create(servizio=servizio, dal=date(2099, 6, 1), al=date(2099, 6, 5))
        proponi(oggetto=servizio, cambi={"titolo": "Altro"}, autore=make_utente())

    nplus(lambda: client.get(reverse("area_servizi:list", args=[ente.slug])), aggiungi, 15)


def test_a_draft_is_made_in_one_page(client, ente):
    tipologia = make_tipologia()
    indirizzo = reverse("area_servizi:create", args=[ente.slug])
    risposta = client.post(indirizzo, {"titolo": "Grest", "tipologia": "999999", "descrizione_breve": ""})
    assert sorted(risposta.context["form"].errors) == ["descrizione_breve", "tipologia"]
    dati = {"titolo": "Grest", "tipologia": tipologia.pk, "descrizione_breve": "Estate."}
    client.post(indirizzo, dati)
    servizio = Servizio.objects.get()
    assert (servizio.gestore, servizio.stato, servizio.titolo) == (ente, "bozza", "Grest")
    assert client.get(servizio.get_absolute_url()).status_code == 404


def test_what_is_obligatory_stops_the_publication_and_is_listed(client, ente):
    servizio = make_servizio(gestore=ente, stato="bozza")
    VoceTipologia.objects.create(voce="prezzo", uso="obbligatoria", tipologia=servizio.tipologia)
    for risposta in (client.get(vai(servizio)), client.post(vai(servizio, "publish"))):
        assert [domanda.codice for domanda in risposta.context["mancano"]] == ["prezzo"]
        assert "Manda per la pubblicazione" not in parole(risposta)
    assert aperta_di(servizio) is None
    Servizio.objects.update(gratuito=True)
    client.post(vai(servizio, "publish"))
    assert aperta_di(servizio).cambi == {"stato": {"prima": "bozza", "dopo": "attivo"}}


def test_a_draft_is_public_when_ats_accepts_and_the_member_reads_why_it_was_returned(client, ente):
    servizio = make_servizio(gestore=ente, stato="bozza")
    client.post(vai(servizio, "publish"))
    ats, proposta = make_utente(is_staff=True), aperta_di(servizio)
    decidi(proposta=proposta, versione=1, da=ats, restituiti={"telefono": "Manca il prefisso."})
    risposta = client.get(vai(servizio))
    assert "Manca il prefisso." in parole(risposta)
    assert [riga["commento"] for riga in risposta.context["cambi"]] == ["", "Manca il prefisso."]
    assert risposta.context["storia"][0]["chi"] == "ATS"
    client.post(vai(servizio, "answer"), {"testo": "Ora c’è."})
    proposta.refresh_from_db()
    assert proposta.stato == "in_attesa"
    decidi(proposta=proposta, versione=proposta.versione, da=ats, accolti=["stato"])
    assert client.get(servizio.get_absolute_url()).status_code == 200


def test_a_trusted_body_publishes_by_itself(client, ente):
    ente.fidata = True
    ente.save()
    servizio = make_servizio(gestore=ente, stato="bozza")
    client.post(vai(servizio, "publish"))
    servizio.refresh_from_db()
    assert servizio.stato == "attivo"


def test_what_waits_is_taken_back(client, ente):
    servizio = make_servizio(gestore=ente, titolo="Prima")
    _d, proposta = proponi(oggetto=servizio, cambi={"titolo": "Dopo"}, autore=make_utente())
    assert "Dopo" in parole(client.get(vai(servizio)))
    client.post(vai(servizio, "withdraw"))
    proposta.refresh_from_db()
    assert proposta.stato == "ritirata"
    assert client.post(vai(servizio, "withdraw"), follow=True).status_code == 200
    assert (
        "ATS ha già deciso" in avvisi(client.post(vai(servizio, "answer"), {"testo": "x"}, follow=True))[-1]
    )


def test_the_preview_shows_what_waits_and_changes_nothing(client, ente):
    servizio = make_servizio(gestore=ente, titolo="Prima", stato="attivo")
    fee = [{"importo": "77.00", "unita": "mese", "descrizione": ""}]
    fee[0] |= dict.fromkeys(["isee_da", "isee_a", "residenti", "dal", "al"])
    proponi(oggetto=servizio, cambi={"titolo": "Dopo", "tariffe": fee}, autore=make_utente())
    risposta = client.get(vai(servizio, "preview"))
    testo = parole(risposta)
    assert "<h1>Dopo</h1>" in testo
    assert "77" in testo
    assert "noindex" in testo
    servizio.refresh_from_db()
    assert (servizio.titolo, servizio.tariffe.count()) == ("Prima", 0)
    bozza = make_servizio(gestore=ente, stato="bozza")
    assert "i cittadini non la vedono" in parole(client.get(vai(bozza, "preview")))


def test_a_light_field_is_live_and_a_sensitive_one_waits_each_said_by_name(client, ente):
    servizio = make_servizio(gestore=ente, telefono="0342 1")
    risposta = client.post(vai(servizio, "section", sezione="contatti"), {"telefono": "0342 2"}, follow=True)
    assert avvisi(risposta) == ["Già pubblicato: telefono dell'ufficio."]
    dati = {"gratuito": "gratuito", "tariffe-TOTAL_FORMS": "0", "tariffe-INITIAL_FORMS": "0"}
    risposta = client.post(vai(servizio, "section", sezione="prezzo"), dati, follow=True)
    assert avvisi(risposta)[0].startswith("Mandato ad ATS: gratuito.")
    servizio.refresh_from_db()
    assert (servizio.telefono, servizio.gratuito) == ("0342 2", False)


def test_a_section_that_is_not_is_not_found(client, ente):
    servizio = make_servizio(gestore=ente)
    assert client.get(vai(servizio, "section", sezione="altro")).status_code == 404


@pytest.mark.parametrize("posti", ["disponibili", "lista_attesa", "esauriti"])
def test_places_are_declared_in_one_tap_and_taken_back_in_another(client, ente, posti):
    servizio = make_servizio(gestore=ente)
    elenco = reverse("area_servizi:list", args=[ente.slug])
    risposta = client.post(vai(servizio, "places"), {"posti": posti, "da": elenco}, follow=True)
    assert risposta.redirect_chain[-1][0] == elenco
    servizio.refresh_from_db()
    assert (servizio.posti, servizio.posti_al) == (posti, timezone.localdate())
    assert servizio.verificato_il == date(2026, 1, 1)
    annulla = risposta.context["annulla"]
    client.post(annulla["dove"], {"token": annulla["token"], "da": elenco})
    servizio.refresh_from_db()
    assert (servizio.posti, servizio.posti_al) == ("da_verificare", None)
    assert client.get(elenco).context["annulla"] is None


def test_taking_back_does_not_overwrite_who_came_after(client, ente):
    servizio = make_servizio(gestore=ente)
    client.post(vai(servizio, "places"), {"posti": "esauriti"})
    annulla = client.get(vai(servizio)).context["annulla"]
    client.post(vai(servizio, "places"), {"posti": "lista_attesa"})
    risposta = client.post(annulla["dove"], {"token": annulla["token"]}, follow=True)
    assert "qualcuno li ha cambiati di nuovo" in " ".join(avvisi(risposta))
    servizio.refresh_from_db()
    assert servizio.posti == "lista_attesa"


def test_the_token_of_one_service_is_not_of_another(client, ente):
    servizio, altro = make_servizio(gestore=ente), make_servizio(gestore=ente)
    chiave = {"servizio": altro.pk, "prima": {"posti": "esauriti"}, "dopo": {"posti": "da_verificare"}}
    token = signing.dumps(chiave, salt=posti_area.SALE)
    for rotto in (token, "x", ""):
        client.post(vai(servizio, "places-undo"), {"token": rotto})
    assert set(Servizio.objects.values_list("posti", flat=True)) == {"da_verificare"}


@pytest.mark.parametrize("dati", [{}, {"posti": "altro"}, {"posti": "da_verificare"}, {"posti": "a\x00"}])
def test_places_that_are_no_places_are_refused(client, ente, dati):
    servizio = make_servizio(gestore=ente)
    assert client.post(vai(servizio, "places"), dati, follow=True).status_code == 200
    servizio.refresh_from_db()
    assert servizio.posti == "da_verificare"


def test_places_of_one_week(client, ente):
    servizio = make_servizio(gestore=ente)
    prima, seconda = (
        Apertura.objects.create(servizio=servizio, dal=date(2099, 6, d), al=date(2099, 6, d + 4))
        for d in (1, 8)
    )
    altrui = Apertura.objects.create(servizio=make_servizio(), dal=date(2099, 6, 1), al=date(2099, 6, 5))
    client.post(vai(servizio, "places"), {"posti": "esauriti", "settimana": seconda.pk})
    attese = {(date(2099, 6, 1), ""), (date(2099, 6, 8), "esauriti")}
    assert set(servizio.aperture.values_list("dal", "posti")) == attese
    for chiave in (altrui.pk, "abc", "9" * 30):
        dati = {"posti": "esauriti", "settimana": chiave}
        assert client.post(vai(servizio, "places"), dati).status_code == 404
    assert Apertura.objects.get(pk=prima.pk).posti == ""


def test_a_typology_without_places_does_not_ask_for_them(client, ente):
    servizio = make_servizio(gestore=ente)
    elenco = reverse("area_servizi:list", args=[ente.slug])
    assert "Posti esauriti" in parole(client.get(elenco))
    VoceTipologia.objects.create(voce="posti", uso="non_serve", tipologia=servizio.tipologia)
    assert "Posti esauriti" not in parole(client.get(elenco)) + parole(client.get(vai(servizio)))


def test_places_that_staff_made_sensitive_wait(client, ente):
    CampoModerato.objects.filter(scheda="servizi.servizio", campo="posti").delete()
    CampoModerato.objects.create(scheda="servizi.servizio", campo="posti", sensibile=True)
    servizio = make_servizio(gestore=ente)
    risposta = client.post(vai(servizio, "places"), {"posti": "esauriti"}, follow=True)
    assert "mandato ad ATS" in avvisi(risposta)[-1]
    servizio.refresh_from_db()
    assert servizio.posti == "da_verificare"


def test_a_tap_goes_back_only_to_the_pages_of_the_services(client, ente):
    servizio = make_servizio(gestore=ente)
    for da in ("https://evil.example/", "//evil.example/", "/admin/"):
        risposta = client.post(vai(servizio, "places"), {"posti": "esauriti", "da": da})
        assert risposta.url == vai(servizio)


def test_suspended_with_a_reason_resumed_closed(client, ente):
    servizio = make_servizio(gestore=ente)
    assert client.post(vai(servizio, "suspend"), {"motivo": " "}).context["form"].errors["motivo"]
    client.post(vai(servizio, "suspend"), {"motivo": "Per lavori."})
    servizio.refresh_from_db()
    assert (servizio.stato, servizio.motivo_stato) == ("sospeso", "Per lavori.")
    client.post(vai(servizio, "resume"))
    servizio.refresh_from_db()
    assert (servizio.stato, servizio.motivo_stato) == ("attivo", "")
    client.post(vai(servizio, "close"), {"motivo": "Finito."})
    servizio.refresh_from_db()
    assert (servizio.stato, servizio.motivo_stato) == ("chiuso", "Finito.")


@pytest.mark.parametrize("nome", ["suspend", "resume", "close"])
def test_a_draft_has_no_state_to_move(client, ente, nome):
    servizio = make_servizio(gestore=ente, stato="bozza")
    for risposta in (client.get(vai(servizio, nome)), client.post(vai(servizio, nome), {"motivo": "Sì"})):
        assert risposta.url == vai(servizio)
    servizio.refresh_from_db()
    assert servizio.stato == "bozza"


def test_only_a_draft_is_thrown_away(client, ente):
    bozza, pubblico = make_servizio(gestore=ente, stato="bozza"), make_servizio(gestore=ente)
    assert client.get(vai(pubblico, "delete")).url == vai(pubblico)
    client.post(vai(pubblico, "delete"))
    client.post(vai(bozza, "delete"))
    assert list(Servizio.objects.all()) == [pubblico]


def test_last_season_from_its_page(client, ente):
    servizio = make_servizio(gestore=ente, titolo="Grest 2099", iscrizioni_dal=date(2099, 3, 2))
    settimana = Apertura.objects.create(servizio=servizio, dal=date(2099, 6, 1), al=date(2099, 6, 5))
    altra = Apertura.objects.create(servizio=servizio, dal=date(2099, 6, 8), al=date(2099, 6, 12))
    Tariffa.objects.create(servizio=servizio, importo="90", unita="settimana", descrizione="Tempo pieno")
    contesto = client.get(vai(servizio, "duplicate")).context
    assert contesto["form"].initial["titolo"] == "Grest 2100"
    assert contesto["aperture"].forms[0].initial["dal"] == date(2100, 5, 31)
    dati = {
        "titolo": "Grest 2100",
        "aperture-TOTAL_FORMS": "2",
        "aperture-INITIAL_FORMS": "2",
        "aperture-0-chiave": settimana.pk,
        "aperture-0-dal": "2100-05-31",
        "aperture-0-al": "2100-06-04",
        "aperture-1-chiave": altra.pk,
        "aperture-1-dal": "2100-06-07",
        "aperture-1-al": "2100-06-11",
        "aperture-1-DELETE": "on",
        "tariffe-TOTAL_FORMS": "1",
        "tariffe-INITIAL_FORMS": "1",
        "tariffe-0-chiave": servizio.tariffe.get().pk,
        "tariffe-0-importo": "95,50",
    }
    errata = client.post(vai(servizio, "duplicate"), dati | {"aperture-0-al": "2100-05-01"})
    assert errata.context["aperture"].forms[0].errors["al"]
    assert 'href="#righe-aperture"' in parole(errata)
    assert 'href="#righe-tariffe"' in parole(
        client.post(vai(servizio, "duplicate"), {"titolo": "Senza righe"})
    )
    client.post(vai(servizio, "duplicate"), dati)
    nuovo = Servizio.objects.get(stato="bozza")
    assert nuovo.copia_di == servizio
    assert [a.dal for a in nuovo.aperture.all()] == [date(2100, 5, 31)]
    fee = nuovo.tariffe.get()
    assert (str(fee.importo), fee.unita, fee.descrizione) == ("95.50", "settimana", "Tempo pieno")
    assert "Grest 2099" in parole(client.get(vai(nuovo)))


def test_a_new_place_becomes_a_door_of_the_service(client, ente):
    servizio, comune = make_servizio(gestore=ente), make_comune()
    dati = {"nome": "Oratorio", "indirizzo": "via Roma 1", "cap": "2303", "comune": comune.pk}
    assert client.post(vai(servizio, "place-create"), dati).context["form"].errors["cap"]
    dati |= {"cap": "23033", "accessibile": "true", "ancora": "si"}
    assert client.post(vai(servizio, "place-create"), dati).url == vai(servizio, "place-create")
    porta = servizio.sedi_servizio.get()
    assert (porta.sede.organizzazione, porta.sede.nome, porta.principale) == (ente, "Oratorio", True)
    client.post(vai(servizio, "place-create"), dati | {"nome": "Scuola"})
    assert [p.principale for p in servizio.sedi_servizio.order_by("pk")] == [True, False]


def test_a_place_that_the_sheet_refuses_is_said_and_not_kept(client, ente):
    servizio, comune = make_servizio(gestore=ente), make_comune()
    CampoModerato.objects.filter(scheda="servizi.servizio", campo="sedi_servizio").update(sensibile=True)
    dati = {"nome": "Oratorio", "comune": comune.pk}
    client.post(vai(servizio, "place-create"), dati)
    Sede.objects.all().delete()  # of the door that waits nothing is left
    risposta = client.post(vai(servizio, "place-create"), dati | {"nome": "Scuola"})
    assert risposta.context["form"].non_field_errors()
    assert (risposta.context["form"]["nome"].value(), Sede.objects.count()) == ("Scuola", 0)


def test_a_place_is_put_right_and_its_change_is_recorded(client, ente):
    comune = make_comune()
    servizio = make_servizio(gestore=ente, comune=comune)
    sede = servizio.sedi_servizio.get().sede
    indirizzo = reverse("area_servizi:place", args=[ente.slug, sede.pk])
    base = client.get(indirizzo).context["form"].initial["base"]
    dati = {"nome": "Nuovo nome", "indirizzo": sede.indirizzo, "comune": comune.pk, "base": base}
    client.post(indirizzo, dati)
    sede.refresh_from_db()
    assert sede.nome == "Nuovo nome"
    assert Proposta.objects.di(sede).get().cambi["nome"]["dopo"] == "Nuovo nome"
    risposta = client.post(indirizzo, dati | {"nome": "Un terzo nome"})
    assert "Mentre scrivevi qualcun altro" in risposta.context["form"].errors["nome"][0]


def test_a_sheet_is_confirmed_as_it_was_read_or_not_at_all(client, ente):
    servizio = make_servizio(gestore=ente, freschezza="da_confermare", verificato_il=date(2020, 1, 1))
    impronta = client.get(vai(servizio, "verify")).context["fatti"].impronta
    client.post(vai(servizio, "section", sezione="contatti"), {"telefono": "0342 999"})
    client.post(vai(servizio, "verify"), {"impronta": impronta})
    servizio.refresh_from_db()
    assert (servizio.verificato_il, servizio.freschezza) == (date(2020, 1, 1), "da_confermare")
    impronta = client.get(vai(servizio, "verify")).context["fatti"].impronta
    client.post(vai(servizio, "verify"), {"impronta": impronta})
    servizio.refresh_from_db()
    assert (servizio.verificato_il, servizio.freschezza) == (timezone.localdate(), "fresca")
    assert servizio.verifiche.get().come == "area"


def test_an_expired_sheet_and_a_draft_are_not_confirmed(client, ente):
    scaduto = make_servizio(gestore=ente, valido_fino_al=date(2026, 1, 2))
    for servizio in (scaduto, make_servizio(gestore=ente, stato="bozza")):
        assert client.get(vai(servizio, "verify")).url == vai(servizio)
        client.post(vai(servizio, "verify"), {"impronta": "x"})
        assert not servizio.verifiche.exists()
