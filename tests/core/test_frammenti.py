"""Fragments: what has not changed is not rendered again, what has changed always is."""

import pytest
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.template import Context, Template

from core import frammenti
from core.frammenti import FrammentoConQueryError, impronta, schede


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


def test_a_block_is_rendered_once_for_each_argument():
    chiamate = []
    modello = Template(
        '{% load frammenti %}{% frammento "testata" voce %}{{ conta }}{{ voce }}{% endframmento %}'
    )
    html = [
        modello.render(Context({"voce": voce, "conta": lambda: chiamate.append(1) or len(chiamate)}))
        for voce in ("a", "b", "a")
    ]
    assert html == ["1a", "2b", "1a"]


def test_while_developing_nothing_is_kept(elenco, rese, settings):
    settings.DEBUG = True
    schede(elenco.all(), "scheda.html")
    schede(elenco.all(), "scheda.html")
    assert len(rese) == 6
