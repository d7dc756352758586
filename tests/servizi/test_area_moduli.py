"""The sections of a sheet: plain words in, the right rows out, nothing hidden, nothing lost."""

from datetime import date, time

import pytest
from django.http import QueryDict

from servizi.area.moduli.campi import EtaField, EuroField
from servizi.area.moduli.orari import espandi, raggruppa
from servizi.area.moduli.sezioni import SEZIONI
from servizi.models import Orario, SedeServizio, Tariffa, VoceTipologia
from servizi.voci import voci_di
from tests.factories import make_ambito, make_comune, make_sede, make_servizio, make_utente

pytestmark = pytest.mark.django_db


def modulo(servizio, sezione, data=None):
    """Return the form of a section, as its page makes it."""
    return SEZIONI[sezione].modulo(data, oggetto=servizio, voci=voci_di(servizio.tipologia))


def compilato(form, **cambi):
    """Return what a browser sends back from ``form``, with ``cambi`` (None takes a field away)."""
    query = QueryDict(mutable=True)
    parti = [form]
    for gruppo in form.gruppi.values():
        parti += [gruppo] if not hasattr(gruppo, "forms") else [gruppo.management_form, *gruppo.forms]
    for parte in parti:
        for campo in parte:
            _metti(query, campo)
    for nome, valore in cambi.items():
        query.setlist(nome, valore) if isinstance(valore, list) else query.__setitem__(nome, valore)
        if valore is None:
            del query[nome]
    return query


def _metti(query, campo):
    valore = campo.value()
    widget = campo.field.widget
    if hasattr(widget, "decompress"):
        nomi, pezzi = widget.widgets_names, widget.decompress(valore)
        for nome, pezzo in zip(nomi, pezzi, strict=True):
            if pezzo is not None and pezzo is not False:
                query[campo.html_name + nome] = str(pezzo)
    elif isinstance(valore, list):
        query.setlist(campo.html_name, [str(voce) for voce in valore])
    elif valore not in (None, "") and valore is not False:
        query[campo.html_name] = str(valore)


def salva(servizio, sezione, **cambi):
    """Send back a section with ``cambi``; return the form and what ``salva`` said."""
    form = modulo(servizio, sezione, compilato(modulo(servizio, sezione), **cambi))
    assert form.is_valid(), (form.errors, form.righe_errate())
    esito = form.salva(make_utente())
    servizio.refresh_from_db()
    return form, esito


@pytest.mark.parametrize(
    ("fine", "dati", "mesi"),
    [
        (False, ["3", ""], 36),
        (False, ["", "3"], 3),
        (False, ["1", "6"], 18),
        (False, ["", ""], None),
        (True, ["14", "", "on"], 179),
        (True, ["3", "", ""], 36),
    ],
)
def test_an_age_is_kept_in_months_and_shown_in_years(fine, dati, mesi):
    campo = EtaField(fine=fine, required=False)
    assert campo.clean(dati) == mesi
    scritto = campo.widget.decompress(mesi)
    assert campo.clean([str(pezzo) if pezzo else "" for pezzo in scritto]) == mesi


@pytest.mark.parametrize(
    ("scritto", "importo"), [("120,50", "120.50"), ("1.250,5", "1250.5"), ("90", "90"), ("12.30", "12.30")]
)
def test_euro_are_written_with_a_comma(scritto, importo):
    assert str(EuroField().clean(scritto)) == importo


def test_days_with_the_same_hours_are_one_line_and_come_back_as_rows():
    resto = {"sede": None, "periodo": None, "dal": None, "al": None}
    righe = [resto | {"giorno": g, "dalle": "08:00:00", "alle": "12:00:00"} for g in range(5)]
    righe.append(resto | {"giorno": 5, "dalle": "09:00:00", "alle": "12:00:00"})
    linee = raggruppa(righe)
    assert [linea["giorni"] for linea in linee] == [[0, 1, 2, 3, 4], [5]]
    assert espandi(linee) == righe
    assert espandi([linee[0], linee[0]]) == righe[:5]


@pytest.mark.parametrize("sezione", SEZIONI)
def test_a_section_sent_back_as_it_was_changes_nothing(sezione):
    servizio = make_servizio(
        comune=make_comune(), area=[make_ambito(), make_comune()], eta_min_mesi=36, eta_max_mesi=179
    )
    sede = servizio.sedi_servizio.get().sede
    Orario.objects.create(servizio=servizio, giorno=0, dalle=time(8), alle=time(12), sede=sede)
    Tariffa.objects.create(servizio=servizio, importo="120.50", unita="mese", dal=date(2026, 1, 1))
    _form, esito = salva(servizio, sezione)
    assert esito == (None, None)


def test_the_week_is_written_a_line_at_a_time():
    servizio = make_servizio(comune=make_comune())
    _form, (diretta, _attesa) = salva(
        servizio,
        "quando",
        **{"orari-0-giorni": ["0", "2"], "orari-0-dalle": "14:00", "orari-0-alle": "18:30"},
    )
    assert sorted((o.giorno, o.dalle, o.alle) for o in servizio.orari.all()) == [
        (0, time(14), time(18, 30)),
        (2, time(14), time(18, 30)),
    ]
    assert list(diretta.cambi) == ["orari"]


