"""The demo for firms: two courses, one to come and one that is over, and a good practice; all marked."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from imprese.models import Attestato, BuonaPratica, Gradimento, Incontro, Iscrizione, Percorso, Presenza, Tema

CORSI = (
    (
        "Welfare in una piccola impresa",
        "Tre incontri per scegliere due o tre servizi e scrivere un regolamento di una pagina.",
        (21, 28, 35),
        ("Che cosa chiedono le persone", "I servizi della valle", "Il regolamento"),
    ),
    (
        "Orari che funzionano",
        "Due incontri su fasce, banca ore e lavoro agile, con esempi di imprese da otto persone.",
        (-40, -33),
        ("Fasce e banca ore", "Il lavoro agile"),
    ),
)


def prepara_imprese(*, oggi):
    """Make the good practice and the courses, with their days around ``oggi``; none when they are there."""
    if Percorso.objects.filter(dimostrativo=True).exists():
        return
    _pratica(oggi)
    for titolo, sommario, giorni, temi in CORSI:
        percorso = Percorso.objects.create(
            titolo=titolo,
            sommario=sommario,
            programma="Un percorso inventato, per mostrare come funziona l’iscrizione.",
            per_chi="Chi ha un’impresa da 1 a 49 persone",
            luogo="Sala di prova, Sondrio",
            posti=12,
            pubblicato=True,
            dimostrativo=True,
        )
        for giorno, tema in zip(giorni, temi, strict=True):
            inizio = timezone.make_aware(datetime.combine(oggi + timedelta(days=giorno), time(17)))
            Incontro.objects.create(
                percorso=percorso, inizio=inizio, fine=inizio + timedelta(hours=2), titolo=tema
            )


def _pratica(oggi):
    """Make an approved good practice of a firm that is not there."""
    pratica = BuonaPratica.objects.create(
        titolo="Un’ora di margine la mattina e la sera",
        impresa="Impresa di esempio",
        settore=BuonaPratica.Settore.MANIFATTURA,
        dimensione="micro",
        anno=oggi.year - 2,
        stato=BuonaPratica.Stato.A_REGIME,
        bisogno="Chi porta i figli al nido arrivava tardi o usciva prima, e ogni volta doveva chiedere.",
        misure="Si entra tra le 7:30 e le 8:30 e si esce otto ore dopo, senza chiedere.",
        strumento=BuonaPratica.Strumento.REGOLAMENTO,
        passi="Tre mesi di prova. Un foglio con le regole. Una riunione per dire com’è andata.",
        costo=BuonaPratica.Costo.NIENTE,
        da_copiare="Una fascia di un’ora, uguale per tutti, scritta in una pagina.",
        consenso_il=oggi - timedelta(days=60),
        approvata_il=oggi - timedelta(days=30),
        approvata_da="un Comitato di esempio",
        da_rivedere_entro=oggi + timedelta(days=335),
        pubblicata=True,
        dimostrativo=True,
    )
    pratica.temi.set(Tema.objects.filter(code="ORARIO"))


def togli_imprese():
    """Delete the good practice, and the courses with what was written in them."""
    BuonaPratica.objects.filter(dimostrativo=True).delete()
    finti = Percorso.objects.filter(dimostrativo=True)
    del_percorso = {"iscrizione__percorso__in": finti}
    Attestato.objects.filter(**del_percorso).delete()
    Presenza.objects.filter(**del_percorso).delete()
    Iscrizione.objects.filter(percorso__in=finti).delete()
    Gradimento.objects.filter(percorso__in=finti).delete()
    finti.delete()
