"""The form that Regione asks for: columns that staff map, filled from validated sheets alone."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from progetti.models import PartnerProgetto, SchedaMonitoraggio, ValoreIndicatore
from progetti.monitoraggio.griglia import cella_del_foglio

SORGENTI = {
    "progetto": (gettext_lazy("nome del progetto"), lambda s: s.progetto.nome),
    "codice": (gettext_lazy("codice del progetto"), lambda s: s.progetto.code),
    "cup": (gettext_lazy("CUP"), lambda s: s.progetto.cup),
    "codice_locale": (gettext_lazy("codice locale"), lambda s: s.progetto.codice_locale),
    "capofila": (gettext_lazy("capofila"), lambda s: s.nome_capofila),
    "ambito": (
        gettext_lazy("ambito"),
        lambda s: s.progetto.alleanza.ambito.nome if s.progetto.alleanza else "",
    ),
    "dal": (gettext_lazy("inizio del periodo"), lambda s: s.rilevazione.dal),
    "al": (gettext_lazy("fine del periodo"), lambda s: s.rilevazione.al),
    "attivita": (gettext_lazy("che cosa è stato fatto"), lambda s: s.attivita),
    "problemi": (gettext_lazy("problemi e ritardi"), lambda s: s.problemi),
    "prossimi_passi": (gettext_lazy("prossimi passi"), lambda s: s.prossimi_passi),
    "speso": (gettext_lazy("speso dall’inizio, in euro"), lambda s: "" if s.speso is None else s.speso),
}
"""What can fill a column: its words, and how it is read from a sheet."""


def tabella(modello, rilevazione):
    """Return (headings, rows) of the form ``modello`` for a round: one row a validated sheet, four queries.

    A column that is mapped to nothing stays empty; so does an indicator that a project does not have.
    """
    colonne = list(modello.colonne.select_related("indicatore").order_by("ordine", "pk"))
    schede = rilevazione.schede.filter(stato=SchedaMonitoraggio.Stato.VALIDATA)
    schede = list(
        schede.select_related(
            "rilevazione", "progetto__alleanza__ambito", "progetto__alleanza__piano"
        ).order_by("progetto__titolo", "pk")
    )
    valori = _valori(rilevazione, schede)
    _con_capofila(schede, rilevazione.al)
    return [c.intestazione for c in colonne], [
        [_cella(colonna, scheda, valori[scheda.progetto_id]) for colonna in colonne] for scheda in schede
    ]


def _cella(colonna, scheda, valori):
    if colonna.indicatore_id:
        return cella_del_foglio(valori.get(colonna.indicatore_id))
    if colonna.sorgente:
        return SORGENTI[colonna.sorgente][1](scheda)
    return colonna.fisso


def _valori(rilevazione, schede):
    righe = ValoreIndicatore.objects.filter(
        indicatore_progetto__progetto__in=[scheda.progetto_id for scheda in schede],
        dal=rilevazione.dal,
        al=rilevazione.al,
        superato_il=None,
        validato_il__isnull=False,
    ).select_related("indicatore_progetto")
    valori = defaultdict(dict)
    for riga in righe:
        valori[riga.indicatore_progetto.progetto_id][riga.indicatore_progetto.indicatore_id] = riga
    return valori


def _con_capofila(schede, giorno):
    presenze = PartnerProgetto.objects.al(giorno).filter(
        progetto__in=[scheda.progetto_id for scheda in schede], ruolo=PartnerProgetto.Ruolo.CAPOFILA
    )
    nomi = dict(presenze.values_list("progetto", "organizzazione__denominazione"))
    for scheda in schede:
        scheda.nome_capofila = nomi.get(scheda.progetto_id, "")


def nota(modello, rilevazione, oggi):
    """Return the words that go with an export: what it is, of when, from what."""
    return _(
        "%(modello)s · %(rilevazione)s · dati validati, estratti il %(giorno)s dal portale della Rete"
    ) % {
        "modello": modello.nome,
        "rilevazione": rilevazione.titolo,
        "giorno": f"{oggi:%d/%m/%Y}",
    }
