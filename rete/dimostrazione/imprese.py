"""The demo of training: two courses, one to come and one that is over, invented and marked."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from imprese.models import Attestato, Gradimento, Incontro, Iscrizione, Percorso, Presenza

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
    """Make the courses, with their days around ``oggi``; none when they are there."""
    if Percorso.objects.filter(dimostrativo=True).exists():
        return
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


def togli_imprese():
    """Delete the courses with what was written in them."""
    finti = Percorso.objects.filter(dimostrativo=True)
    del_percorso = {"iscrizione__percorso__in": finti}
    Attestato.objects.filter(**del_percorso).delete()
    Presenza.objects.filter(**del_percorso).delete()
    Iscrizione.objects.filter(percorso__in=finti).delete()
    Gradimento.objects.filter(percorso__in=finti).delete()
    finti.delete()
