"""Fragments: what has not changed is not rendered again, what has changed always is."""

import pytest
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.template import RequestContext, Template

from core import frammenti
from core.frammenti import (
    FrammentoConQueryError,
    FrammentoDiversoError,
    impronta,
    schede,
)


@pytest.fixture(autouse=True)
def rese(monkeypatch):
    """Give a card template that counts its own renderings."""
    frammenti.deposito.svuota()
    rese = []

    class Oggetto:
        def render(self, contesto):
            oggetto = contesto["oggetto"]
            rese.append(oggetto.old_path)
            livello = contesto.get("livello", "")
            return f"<li>{oggetto.old_path}>{oggetto.new_path}@{oggetto.site.domain}{livello}</li>"

    monkeypatch.setattr(frammenti, "get_template", lambda nome: Oggetto())
    return rese


@pytest.fixture
def elenco(db):
    Redirect.objects.bulk_create(
        [Redirect(site_id=1, old_path=f"/{lettera}/", new_path="/x/") for lettera in "abc"]
    )
    return Redirect.objects.select_related("site").order_by("old_path")


def test_a_second_list_renders_no_card(elenco, rese):
    prima = schede(elenco.all(), "scheda.html")
    assert schede(elenco.all(), "scheda.html") == prima
    assert rese == ["/a/", "/b/", "/c/"]


def test_a_bulk_update_renders_the_changed_card_alone(elenco, rese):
    """It moves no date of last change: the key is what the card shows."""
    schede(elenco.all(), "scheda.html")
    elenco.filter(old_path="/b/").update(new_path="/y/")
    assert "/b/>/y/@" in schede(elenco.all(), "scheda.html")
    assert rese == ["/a/", "/b/", "/c/", "/b/"]


def test_a_change_of_a_related_row_renders_the_cards_that_show_it(elenco):
    schede(elenco.all(), "scheda.html")
    Site.objects.update(domain="altro")
    assert schede(elenco.all(), "scheda.html").count("@altro") == 3


def test_each_context_and_each_template_has_its_cards(elenco, rese):
    Site.objects.update(domain="sito")
    per_livello = [schede(elenco.all()[:1], "scheda.html", livello=n) for n in (2, 3)]
    assert per_livello == ["<li>/a/>/x/@sito2</li>", "<li>/a/>/x/@sito3</li>"]
    schede(elenco.all()[:1], "altra.html", livello=2)
    assert len(rese) == 3


def test_a_card_that_asks_the_database_is_refused(elenco):
    """Its key would not know of the rows it reads, and a list of n cards would make n queries."""
    with pytest.raises(FrammentoConQueryError, match="django_site"):
        schede(Redirect.objects.all(), "scheda.html")


def test_an_imprint_tells_contents_apart(elenco):
    uno, altro = elenco[0], elenco[0]
    assert impronta(uno) == impronta(altro)
    altro.numero = -1
    con_meno_uno = impronta(altro)
    altro.numero = -2
    assert len({impronta(uno), con_meno_uno, impronta(altro)}) == 3


def test_an_imprint_follows_prefetched_rows_and_survives_cycles(elenco):
    def del_sito():
        sito = Site.objects.prefetch_related("redirect_set").get()
        list(sito.redirect_set.all())
        return impronta(sito)

    prima = del_sito()
    assert del_sito() == prima
    Redirect.objects.filter(old_path="/c/").delete()
    assert del_sito() != prima


TESTATA = '{% load frammenti %}{% frammento "testata" voce %}{{ voce }}{{ conta }}{% endframmento %}'
ELENCO = (
    '{% load frammenti %}{% frammento "elenco" %}{{ conta }}'
    "{% for r in righe.all %}{{ r.old_path }}{% endfor %}{% endframmento %}"
)
ESTERNO = '{% load frammenti %}{% frammento "fuori" %}{% include dentro %}{% endframmento %}'


@pytest.fixture
def rendi(settings, rf):
    """Return a function that renders a template, and counts how often its blocks are rendered."""
    settings.PAGINE_PUBBLICHE_SEVERE = False
    conti = []

    def rendi(modello, **contesto):
        contesto = {
            "conta": lambda: conti.append(1) or "",
            "righe": Redirect.objects.order_by("pk"),
            **contesto,
        }
        return modello.render(RequestContext(rf.get("/"), contesto)), len(conti)

    return rendi


def test_a_block_is_rendered_once_for_each_argument(rendi):
    modello = Template(TESTATA)
    assert [rendi(modello, voce=voce) for voce in ("a", "b", "a")] == [("a", 1), ("b", 2), ("a", 2)]


def test_a_block_is_rendered_again_when_a_table_it_reads_changes(transactional_db, rendi):
    modello = Template(ELENCO)
    assert [rendi(modello), rendi(modello)] == [("", 1), ("", 1)]
    Redirect.objects.create(site_id=1, old_path="/a/", new_path="/x/")
    assert [rendi(modello), rendi(modello)] == [("/a/", 2), ("/a/", 2)]
    Site.objects.update(name="Altro")
    assert rendi(modello) == ("/a/", 2)


def test_a_block_depends_on_the_tables_of_the_blocks_inside_it(transactional_db, rendi):
    """Also when the inner one was ready, and the outer one saw no query."""
    dentro, fuori = Template(ELENCO), Template(ESTERNO)
    rendi(dentro)
    assert rendi(fuori, dentro=dentro) == ("", 1)
    Redirect.objects.create(site_id=1, old_path="/a/", new_path="/x/")
    assert rendi(fuori, dentro=dentro) == ("/a/", 2)


def test_inside_a_transaction_a_block_that_reads_tables_is_not_kept(db, rendi):
    modello = Template(ELENCO)
    assert [rendi(modello), rendi(modello)] == [("", 1), ("", 2)]


def test_a_block_that_reads_private_tables_is_not_kept(transactional_db, rendi, django_user_model):
    modello = Template(ELENCO.replace("old_path", "email"))
    utenti = django_user_model.objects.order_by("pk")
    assert [rendi(modello, righe=utenti), rendi(modello, righe=utenti)] == [("", 1), ("", 2)]


def test_a_block_that_shows_what_its_key_does_not_tell_is_refused(rendi, settings):
    """A list read by the view and shown in a block would never change."""
    settings.PAGINE_PUBBLICHE_SEVERE = True
    modello = Template(TESTATA)
    rendi(modello, voce="a", conta="prima")
    with pytest.raises(FrammentoDiversoError, match="testata"):
        rendi(modello, voce="a", conta="dopo")


def test_while_developing_nothing_is_kept(elenco, rese, settings):
    settings.DEBUG = True
    schede(elenco.all(), "scheda.html")
    schede(elenco.all(), "scheda.html")
    assert len(rese) == 6
