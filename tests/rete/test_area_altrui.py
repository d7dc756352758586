"""Nobody finds anything in the area of a body that is not theirs: every address, every method."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from aderenti.models import Accesso, Invito, RichiestaAccesso
from core.models import EventoProposta, Proposta
from progetti.models import DocumentoProgetto
from tests.comitato.fabbriche_decisioni import make_azione
from tests.documenti import carica
from tests.factories import (
    make_accesso,
    make_aderente,
    make_comune,
    make_documento,
    make_richiesta_progetto,
    make_servizio,
    make_utente,
)
from tests.imprese.fabbriche_pratiche import make_proposta_pratica
from tests.progetti.monitoraggio import make_scheda
from tests.redazione.fabbriche import make_proposto

PREFISSO = "area-riservata/enti/"
METODI = ["get", "head", "post", "put", "patch", "delete", "options"]
# What an address needs beyond the body, {parameter: ente -> value}: of rows of that body. An address with a
# parameter that has no line here fails.
PEZZI = {
    "sezione": lambda ente: "contatti",
    "servizio": lambda ente: ente.servizi.get().slug,
    "luogo": lambda ente: ente.sedi.get().pk,
    "tabella": lambda ente: "servizi",
    "formato": lambda ente: "csv",
    "anno": lambda ente: 2024,
    "pk": lambda ente: 1,
    "progetto": lambda ente: ente.progetti_svolti.get().progetto.slug,
    "tipo": lambda ente: "partner",
    "documento": lambda ente: ente.progetti_svolti.get().progetto.documenti.get().pk,
    "che": lambda ente: "quadro",
    "scheda": lambda ente: _scheda(ente).pk,
}
# The addresses whose number is of one kind of row: {name: ente -> number}.
NUMERI = {
    "area_eventi:edit": lambda ente: ente.eventi.get().pk,
    "area_pratiche:edit": lambda ente: ente.buone_pratiche.get().pk,
    "area_pratiche:withdraw": lambda ente: ente.buone_pratiche.get().pk,
    "area_pratiche:correction": lambda ente: ente.buone_pratiche.get().pk,
    "area_azioni:done": lambda ente: ente.azioni_del_comitato.get().pk,
    "area:people-role": lambda ente: ente.accessi.get().pk,
    "area:people-remove": lambda ente: ente.accessi.get().pk,
    "area:people-request": lambda ente: ente.richieste_accesso.get().pk,
    "area:people-invite-resend": lambda ente: ente.inviti.get().pk,
    "area:people-invite-revoke": lambda ente: ente.inviti.get().pk,
    "area_richieste:withdraw": lambda ente: _richiesta(ente).pk,
    "area_richieste:document": lambda ente: _richiesta(ente).pk,
}


def _richiesta(ente):
    return ente.progetti_svolti.get().progetto.richieste.get()


def _indirizzi(resolver, percorso="", spazio=""):
    """Yield (name, parameters beyond the body) of every address of the area."""
    for voce in resolver.url_patterns:
        qui = percorso + str(voce.pattern)
        if not isinstance(voce, URLPattern):
            yield from _indirizzi(voce, qui, f"{spazio}{voce.namespace}:" if voce.namespace else spazio)
        elif qui.startswith(PREFISSO):
            yield f"{spazio}{voce.name}", _parametri(qui) - {"ente"}


def _parametri(percorso):
    return {pezzo.split(">")[0].split(":")[-1] for pezzo in percorso.split("<")[1:]}


NOMI = dict(_indirizzi(get_resolver()))


def _percorso(nome, ente):
    altri = {pezzo: PEZZI[pezzo](ente) for pezzo in NOMI[nome]}
    if nome in NUMERI:
        altri["pk"] = NUMERI[nome](ente)
    return reverse(nome, kwargs={"ente": ente.slug} | altri)


def _scheda(ente):
    """Return a monitoring sheet of its project, made once."""
    progetto = ente.progetti_svolti.get().progetto
    return progetto.schede.first() or make_scheda(progetto=progetto)


def _tutte(client, ente):
    """Return {(name, method): status} of every address of the area of ``ente``."""
    return {
        (nome, metodo): getattr(client, metodo)(_percorso(nome, ente)).status_code
        for nome in NOMI
        for metodo in METODI
    }


NIENTE = {(nome, metodo): 404 for nome in NOMI for metodo in METODI}


@pytest.fixture
def altrui(db):
    """Return a body with an administrator of its own and something that waits for ATS."""
    ente = make_accesso(organizzazione=make_aderente(telefono="0342 1")).organizzazione
    RichiestaAccesso.objects.create(organizzazione=ente, email="chiede@example.org", ruolo="ufficio")
    Invito.objects.create(organizzazione=ente, email="nuova@example.org")
    make_servizio(gestore=ente, comune=make_comune())
    richiesta = make_richiesta_progetto(documento=carica())
    richiesta.progetto.partner.create(organizzazione=ente, ruolo="capofila")
    proposta = Proposta.objects.create(
        tipo=ContentType.objects.get_for_model(ente),
        oggetto_id=ente.pk,
        cambi={"denominazione": {"prima": ente.denominazione, "dopo": "Altro nome"}},
    )
    EventoProposta.objects.create(proposta=proposta, tipo="inviata")
    make_documento(progetto=richiesta.progetto)
    make_azione(ente=ente)
    make_proposto(ente, stato="bozza")
    make_proposta_pratica(ente, "bozza")
    return ente


def test_every_parameter_of_the_area_has_its_sample():
    assert {pezzo for altri in NOMI.values() for pezzo in altri} <= set(PEZZI)
    assert set(NUMERI) <= set(NOMI)
    assert {"rete:area-ente", "area:profile-section"} <= set(NOMI)


def test_who_keeps_another_body_finds_nothing_on_any_method(client, altrui):
    client.force_login(make_accesso().utente)
    assert _tutte(client, altrui) == NIENTE


def test_who_kept_it_once_finds_nothing_since(client, altrui):
    client.force_login(altrui.accessi.get().utente)
    assert client.get(reverse("rete:area-ente", args=[altrui.slug])).status_code == 200
    Accesso.objects.update(tolto_il=timezone.now())
    assert _tutte(client, altrui) == NIENTE


def test_the_staff_of_ats_has_pages_of_its_own(client, altrui):
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    assert _tutte(client, altrui) == NIENTE


def test_a_stranger_is_sent_to_the_login_for_a_body_that_exists_as_for_one_that_does_not(client, altrui):
    for nome in NOMI:
        percorso = _percorso(nome, altrui)
        for metodo in METODI:
            vera = getattr(client, metodo)(percorso)
            finta = getattr(client, metodo)(percorso.replace(altrui.slug, "nessuno"))
            assert vera.status_code in (302, 403), (nome, metodo)
            assert (vera.status_code, vera.get("Location", "").replace(altrui.slug, "nessuno")) == (
                finta.status_code,
                finta.get("Location", ""),
            )


def test_nothing_was_changed_by_all_this(client, altrui):
    client.force_login(make_accesso().utente)
    for nome in NOMI:
        client.post(_percorso(nome, altrui), {"telefono": "0", "testo": "x", "proposta": 1, "conferma": "1"})
    assert DocumentoProgetto.objects.count() == 1
    prima = altrui.confermato_il
    altrui.refresh_from_db()
    assert (altrui.telefono, altrui.confermato_il, Proposta.objects.get().stato) == (
        "0342 1",
        prima,
        "in_attesa",
    )