def test_five_doors_each_with_its_hours_and_the_hours_go_with_the_door():
    servizio = make_servizio()
    sedi = [make_sede(organizzazione=servizio.gestore) for _n in range(5)]
    di_altri = make_sede(nome="Sede di un altro ente")
    form, _esito = salva(servizio, "dove", **{f"sedi_servizio-qui_{sede.pk}": "on" for sede in sedi})
    assert di_altri.pk not in form.gruppi["sedi_servizio"].scelte.sedi
    porte = servizio.sedi_servizio.order_by("pk")
    assert {porta.sede for porta in porte} == set(sedi)
    assert [porta.principale for porta in porte].count(True) == 1
    for numero, sede in enumerate(sedi):
        dalle = time(8 + numero)
        Orario.objects.create(servizio=servizio, giorno=0, dalle=dalle, alle=time(18), sede=sede)
    salva(servizio, "dove", **{f"sedi_servizio-qui_{sedi[0].pk}": None})
    assert {orario.sede for orario in servizio.orari.all()} == set(sedi[1:])


def test_the_door_of_another_body_cannot_be_chosen():
    servizio, altra = make_servizio(), make_sede()
    salva(servizio, "dove", **{f"sedi_servizio-qui_{altra.pk}": "on", "sedi_servizio-principale": ""})
    assert not SedeServizio.objects.filter(sede=altra).exists()


def test_areas_are_of_the_territory_in_force_and_old_ones_stay_until_taken_away():
    ambito, comune = make_ambito(), make_comune()
    ieri = make_comune(al=date(2018, 12, 31))
    servizio = make_servizio(area=[ieri], stato="bozza")
    salva(servizio, "per-chi", **{"aree-ambiti": [str(ambito.pk)]})
    assert {str(area) for area in servizio.aree.all()} == {str(ambito), str(ieri)}
    suo = comune.appartenenze.get().ambito_id
    salva(servizio, "per-chi", **{f"aree-comuni_{suo}": [str(comune.pk)], "aree-altre": []})
    assert {str(area) for area in servizio.aree.all()} == {str(ambito), str(comune)}


def test_the_price_is_said_in_one_of_three_ways():
    servizio = make_servizio(stato="bozza")
    form = modulo(servizio, "prezzo", compilato(modulo(servizio, "prezzo"), gratuito="tariffe"))
    assert not form.is_valid()
    assert "Scrivi almeno una tariffa" in form.errors["gratuito"][0]
    riga = {"tariffe-0-importo": "180,5", "tariffe-0-unita": "settimana"}
    form = modulo(servizio, "prezzo", compilato(modulo(servizio, "prezzo"), gratuito="chiedere", **riga))
    assert not form.is_valid()
    assert "Ci sono delle tariffe" in form.errors["gratuito"][0]
    salva(servizio, "prezzo", gratuito="tariffe", **riga)
    assert [(str(t.importo), t.unita) for t in servizio.tariffe.all()] == [("180.50", "settimana")]
    salva(servizio, "prezzo", gratuito="gratuito", **{"tariffe-0-DELETE": "on"})
    assert (servizio.gratuito, servizio.tariffe.count()) == (True, 0)


def test_a_typology_drops_what_it_does_not_need_but_never_hides_what_is_written():
    servizio = make_servizio()
    for voce in ("pasti", "trasporto", "isee"):
        VoceTipologia.objects.create(voce=voce, uso="non_serve", tipologia=servizio.tipologia)
    VoceTipologia.objects.create(
        voce="accessibilita", uso="obbligatoria", tipologia=servizio.tipologia, suggerimento="Scale?"
    )
    servizio.trasporto = False
    form = modulo(servizio, "accessibilita")
    assert "pasti" not in form.fields
    assert "trasporto" in form.fields
    assert form.fields["accessibile"].help_text == "Scale?"
    assert [nota["livello"] for nota in form.fields["accessibile"].note] == ["obbligatoria"]
    assert "isee_da" not in modulo(servizio, "prezzo").gruppi["tariffe"].empty_form.fields
    Tariffa.objects.create(servizio=servizio, importo="10", unita="mese", isee_a="9999.99")
    assert "isee_da" in modulo(servizio, "prezzo").gruppi["tariffe"].forms[0].fields


def test_a_statement_about_places_has_the_day_of_today(settings):
    servizio = make_servizio()
    salva(servizio, "posti", posti="esauriti", posti_totali="30")
    assert (servizio.posti, servizio.posti_totali, servizio.posti_al is None) == ("esauriti", 30, False)
    salva(servizio, "posti", posti="da_verificare")
    assert (servizio.posti, servizio.posti_al) == ("da_verificare", None)


@pytest.mark.parametrize(
    ("sezione", "campo", "valore"),
    [
        ("che-cosa", "titolo", "a\x00b"),
        ("che-cosa", "descrizione", "x" * 10_000),
        ("per-chi", "eta_min_mesi_anni", "9" * 40),
        ("posti", "posti_totali", "9" * 40),
        ("prezzo", "tariffe-0-importo", "9" * 40),
        ("quando", "aperture-0-dal", "2026-02-31"),
        ("quando", "orari-0-dalle", "25:99"),
        ("quando", "orari-TOTAL_FORMS", "abc"),
        ("come-fare", "documenti-0-modulo_url", "javascript:alert(1)"),
        ("durata", "frequenza", "7"),
    ],
)
def test_bad_input_is_an_error_by_field(sezione, campo, valore):
    servizio = make_servizio()
    form = modulo(servizio, sezione, compilato(modulo(servizio, sezione), **{campo: valore}))
    assert not form.is_valid()
    assert form.errors or form.righe_errate()


def test_one_more_line_keeps_what_was_typed_and_complains_of_nothing():
    servizio = make_servizio()
    dati = compilato(modulo(servizio, "prezzo"), **{"tariffe-0-descrizione": "Secondo figlio"})
    form = modulo(servizio, "prezzo", dati)
    form.altra_riga("tariffe")
    righe = form.gruppi["tariffe"].forms
    assert [riga["descrizione"].value() for riga in righe] == ["Secondo figlio", None]
    assert [riga.errors for riga in righe] == [{}, {}]
    assert not form.errors
