"""The look: components say in words what they show, fields are tied to their label, help and error."""

from datetime import date

import html5lib
import pytest
from django import forms
from django.core.paginator import Paginator
from django.db import OperationalError
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from rete.views_errori import errore_interno


def albero(html):
    """Return the tree of a fragment, strict about its syntax."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)


def parole(html):
    return " ".join("".join(albero(html).itertext()).split())


def componente(nome, **parametri):
    return render_to_string(f"componenti/{nome}.html", parametri, RequestFactory().get("/"))


class Prova(forms.Form):
    nome = forms.CharField(label="Nome", help_text="Come lo chiamano.")
    posta = forms.EmailField(label="Posta", required=False)
    tipo = forms.ChoiceField(label="Tipo", choices=[("", "Scegli"), ("nido", "nido")])
    costo = forms.ChoiceField(
        label="Costo",
        choices=[("g", "gratis"), ("p", "a pagamento")],
        widget=forms.RadioSelect,
        help_text="Una.",
    )
    letto = forms.BooleanField(label="Ho letto")


@pytest.fixture
def errato():
    return Prova({"posta": "ufficio@"})


def test_stato_says_the_word():
    assert parole(componente("stato", parola="lista d’attesa", codice="lista_attesa")) == "lista d’attesa"


@pytest.mark.parametrize(
    ("livello", "parola"),
    [(None, "Da sapere."), ("success", "Fatto."), ("warning", "Attenzione."), ("error", "Errore.")],
)
def test_avviso_says_its_level(livello, parola):
    assert parole(componente("avviso", livello=livello, testo="Riapre lunedì.")) == f"{parola} Riapre lunedì."


def test_scheda_names_its_lines_and_marks_demo_content():
    html = componente(
        "scheda",
        titolo="Nido",
        url="/servizi/nido/",
        sopratitolo="Infanzia",
        luogo="Grosio",
        costo="gratuito",
        stato="attivo",
        dimostrativo=True,
    )
    assert parole(html) == "Infanzia attivo Nido Dove: Grosio Costo: gratuito Dati dimostrativi"
    assert [a.get("href") for a in albero(html).iter("a")] == ["/servizi/nido/"]


def test_scheda_escapes_what_users_wrote():
    html = componente("scheda", titolo="<script>x</script>", url="/", testo='" onclick="x')
    assert [e.tag for e in albero(html).iter("script")] == []


def test_real_content_has_no_demo_mark():
    assert "dimostrativ" not in componente("scheda", titolo="Nido", url="/", sopratitolo="Infanzia")


def test_paginazione_keeps_filters():
    request = RequestFactory().get("/servizi/", {"ambito": "sondrio", "q": "nido & co", "pagina": "2"})
    page_obj = Paginator(range(90), 10).page(2)
    html = render_to_string("componenti/paginazione.html", {"page_obj": page_obj}, request)
    indirizzi = [a.get("href") for a in albero(html).iter("a")]
    assert indirizzi[0] == "?ambito=sondrio&q=nido+%26+co&pagina=1"
    assert {i.rpartition("&pagina=")[0] for i in indirizzi} == {"?ambito=sondrio&q=nido+%26+co"}
    assert [a.get("aria-current") for a in albero(html).iter("a")].count("page") == 1


def test_one_page_has_no_pagination():
    assert componente("paginazione", page_obj=Paginator(range(3), 10).page(1)).strip() == ""


def test_filters_send_no_token_and_remember_nothing():
    html = componente("filtri", form=Prova(), attivi=True, azione="/servizi/")
    assert [f.get("method") for f in albero(html).iter("form")] == ["get"]
    assert "csrf" not in html


def test_verificato_says_when_a_sheet_has_expired():
    html = componente("verificato", il=date(2026, 9, 14), fino_al=date(2026, 10, 1), scaduto=True)
    assert parole(html).startswith("Verificato il 14 settembre 2026 · scaduto il 1 ottobre 2026")
    assert parole(componente("verificato")) == "Non ancora verificato"


def test_elenco_definizioni_keeps_zero_and_drops_the_empty():
    html = componente("elenco_definizioni", voci=[("Posti", 0), ("Note", ""), ("Ente", "Comune")])
    assert [e.text for e in albero(html).iter("dt")] == ["Posti", "Ente"]


def test_every_control_has_a_label_and_its_help_and_error(errato):
    html = "".join(campo.as_field_group() for campo in errato)
    radice = albero(html)
    identificati = {e.get("id") for e in radice.iter() if e.get("id")}
    etichette = {e.get("for") for e in radice.iter("label")}
    controlli = [e for e in radice.iter() if e.tag in ("input", "select", "textarea")]
    assert {e.get("id") for e in controlli} == etichette
    descritti = [e for e in radice.iter() if e.get("aria-describedby")]
    assert {e.get("aria-describedby") for e in descritti} == {
        "id_nome_helptext id_nome_error",
        "id_posta_error",
        "id_tipo_error",
        "id_costo_helptext id_costo_error",
        "id_letto_error",
    }
    assert {i for e in descritti for i in e.get("aria-describedby").split()} <= identificati


def test_a_wrong_control_is_marked_and_a_right_one_is_not():
    modulo = Prova({"nome": "Nido", "tipo": "nido", "costo": "g", "letto": "on", "posta": "x"})
    segnati = {campo.name for campo in modulo if "is-invalid" in campo.controllo}
    assert segnati == {"posta"}


def test_optional_fields_say_so_only_where_others_are_required():
    class Tutto(forms.Form):
        nome = forms.CharField(required=False)

    assert "(facoltativo)" in Prova()["posta"].as_field_group()
    assert "(facoltativo)" not in Prova()["nome"].as_field_group()
    assert "(facoltativo)" not in Tutto()["nome"].as_field_group()


def test_widget_classes_are_kept():
    class Largo(forms.Form):
        nome = forms.CharField(widget=forms.TextInput(attrs={"class": "largo"}))

    assert 'class="largo form-control"' in Largo()["nome"].controllo


def test_error_summary_links_to_controls_that_exist(errato):
    html = componente("riepilogo_errori", form=errato)
    campi = "".join(campo.as_field_group() for campo in errato)
    identificati = {e.get("id") for e in albero(campi).iter() if e.get("id")}
    rimandi = [a.get("href") for a in albero(html).iter("a")]
    assert rimandi == ["#id_nome", "#id_posta", "#id_tipo", "#id_costo_0", "#id_letto"]
    assert {r[1:] for r in rimandi} <= identificati


def test_a_right_form_has_no_summary():
    assert componente("riepilogo_errori", form=Prova()).strip() == ""


def test_title_and_description_reach_open_graph_as_one_escaped_line():
    modello = Template(
        "{% load aspetto %}{% titolo_pagina %}\n  {{ nome }}\n{% endtitolo_pagina %}"
        '{% descrizione_pagina %}Dice "vieni" & basta{% enddescrizione_pagina %}'
    )
    html = modello.render(Context({"nome": 'L"asilo <b>'}))
    metadati = {m.get("property"): m.get("content") for m in albero(html).iter("meta")}
    assert metadati["og:title"] == 'L"asilo <b>'
    assert "<title>L&quot;asilo &lt;b&gt; · Rete di Conciliazione della Montagna</title>" in html


@pytest.mark.parametrize(
    ("richiesta", "atteso"),
    [
        ("", ""),
        ("?ambito=sondrio", ""),
        ("?ambito=sondrio&pagina=3", "?pagina=3"),
        ("?pagina=1", ""),
        ("?pagina=<x", ""),
    ],
)
def test_canonical_address_leaves_filters_out(settings, richiesta, atteso):
    settings.SITE_URL = "https://portale.example"
    contesto = Context({"request": RequestFactory().get(f"/servizi/{richiesta}")})
    html = Template("{% load aspetto %}{% indirizzo_canonico %}").render(contesto)
    assert html == f"https://portale.example/servizi/{atteso}"


def test_menu_marks_the_section_of_the_page(client, db):
    radice = html5lib.parse(client.get("/componenti/").content.decode(), namespaceHTMLElements=False)
    assert [a.text for a in radice.iter("a") if a.get("aria-current") == "true"] == []
    contesto = Context({"request": RequestFactory().get("/servizi/nido/")})
    html = Template('{% include "base/testata.html" %}').render(contesto)
    assert [a.text for a in albero(html).iter("a") if a.get("aria-current") == "true"] == ["Servizi"]


def test_gallery_shows_every_component(client, db, settings):
    cartella = settings.BASE_DIR / "templates/componenti"
    galleria = (settings.BASE_DIR / "templates/rete/galleria.html").read_text()
    usati = {file.stem for file in cartella.glob("*.html") if f"componenti/{file.name}" in galleria}
    assert usati == {file.stem for file in cartella.glob("*.html")} - {"icona"}
    response = client.get("/componenti/")
    assert response.status_code == 200
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize("nome", ["400", "403", "403_csrf", "404", "500", "503"])
def test_error_pages_stand_without_a_context(nome):
    html = render_to_string(f"{nome}.html")
    radice = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert len(list(radice.iter("h1"))) == 1
    assert {"/", "/servizi/"} <= {a.get("href") for a in radice.iter("a")}


def test_unknown_address_gets_the_site_s_own_page(client, db):
    response = client.get("/non-esiste/")
    assert response.status_code == 404
    assert "Questa pagina non c’è" in response.content.decode()


@pytest.mark.parametrize(
    ("errore", "stato", "titolo"),
    [
        (OperationalError("connection refused"), 503, "Il portale torna tra poco"),
        (ValueError("x"), 500, "Qualcosa non ha funzionato"),
    ],
)
def test_a_database_that_does_not_answer_is_not_a_bug(errore, stato, titolo):
    try:
        raise errore
    except Exception:
        response = errore_interno(RequestFactory().get("/"))
    assert response.status_code == stato
    assert titolo in response.content.decode()
    assert ("Retry-After" in response.headers) == (stato == 503)
