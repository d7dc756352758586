"""Every list and every sheet of the admin: few queries, filters and search that answer, no value that breaks.

Complete by construction: a model of the admin without a line here fails.
"""

from urllib.parse import quote

import pytest
from django.contrib import admin
from django.urls import reverse

from core.admin import AdminInSolaLettura
from tests.rete.moduli import errori, ovunque
from tests.rete.oggetti import make_piena

# Queries of the list and of the sheet, whatever the number of rows and of lines.
QUERY = {
    "giudizi.giudizio": (6, 5),
    "imprese.domanda": (7, 10),
    "imprese.contorisposte": (6, 6),
    "imprese.buonapratica": (6, 16),
    "imprese.percorso": (6, 14),
    "imprese.iscrizione": (7, 6),
    "imprese.attestato": (6, 6),
    "imprese.tema": (6, 9),
    "imprese.obiettivo": (6, 11),
    "imprese.schedafiscale": (7, 11),
    "comitato.istantanea": (7, 7),
    "comitato.griglia": (6, 8),
    "comitato.valutazione": (6, 8),
    "comitato.giudizioprogetto": (7, 9),
    "comitato.domandavalutazione": (7, 6),
    "comitato.valutazionefinale": (7, 10),
    "comitato.seggio": (6, 10),
    "comitato.componente": (6, 8),
    "comitato.regolamento": (6, 8),
    "comitato.adempimento": (8, 8),
    "comitato.seduta": (9, 9),
    "comitato.puntoodg": (7, 10),
    "comitato.decisione": (9, 22),
    "comitato.azione": (9, 11),
    "comitato.quesito": (7, 8),
    "comitato.verbale": (7, 9),
    "aderenti.categoriaaderente": (6, 7),
    "aderenti.confermaadesione": (7, 8),
    "aderenti.domandaadesione": (7, 12),
    "aderenti.giroconferme": (6, 7),
    "aderenti.richiestarecesso": (6, 8),
    "aderenti.formagiuridica": (6, 7),
    "aderenti.organizzazione": (8, 20),
    "aderenti.accesso": (6, 9),
    "aderenti.invito": (6, 9),
    "aderenti.richiestaaccesso": (6, 7),
    "aderenti.rapportoconservazione": (6, 5),
    "alleanze.alleanzalocale": (8, 14),
    "alleanze.partecipazione": (8, 11),
    "comunicazioni.comunicazione": (6, 9),
    "comunicazioni.destinatariocomunicazione": (7, 7),
    "core.fonte": (7, 5),
    "core.mappacolonne": (7, 5),
    "core.messaggio": (7, 5),
    "core.testoemail": (6, 5),
    "core.campomoderato": (6, 5),
    "core.proposta": (7, 14),
    "piani.atto": (9, 8),
    "piani.bisogno": (7, 8),
    "piani.indicatore": (6, 7),
    "piani.lineaazione": (7, 10),
    "piani.piano": (6, 16),
    "piani.priorita": (7, 12),
    "progetti.categoriacosto": (6, 7),
    "progetti.impegno": (9, 9),
    "progetti.richiestaprogetto": (7, 9),
    "progetti.elencopubblicato": (7, 7),
    "progetti.indicatoreprogetto": (8, 11),
    "progetti.valoreindicatore": (7, 14),
    "progetti.documentoprogetto": (7, 8),
    "progetti.avviso": (8, 17),
    "progetti.candidatura": (8, 9),
    "progetti.iscrizioneavvisi": (6, 5),
    "progetti.finanziamento": (8, 12),
    "progetti.fondo": (6, 7),
    "progetti.pagamento": (9, 12),
    "progetti.progetto": (10, 44),
    "progetti.quadrofinanziario": (9, 18),
    "progetti.rendiconto": (9, 10),
    "progetti.verificadoppio": (7, 9),
    "progetti.rilevazione": (7, 6),
    "progetti.schedamonitoraggio": (8, 8),
    "progetti.modelloregione": (6, 7),
    "newsletter.abbonato": (8, 5),
    "newsletter.numero": (6, 7),
    "redazione.evento": (6, 12),
    "redazione.documento": (6, 13),
    "redazione.notizia": (9, 14),
    "redazione.vocefaq": (6, 6),
    "redirects.redirect": (6, 5),
    "ricerca.ricercasalvata": (6, 5),
    "servizi.datascolastica": (9, 8),
    "servizi.destinatario": (6, 7),
    "servizi.gruppo": (6, 7),
    "servizi.periodo": (6, 7),
    "ricerca.ricercasenzaesito": (7, 6),
    "ricerca.serviziomancante": (8, 8),
    "servizi.passofreschezza": (8, 6),
    "servizi.regolafreschezza": (6, 7),
    "servizi.richiestaconferma": (6, 7),
    "servizi.sede": (6, 10),
    "servizi.segnalazione": (7, 6),
    "servizi.servizio": (18, 26),
    "servizi.sinonimo": (7, 6),
    "servizi.tipologia": (7, 15),
    "servizi.verifica": (8, 7),
    "servizi.vocetipologia": (8, 8),
    "territorio.ambito": (6, 7),
    "territorio.appartenenzaambito": (9, 11),
    "territorio.comune": (7, 12),
    "utenti.utente": (8, 13),
}
# What citizens and members write and the portal counts: nobody adds a row by hand.
SENZA_AGGIUNGI = {
    "comitato.puntoodg",
    "aderenti.accesso",
    "aderenti.richiestaaccesso",
    "core.testoemail",
    "core.campomoderato",
    "core.mappacolonne",
    "core.proposta",
    "ricerca.ricercasenzaesito",
    "ricerca.serviziomancante",
    "servizi.segnalazione",
}
MODELLI = {modello._meta.label_lower: modello for modello in admin.site._registry}
SI_SCRIVONO = [
    etichetta
    for etichetta, modello in MODELLI.items()
    if not isinstance(admin.site._registry[modello], AdminInSolaLettura)
]


