"""The outbox as operators see it: what failed first, no text and no private link, one action."""

from datetime import timedelta

from django.utils import timezone

from core.models import Messaggio
from tests.rete.moduli import pagina_di

ELENCO = "/admin/core/messaggio/"


def make_messaggio(oggetto, **campi):
    valori = {"motivo": "prova", "destinatario": "mamma@example.org", "testo": "https://x/segreto/"}
    return Messaggio.objects.create(oggetto=oggetto, **valori | campi)


def test_list_opens_on_what_failed(client, operatore):
    fallito = make_messaggio("fallito", tentativi=8, errore="550 casella inesistente")
    attesa = make_messaggio("attesa", tentativi=7)
    partito = make_messaggio("partito", inviato_il=timezone.now())
    domani = make_messaggio("domani", nel_riepilogo=True)

    def righe(domanda):
        return list(client.get(ELENCO + domanda).context["cl"].queryset.order_by("pk"))

    assert righe("") == [fallito]
    assert righe("?stato=da-inviare") == [attesa]
    assert righe("?stato=inviati") == [partito]
    assert righe("?stato=nel-riepilogo") == [domani]
    assert righe("?stato=tutto") == [fallito, attesa, partito, domani]


def test_private_links_are_shown_nowhere(client, operatore):
    intestazioni = {"List-Unsubscribe": "<https://x/segreto/>"}
    riga = make_messaggio("novità", tentativi=8, intestazioni=intestazioni, riservato=True)
    scheda = client.get(pagina_di(riga)).content.decode()
    assert "mamma@example.org" in scheda
    assert "Non si mostra: contiene un collegamento segreto" in scheda
    assert "segreto/" not in scheda + client.get(ELENCO).content.decode()


def test_other_texts_are_shown_with_what_became_of_each_copy(client, operatore):
    riga = make_messaggio(
        "novità",
        testo="Ciao & a presto",
        ccn=["a@example.org", "b@example.org", "c@example.org"],
        esiti={"a@example.org": "", "b@example.org": "550 no"},
    )
    scheda = client.get(pagina_di(riga)).content.decode()
    assert '<div class="testo-email">Ciao &amp; a presto</div>' in scheda
    esiti = "a@example.org: inviata<br>b@example.org: rifiutata (550 no)<br>c@example.org: in attesa"
    assert esiti in scheda


def test_trying_again_puts_back_in_the_queue_only_what_has_not_left(client, operatore):
    fallito = make_messaggio("fallito", tentativi=8, da_inviare_dal=timezone.now() + timedelta(days=1))
    partito = make_messaggio("partito", inviato_il=timezone.now(), tentativi=3)
    scelte = {"action": "riprova_adesso", "_selected_action": [fallito.pk, partito.pk]}
    pagina = client.post(f"{ELENCO}?stato=tutto", scelte, follow=True)
    assert [str(avviso) for avviso in pagina.context["messages"]] == ["1 e-mail parte fra poco."]
    assert list(Messaggio.objects.in_coda(timezone.now()).values_list("pk", "tentativi")) == [(fallito.pk, 0)]
    partito.refresh_from_db()
    assert partito.tentativi == 3
