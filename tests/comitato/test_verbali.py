"""Minutes: written, commented, approved at a later meeting with a quorum, published; what never gets out."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from comitato.accesso import chi
from comitato.models import PuntoOdg, Seduta, Verbale
from comitato.templatetags.verbali import come_pagina
from comitato.verbali.vita import SI_SCRIVE, approva, apri_commenti, commenta, pubblica, redigi, rispondi
from tests.comitato.fabbriche import make_componente, make_punto, make_seduta, make_seggio
from tests.comitato.fabbriche_decisioni import (
    make_aperta,
    make_azione,
    make_commento,
    make_dopo,
    make_presa,
    make_verbale,
)
from tests.comitato.fabbriche_sedute import make_presenza, make_regolamento
from tests.factories import make_utente

pytestmark = pytest.mark.django_db


def _si(passo, verbale):
    try:
        passo(verbale)
    except ValidationError:
        return False
    return True


def test_every_step_from_every_state():
    titolare = chi(make_componente().utente)
    dopo = make_dopo()
    passi = {
        "redigi": lambda v: redigi(seduta=v.seduta, utente=None),
        "apri": lambda v: apri_commenti(verbale=v, utente=None),
        "commenta": lambda v: commenta(verbale=v, chi=titolare, testo="Manca."),
        "approva": lambda v: approva(verbale=v, in_seduta=dopo, utente=None, conferma=True),
        "pubblica": lambda v: pubblica(verbale=v, utente=None),
    }
    permessi = {
        "bozza": {"redigi", "apri"},
        "commenti": {"redigi", "commenta", "approva"},
        "approvato": {"pubblica"},
        "pubblicato": set(),
    }
    for stato, attesi in permessi.items():
        fatti = {nome for nome, passo in passi.items() if _si(passo, make_verbale(stato=stato))}
        assert fatti == attesi, stato
    assert {stato.value for stato in SI_SCRIVE} == {"bozza", "commenti"}


def test_only_of_a_meeting_held_and_opened_to_comments_only_once_it_is_over():
    for stato in ("preparazione", "convocata"):
        with pytest.raises(ValidationError):
            redigi(seduta=make_seduta(stato=stato), utente=None)
    verbale = redigi(seduta=make_seduta(stato="aperta"), utente=None)
    with pytest.raises(ValidationError, match="Chiudi prima"):
        apri_commenti(verbale=verbale, utente=None)


def test_approved_only_in_a_later_open_meeting_with_the_item_and_a_quorum():
    verbale = make_verbale(stato="commenti")
    senza_punto, _seggi = make_aperta()
    non_aperta = make_seduta(stato="convocata")
    make_punto(non_aperta, tipo="verbale")
    prima = make_dopo(inizio=verbale.seduta.inizio - timedelta(days=1))
    finta = make_dopo(dimostrativo=True)
    senza_presenze = make_dopo(presenze_il=None)
    for seduta in (verbale.seduta, senza_punto, non_aperta, prima, finta, senza_presenze):
        with pytest.raises(ValidationError):
            approva(verbale=verbale, in_seduta=seduta, utente=None, conferma=True)
    dopo = make_dopo()
    with pytest.raises(ValidationError) as rifiuto:
        approva(verbale=verbale, in_seduta=dopo, utente=None)
    assert rifiuto.value.code == "quorum"
    make_regolamento(quorum_pct=99)
    with pytest.raises(ValidationError, match="numero legale"):
        approva(verbale=verbale, in_seduta=dopo, utente=None, conferma=True)
    for seggio in type(make_seggio()).objects.filter(dimostrativo=False).exclude(presenze__seduta=dopo):
        make_presenza(dopo, seggio)
    approvato = approva(verbale=verbale, in_seduta=dopo, utente=None)
    assert (approvato.stato, approvato.approvato_in) == ("approvato", dopo)


def test_comments_are_of_full_members_and_answered_by_the_secretariat():
    verbale = make_verbale(stato="commenti")
    persone = [make_componente(ruolo=ruolo).utente for ruolo in ("supplente", "ospite")]
    finto = make_componente(seggio=make_seggio(dimostrativo=True)).utente
    for altro in (*persone, finto, make_utente(is_staff=True, is_superuser=True)):
        with pytest.raises(ValidationError):
            commenta(verbale=verbale, chi=chi(altro), testo="Manca.")
    commento = commenta(verbale=verbale, chi=chi(make_componente().utente), testo="Manca.")
    with pytest.raises(ValidationError):
        rispondi(commento=commento, risposta=" ", utente=None)
    assert rispondi(commento=commento, risposta="Corretto.", utente=None).risposta == "Corretto."


@pytest.fixture
def con_segreti():
    """Return a closed meeting with things that citizens must not read, and the words of them."""
    seduta, seggi = make_aperta(2, assenti=1, inizio=timezone.now() - timedelta(days=30))
    Seduta.objects.filter(pk=seduta.pk).update(collegamento="https://video.example.org/SEGRETO-1")
    pubblico = make_punto(
        seduta, titolo="Punto aperto", discussione="# Si è detto <b>questo</b>.\n- prima cosa"
    )
    riservato = make_punto(seduta, titolo="SEGRETO-2", discussione="SEGRETO-3", riservato=True)
    decisione = make_presa(
        punto=pubblico, titolo="Decisione aperta", testo="Si decide.", scelte=["contrario"] * 2
    )
    decisione.voti.update(motivo="SEGRETO-4")
    approvata = make_presa(punto=pubblico, titolo="Si fa", testo="Si fa.")
    make_azione(approvata, testo="SEGRETO-5")
    nascosta = make_presa(punto=riservato, titolo="SEGRETO-6", testo="SEGRETO-7")
    make_azione(nascosta, testo="SEGRETO-8")
    ditta = seggi[0].ente
    ditta.denominazione, ditta.codice_fiscale = "SEGRETO-9 Mario", "RSSMRA80A01F205X"
    ditta.save()
    Seduta.objects.filter(pk=seduta.pk).update(stato="chiusa", chiusa_il=timezone.now())
    seduta.refresh_from_db()
    return seduta


def test_the_public_page_tells_what_was_decided_and_none_of_the_secrets(client, con_segreti):
    verbale = make_verbale(con_segreti, stato="commenti")
    make_commento(verbale, testo="SEGRETO-10")
    interno = verbale.testo
    assert all(f"SEGRETO-{n}" in interno for n in (2, 3, 4, 5, 6, 7, 8, 9))
    indirizzo = con_segreti.get_absolute_url()
    assert client.get(indirizzo).status_code == 404
    assert "Punto aperto" not in client.get("/comitato/").content.decode()
    verbale = approva(verbale=verbale, in_seduta=make_dopo(), utente=None, conferma=True)
    assert client.get(indirizzo).status_code == 404
    pubblica(verbale=verbale, utente=None)
    pagina, indice = (client.get(dove).content.decode() for dove in (indirizzo, "/comitato/"))
    for html in (pagina, indice):
        assert "SEGRETO" not in html
        assert "Decisione aperta" in html
        assert "1 azione da fare" in html
    assert "0 favorevoli, 2 contrari, 0 astenuti" in pagina
    assert "Si è detto &lt;b&gt;questo&lt;/b&gt;." in pagina
    assert "<li>prima cosa</li>" in pagina
    assert "ditta individuale: presente" in pagina
    assert indirizzo in client.get("/sitemap-sedute.xml").content.decode()


def test_what_is_published_is_what_was_approved_and_the_follow_up_of_today(client, con_segreti):
    verbale = make_verbale(con_segreti, stato="pubblicato")
    PuntoOdg.objects.filter(titolo="SEGRETO-2").update(riservato=False)  # past every check
    PuntoOdg.objects.filter(titolo="Punto aperto").update(discussione="Riscritto.")
    azione = verbale.seduta.decisioni.get(titolo="Si fa").azioni.get()
    type(azione).objects.filter(pk=azione.pk).update(stato="annullata", verifica="SEGRETO-11")
    html = client.get(con_segreti.get_absolute_url()).content.decode()
    assert "Riscritto." not in html
    assert "SEGRETO-3" not in html
    assert "SEGRETO-11" not in html
    assert "1 azione non serve più" in html


def test_with_nothing_published_the_page_says_so(client):
    html = client.get("/comitato/").content.decode()
    assert "La composizione non è ancora stata comunicata da ATS." in html
    assert "Nessun verbale è ancora pubblicato." in html
    make_seggio(al=date(2021, 1, 1))
    make_seggio(dimostrativo=True)
    html = client.get("/comitato/").content.decode()
    assert "La composizione non è ancora stata comunicata da ATS." in html
    assert "Questi enti sono inventati" in html
    assert client.get("/comitato/sedute/99999999999/1/").status_code == 404


def test_public_pages_make_the_same_queries_with_more_rows(client, nplus):
    seduta, _seggi = make_aperta(1)
    make_presa(seduta=seduta)
    Seduta.objects.update(stato="chiusa")
    make_verbale(seduta)
    Verbale.objects.update(stato="pubblicato", pubblicato_il=date(2026, 1, 1), approvato_in=make_dopo())

    def aggiungi():
        Seduta.objects.filter(pk=seduta.pk).update(stato="aperta")
        decisione = make_presa(seduta=seduta)
        make_azione(decisione)
        make_seggio()

    for indirizzo in ("/comitato/", seduta.get_absolute_url()):
        prima = client.get(indirizzo)
        assert prima.status_code == 200
    nplus(lambda: client.get("/comitato/", {"x": timezone.now().timestamp()}), aggiungi, attese=6)


def test_the_text_is_escaped_and_keeps_its_structure():
    testo = "# Titolo\n\n## <i>Punto</i>\n\nuna riga\naltra\n- voce <b>\n- due\n\n"
    assert come_pagina(testo, 2) == (
        "<h2>Titolo</h2>\n<h3>&lt;i&gt;Punto&lt;/i&gt;</h3>\n"
        "<p>una riga<br>altra</p><ul><li>voce &lt;b&gt;</li><li>due</li></ul>"
    )