def elenco(etichetta):
    return reverse(f"admin:{etichetta.replace('.', '_')}_changelist")


def tutto(client, etichetta):
    """Return the address of the whole list, whatever its default filter."""
    filtri = client.get(elenco(etichetta)).context["cl"].filter_specs
    return elenco(etichetta) + "?" + "".join(f.verso_tutto()[1:] for f in filtri if hasattr(f, "verso_tutto"))


def righe_di(etichetta):
    """Return [(model of the lines, foreign key to the sheet)] of the sheet of a model."""
    gestione = admin.site._registry[MODELLI[etichetta]]
    return [
        (
            inline.model,
            inline.fk_name
            or next(
                campo.name
                for campo in inline.model._meta.fields
                if campo.many_to_one and campo.related_model is MODELLI[etichetta]
            ),
        )
        for inline in gestione.inlines
    ]


def test_every_model_has_its_number_of_queries():
    assert set(QUERY) == set(MODELLI)


@pytest.mark.parametrize("etichetta", MODELLI)
def test_a_list_makes_the_same_queries_with_more_rows(client, operatore, nplus, etichetta):
    indirizzo = tutto(client, etichetta)
    nplus(lambda: client.get(indirizzo), lambda: make_piena(etichetta), attese=QUERY[etichetta][0])


@pytest.mark.parametrize("etichetta", MODELLI)
def test_a_sheet_makes_the_same_queries_with_more_lines(client, operatore, nplus, etichetta):
    scheda = make_piena(etichetta)
    indirizzo = reverse(f"admin:{etichetta.replace('.', '_')}_change", args=[scheda.pk])

    def altre_righe():
        for modello, chiave in righe_di(etichetta):
            make_piena(modello._meta.label_lower, **{chiave: scheda})

    nplus(lambda: client.get(indirizzo), altre_righe, attese=QUERY[etichetta][1])


@pytest.mark.parametrize("etichetta", MODELLI)
def test_every_value_of_every_filter_answers(client, operatore, etichetta):
    make_piena(etichetta)
    assert client.get(f"{tutto(client, etichetta)}&_facets=True").status_code == 200
    cl = client.get(tutto(client, etichetta)).context["cl"]
    for filtro in cl.filter_specs:
        for scelta in _diverse(filtro, list(filtro.choices(cl))):
            risposta = client.get(elenco(etichetta) + scelta["query_string"])
            assert risposta.status_code == 200, scelta


def _diverse(filtro, scelte):
    """Return the choices to try: each of a filter of ours, the ends of the others."""
    return scelte if isinstance(filtro, admin.SimpleListFilter) else [*scelte[:2], *scelte[-1:]]


@pytest.mark.parametrize("etichetta", MODELLI)
def test_search_finds_a_row_by_its_words(client, operatore, etichetta):
    riga = make_piena(etichetta)
    parole = admin.site._registry[MODELLI[etichetta]].search_fields
    assert parole, "a list without search"
    for campo in parole:
        valore = MODELLI[etichetta].objects.filter(pk=riga.pk).values_list(campo, flat=True).first()
        if valore:
            trovate = client.get(elenco(etichetta), {"q": valore}).context["cl"].queryset
            assert riga in trovate, campo


CON_AGGIUNGI = sorted(set(SI_SCRIVONO) - SENZA_AGGIUNGI)
OSTILI = ["\x00", "9" * 40, "31/02/2020"]


@pytest.mark.parametrize("etichetta", CON_AGGIUNGI)
def test_a_hostile_sheet_gets_errors_of_the_form(client, operatore, etichetta):
    """Every field of the sheet and of its lines holds a value that no browser sends."""
    indirizzo = elenco(etichetta) + "add/"
    pagina = client.get(indirizzo)
    for valore in OSTILI:
        risposta = client.post(indirizzo, ovunque(pagina, valore))
        assert risposta.status_code == 200, valore
        assert errori(risposta), valore


@pytest.mark.parametrize("etichetta", MODELLI)
def test_hostile_filters_and_choices_break_nothing(client, operatore, etichetta):
    campi = [campo.name for campo in MODELLI[etichetta]._meta.fields]
    filtri = [{"q": valore, "p": valore} for valore in OSTILI]
    filtri += [{f"{campo}__in": OSTILI[1]} for campo in campi] + [{f"{campo}__year": -1} for campo in campi]
    filtri += [{campi[0]: valore, "o": valore} for valore in OSTILI]
    for filtro in filtri:
        assert client.get(elenco(etichetta), filtro).status_code in (200, 302, 400), filtro
    for valore in OSTILI:
        azione = {"action": "delete_selected", "_selected_action": [valore]}
        assert client.post(elenco(etichetta), azione).status_code == 400
        assert client.get(elenco(etichetta) + f"{quote(valore)}/change/").status_code == 302
