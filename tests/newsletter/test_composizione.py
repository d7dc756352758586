"""What a number speaks of: never a draft, nor what is over or still to come; and to whom each item goes."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from imprese.formazione.iscrizioni import aperte
from imprese.models import Percorso
from newsletter.composizione import proponi, voci_di
from newsletter.models import Argomento
from newsletter.voci import Voce, riguarda, sezioni
from progetti.models import Avviso
from tests.factories import make_ambito, make_aperto, make_avviso, make_comune, make_servizio
from tests.imprese.fabbriche_formazione import make_percorso
from tests.newsletter.fabbriche import make_approvato, make_numero
from tests.redazione.fabbriche import make_data_evento, make_evento, make_notizia

ADESSO = timezone.now()
GIORNO, ORA = timedelta(days=1), timedelta(hours=1)


def titoli(numero):
    """Return {topic: titles in order} of what a number would send now."""
    trovati = {}
    for voce in voci_di(numero):
        trovati.setdefault(voce.argomento.value, []).append(voce.titolo)
    return trovati


def proposto(**campi):
    numero = make_numero(**campi)
    proponi(numero=numero)
    return numero


@pytest.mark.django_db
def test_news_are_those_that_came_out_in_the_period_and_are_still_there():
    make_notizia(titolo="Ieri")
    make_notizia(titolo="Prima", pubblica_dal=ADESSO - 40 * GIORNO)
    make_notizia(titolo="Bozza", pubblica_dal=None)
    make_notizia(titolo="Domani", pubblica_dal=ADESSO + GIORNO)
    make_notizia(titolo="Tolta", pubblica_fino=ADESSO - ORA)
    make_notizia(titolo="Finta", dimostrativo=True)
    assert titoli(proposto()) == {"notizie": ["Ieri"]}
    assert titoli(proposto(dimostrativo=True)) == {"notizie": ["Finta"]}


@pytest.mark.django_db
def test_the_ends_of_the_period_are_inclusive_in_local_time():
    def alle(giorno, ora):
        return timezone.make_aware(datetime.combine(giorno, ora))

    dal, al = date(2026, 3, 1), date(2026, 3, 31)
    make_notizia(titolo="Prima", pubblica_dal=alle(dal, time(0)) - timedelta(seconds=1))
    make_notizia(titolo="Prime ore", pubblica_dal=alle(dal, time(0)))
    make_notizia(titolo="Ultime ore", pubblica_dal=alle(al, time(23, 59)))
    make_notizia(titolo="Dopo", pubblica_dal=alle(al + GIORNO, time(0)))
    assert titoli(proposto(dal=dal, al=al)) == {"notizie": ["Ultime ore", "Prime ore"]}


@pytest.mark.django_db
def test_events_are_those_one_can_still_go_to_with_their_next_date():
    fra_tre = make_evento(titolo="Fra tre giorni", date=0, luogo="Biblioteca")
    make_data_evento(fra_tre, tra=-3 * GIORNO)
    make_data_evento(fra_tre, tra=GIORNO, annullata=True)
    data = make_data_evento(fra_tre, tra=3 * GIORNO)
    make_data_evento(make_evento(titolo="In corso", date=0), tra=-ORA)
    make_data_evento(make_evento(titolo="Passato", date=0), tra=-GIORNO)
    make_data_evento(make_evento(titolo="Lontano", date=0), tra=90 * GIORNO)
    make_data_evento(make_evento(titolo="Data saltata", date=0), annullata=True)
    make_evento(titolo="Bozza", stato="bozza")
    make_evento(titolo="Annullato", stato="annullato", motivo="neve")
    make_evento(titolo="Uscirà", pubblica_dal=ADESSO + GIORNO)
    make_evento(titolo="Tolto", pubblica_fino=ADESSO - ORA)
    numero = proposto()
    assert titoli(numero) == {"eventi": ["In corso", "Fra tre giorni"]}
    voce = voci_di(numero)[1]
    assert f"{timezone.localtime(data.inizio):dalle %H:%M}" in voce.quando
    assert voce.quando.endswith(", Biblioteca")


@pytest.mark.django_db
def test_courses_are_those_that_take_enrolments():
    for tra in (-1, 1, 9):
        for fino in (None, ADESSO - ORA, ADESSO + ORA):
            make_percorso(tra=tra, iscrizioni_fino=fino)
            make_percorso(tra=tra, iscrizioni_fino=fino, pubblicato=False)
    make_percorso(incontri=0)
    tutti = Percorso.objects.con_date().filter(pubblicato=True)
    attesi = {p.titolo for p in tutti if p.inizia and aperte(p)}
    assert len(attesi) == 4
    assert set(titoli(proposto())["corsi"]) == attesi


@pytest.mark.django_db
def test_calls_are_the_open_ones_and_say_when_they_close():
    aperto = make_aperto(titolo="Aperto")
    make_aperto(titolo="Nascosto", pubblicato=False)
    make_avviso(titolo="Chiuso", pubblicato=True, apre_il=ADESSO - 9 * GIORNO, chiude_il=ADESSO - ORA)
    make_avviso(titolo="In arrivo", pubblicato=True, apre_il=ADESSO + ORA, chiude_il=ADESSO + GIORNO)
    numero = proposto()
    assert titoli(numero) == {"avvisi": ["Aperto"]}
    [voce] = voci_di(numero)
    assert voce.quando.startswith("Chiude " if aperto.chiude_il else "")


@pytest.mark.django_db
def test_services_are_new_from_the_day_they_are_no_draft():
    make_servizio(titolo="Nuovo")
    make_servizio(titolo="Bozza", stato="bozza")
    make_servizio(titolo="Scaduto", valido_fino_al=timezone.localdate() - GIORNO)
    vecchio = make_servizio(titolo="Vecchio")
    vecchio.history.update(history_date=ADESSO - 90 * GIORNO)
    uscito = make_servizio(titolo="Uscito adesso", stato="bozza")
    uscito.history.update(history_date=ADESSO - 90 * GIORNO)
    uscito.stato = "attivo"
    uscito.save()
    assert titoli(proposto()) == {"servizi": ["Nuovo", "Uscito adesso"]}


@pytest.mark.django_db
def test_what_staff_left_out_stays_out_and_their_order_holds():
    for titolo in ("Una", "Due", "Tre"):
        make_notizia(titolo=titolo)
    numero = proposto()
    numero.voci.filter(titolo="Due").update(inclusa=False)
    numero.voci.filter(titolo="Una").update(ordine=0)
    make_notizia(titolo="Nuova")
    assert proponi(numero=numero) == 1
    assert titoli(numero) == {"notizie": ["Una", "Tre", "Nuova"]}
    assert proponi(numero=numero) == 0


@pytest.mark.django_db
def test_what_is_taken_away_after_it_was_chosen_is_not_sent():
    notizia, avviso = make_notizia(titolo="Ritirata"), make_aperto(titolo="Chiuso prima")
    make_notizia(titolo="Resta")
    numero = make_approvato()
    type(notizia).objects.filter(pk=notizia.pk).update(pubblica_fino=ADESSO)
    Avviso.objects.filter(pk=avviso.pk).update(chiude_il=ADESSO)
    assert titoli(numero) == {"notizie": ["Resta"]}
    with pytest.raises(ValidationError) as errore:
        proponi(numero=numero)
    assert errore.value.code == "non_bozza"


@pytest.mark.django_db
def test_the_ambito_of_an_item_is_where_it_is_held_or_whom_it_serves():
    comune = make_comune()
    ambito, altro = comune.appartenenze.get().ambito, make_ambito()
    make_notizia(titolo="Di un ambito", ambiti=[ambito])
    make_notizia(titolo="Di tutti")
    make_evento(titolo="In un comune", comune=comune)
    make_evento(titolo="Online", luogo="", online="https://example.org/")
    make_percorso(comune=comune)
    make_servizio(titolo="Per un comune", area=[comune])
    make_servizio(titolo="Per un ambito", area=[altro])
    per_titolo = {voce.titolo: voce.ambiti for voce in voci_di(proposto())}
    corso = Percorso.objects.get().titolo
    assert per_titolo == {
        "Di un ambito": {ambito.pk},
        "Di tutti": frozenset(),
        "In un comune": {ambito.pk},
        "Online": frozenset(),
        corso: {ambito.pk},
        "Per un comune": {ambito.pk},
        "Per un ambito": {altro.pk},
    }


@pytest.mark.django_db
def test_the_queries_are_the_same_with_more_items(django_assert_num_queries):
    def altre():
        comune = make_comune()
        make_notizia(ambiti=[make_ambito()])
        make_evento(comune=comune)
        make_percorso(comune=comune)
        make_aperto()
        make_servizio(area=[comune])
        proponi(numero=numero)

    numero = proposto()
    for quante in (1, 2):
        altre()
        with django_assert_num_queries(12):
            assert len(voci_di(numero)) == 5 * quante


AMBITI = st.frozensets(st.integers(1, 4))
VOCI = st.lists(st.tuples(st.sampled_from(list(Argomento)), AMBITI), max_size=12)


@given(voci=VOCI, argomenti=st.frozensets(st.sampled_from(list(Argomento))), ambiti=AMBITI)
def test_each_reads_the_topics_and_the_places_asked_for_and_nothing_else(voci, argomenti, ambiti):
    righe = [Voce(argomento, n, f"Voce {n}", "", "", "/", dove) for n, (argomento, dove) in enumerate(voci)]
    attese = [
        (riga.argomento, riga.chiave)
        for argomento in Argomento
        for riga in righe
        if riga.argomento == argomento
        and argomento in argomenti
        and (ambiti == set() or riga.ambiti == set() or any(a in ambiti for a in riga.ambiti))
    ]
    trovate = sezioni(righe, argomenti, ambiti)
    assert [(s.argomento, v.chiave) for s in trovate for v in s.voci] == attese
    assert all(sezione.voci for sezione in trovate)
    assert all(riguarda(riga, frozenset()) for riga in righe)
