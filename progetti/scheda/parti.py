"""All the parts of the sheet of a project, for its template."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from aderenti.nomi import persona_fisica
from core.fonti import carica_fonti
from progetti.denaro.conti import arrotonda, conti
from progetti.denaro.stato import REGOLA, stato_del_progetto
from progetti.scheda import altrove, avanzamento, denaro, legami, luoghi, vita
from progetti.scheda.dati_strutturati import dati_strutturati


def parti(progetto):
    """Return what the template shows of ``progetto`` (``pubblicati().con_date()``), by name."""
    oggi = timezone.localdate()
    partner = list(progetto.partner.con_organizzazione())
    eventi = list(progetto.eventi.pubblicati().select_related("atto"))
    somme = denaro.somme(progetto)
    soldi = denaro.denaro(conti([progetto])[progetto.pk])
    carica_fonti([progetto, *partner, *eventi, *somme, *(riga.oggetto for riga in soldi.fonti)])
    legati = legami.legami(progetto)
    stato = stato_del_progetto(progetto, soldi.conto, oggi)
    fisico, risultati = avanzamento.avanzamento(progetto)
    return (
        {
            "breve": settings.SITE_URL + reverse("rete:short", args=[progetto.code]),
            "noindex": any(persona_fisica(p.organizzazione) for p in partner),
            "stato_pubblico": stato,
            "regola": REGOLA,
            "pagato": arrotonda(soldi.conto.pagato_pct),
            "capofila": [p for p in partner if p.ruolo == p.Ruolo.CAPOFILA],
            "partner": [p for p in partner if p.ruolo != p.Ruolo.CAPOFILA],
            "tappe": vita.tappe(eventi),
            "ultimo_evento": vita.ultimo_evento(progetto, eventi),
            "fine_spostata": vita.fine_in_parole(progetto),
            "in_arrivo": in_arrivo(progetto, oggi),
            "passi": vita.passi(progetto, oggi),
            "denaro": soldi,
            "in_breve": denaro.in_breve([progetto], {progetto.pk: soldi.conto})[progetto.pk],
            "fisico": fisico,
            "risultati": risultati,
            "risposte": legami.risposte(progetto, legati),
            "servizi": legami.servizi(progetto),
            "documenti": progetto.documenti.filter(pubblico=True),
            "correlati": legami.correlati(progetto),
            "mappa": luoghi.disegno(progetto, legati),
            "opencup": altrove.opencup(progetto),
            "opencoesione": altrove.opencoesione(progetto),
            "dati": dati_strutturati(
                progetto, partner=partner, eventi=eventi, legami=legati, conto=soldi.conto, stato=stato
            ),
        }
        | somme_per_origine(progetto, somme)
        | legati
    )


def in_arrivo(progetto, oggi):
    """Return the planned end in force when it is still to come; None otherwise."""
    if progetto.fine_effettiva or not progetto.fine_prevista or progetto.fine_prevista < oggi:
        return None
    return progetto.fine_prevista


def somme_per_origine(progetto, somme):
    """Return the documented sums: official ones, those of the press alone, those of the cycle."""
    ufficiali, dalla_stampa = denaro.per_origine(denaro.gruppi(progetto, somme))
    return {
        "somme": ufficiali,
        "somme_dalla_stampa": dalla_stampa,
        "somme_del_ciclo": [somma for somma in somme if somma.livello == somma.Livello.MONTAGNA],
    }
