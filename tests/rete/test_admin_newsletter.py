"""The newsletter in the admin: from a draft to what became of each e-mail; who subscribes is not shown."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Messaggio
from newsletter.models import Abbonato, ContoAbbonati, Numero
from tests.factories import make_ambito, make_aperto
from tests.newsletter.fabbriche import make_abbonato, make_approvato, make_in_attesa, make_inviato, make_invio
from tests.redazione.fabbriche import make_notizia
from tests.rete.moduli import dati, pagina_di

ELENCO = "/admin/newsletter/numero/"
ABBONATI = "/admin/newsletter/abbonato/"
OGGI = timezone.localdate()
VUOTE = {"voci-TOTAL_FORMS": 0, "voci-INITIAL_FORMS": 0}


def di(numero, parola):
    return f"{ELENCO}{numero.pk}/{parola}/"


def parole(pagina):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", pagina.content.decode()))


def test_from_the_draft_to_the_outbox(client, operatore):
    make_notizia(titolo="Una")
    make_notizia(titolo="Un’altra")
    make_aperto(titolo="Bando")
    make_abbonato("notizie")
    make_abbonato("eventi")
    periodo = {"dal": f"{OGGI - timedelta(days=9):%d/%m/%Y}", "al": f"{OGGI:%d/%m/%Y}"}
    client.post(f"{ELENCO}add/", {"titolo": "Marzo", "apertura": "Ciao"} | periodo | VUOTE)
    numero = Numero.objects.get()
    assert (numero.stato, numero.voci.count()) == ("bozza", 3)

    pagina = client.get(pagina_di(numero))
    righe = [modulo.instance.titolo for modulo in pagina.context["inline_admin_formsets"][0].formset.forms]
    quale = righe.index("Una")
    assert client.post(pagina_di(numero), dati(pagina) | {f"voci-{quale}-inclusa": ""}).status_code == 302
    assert [voce.titolo for voce in numero.voci.filter(inclusa=False)] == ["Una"]

    assert client.post(di(numero, "approva")).url == pagina_di(numero)
    assert client.post(pagina_di(numero), dati(pagina)).status_code == 403
    prima = client.get(di(numero, "invia"))
    assert "Lo riceve 1 persona" in parole(prima)
    assert not Messaggio.objects.exists()
    dopo = client.post(di(numero, "invia"), {"vista": prima.context["form"]["vista"].value()}, follow=True)
    assert dopo.redirect_chain == [(pagina_di(numero), 302)]
    assert "Un’altra" in Messaggio.objects.get().testo
    assert client.post(di(numero, "invia"), {"vista": "x"}).context["form"].non_field_errors() == [
        "Questo numero è già partito."
    ]
    assert client.post(f"{ELENCO}{numero.pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_changed_since_it_was_looked_at_is_confirmed_again(client, operatore):
    make_notizia()
    make_abbonato()
    numero = make_approvato()
    vista = client.get(di(numero, "invia")).context["form"]["vista"].value()
    make_abbonato()
    pagina = client.post(di(numero, "invia"), {"vista": vista})
    assert "è cambiato il numero o chi lo riceve" in parole(pagina)
    assert "Lo ricevono 2 persone" in parole(pagina)
    nuova = re.search(r'name="vista" value="(\w+)"', pagina.content.decode())[1]
    assert client.post(di(numero, "invia"), {"vista": nuova}).status_code == 302
    assert Messaggio.objects.count() == 2


def test_the_preview_is_of_the_choice_in_both_forms_and_a_trial_comes_to_me(client, operatore):
    qui, altrove = make_ambito(), make_ambito()
    make_notizia(titolo="Di <qui>", ambiti=[qui])
    make_notizia(titolo="Di altrove", ambiti=[altrove])
    make_aperto(titolo="Bando")
    numero = make_approvato()
    scelta = f"?argomenti=notizie&ambito={qui.slug}"
    pagina = client.get(di(numero, "anteprima") + scelta)
    html = pagina.content.decode()
    assert html.count("Di &lt;qui&gt;") == 2
    assert ("Di altrove" in html, "Bando" in html) == (False, False)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    client.post(di(numero, "anteprima") + scelta, {"argomenti": ["notizie"], "ambito": qui.slug})
    prova = Messaggio.objects.get()
    assert (prova.destinatario, prova.motivo) == (operatore.email, "newsletter-prova")
    assert ("Di <qui>" in prova.testo, "Bando" in prova.testo) == (True, False)
    niente = client.get(di(numero, "anteprima") + "?argomenti=eventi")
    assert "Per questa scelta non c’è niente da leggere" in parole(niente)
    client.post(di(numero, "anteprima"), {"argomenti": ["eventi"]})
    client.post(di(numero, "anteprima"), {})
    assert Messaggio.objects.count() == 1


def test_the_list_says_what_became_of_each_number(client, operatore):
    numero = make_inviato()
    for stato, perche in (("inviato", ""), ("inviato", ""), ("rifiutato", "550 no"), ("in_coda", "")):
        make_invio(numero=numero, stato=stato, perche=perche)
    riga = client.get(f"{ELENCO}?da_fare=tutto").context["cl"].queryset.get()
    assert (riga.arrivati, riga.rifiutati, riga.in_coda) == (2, 1, 1)


def test_staff_see_how_many_and_never_who(client, operatore):
    abbonato = make_abbonato("notizie", email="mamma@example.org")
    make_in_attesa(email="nonna@example.org")
    ContoAbbonati.segna("disdetti", 3)
    elenco = client.get(ABBONATI)
    for pagina in (elenco, client.get(pagina_di(abbonato))):
        html = pagina.content.decode()
        assert ("mamma@" in html, abbonato.codice in html) == (False, False)
    totali = {str(nome): quanti for nome, quanti in elenco.context["totali"]}
    assert [totali["attivo"], totali["da confermare"], totali["vogliono: notizie"]] == [1, 1, 1]
    assert [totali["vogliono: eventi"], totali["disdetti nell’ultimo anno"]] == [0, 3]


@pytest.mark.parametrize(
    ("cercato", "trovati"), [(" Mamma@example.org ", 1), ("mamma", 0), ("example.org", 0), ("", 2)]
)
def test_only_a_whole_address_is_found(client, operatore, cercato, trovati):
    make_abbonato(email="mamma@example.org")
    make_abbonato(email="nonna@example.org")
    assert client.get(ABBONATI, {"q": cercato}).context["cl"].queryset.count() == trovati


@pytest.mark.parametrize("campo", ["email__startswith", "email", "codice"])
def test_an_address_is_not_guessed_through_the_filters(client, operatore, campo):
    abbonato = make_abbonato(email="mamma@example.org")
    valore = abbonato.codice if campo == "codice" else "m"
    assert client.get(ABBONATI, {campo: valore}).status_code == 400


def test_deleting_a_subscriber_deletes_its_mail(client, operatore):
    make_notizia()
    prima, seconda, terza = (make_abbonato() for _volta in range(3))
    numero = make_approvato()
    vista = client.get(di(numero, "invia")).context["form"]["vista"].value()
    client.post(di(numero, "invia"), {"vista": vista})
    client.post(f"{ABBONATI}{prima.pk}/delete/", {"post": "yes"})
    scelte = {"action": "delete_selected", "_selected_action": [seconda.pk], "post": "yes"}
    client.post(ABBONATI, scelte)
    assert list(Abbonato.objects.all()) == [terza]
    assert [messaggio.destinatario for messaggio in Messaggio.objects.all()] == [terza.email]
    assert Numero.objects.con_esito().get().disdetti == 2
