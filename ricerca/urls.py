"""Addresses of the search."""

from django.urls import path

from ricerca.views import ServizioListView
from ricerca.views_manca import MancaGrazieView, MancaView
from ricerca.views_salvate import ConfermaView, InviataView, SalvaView, SmettiView
from ricerca.views_settimane import SettimaneCalendarView, SettimaneView

app_name = "ricerca"

urlpatterns = [
    path("servizi/", ServizioListView.as_view(), name="list"),
    path("ricerche-salvate/nuova/", SalvaView.as_view(), name="save"),
    path("ricerche-salvate/inviata/", InviataView.as_view(), name="save-sent"),
    path("ricerche-salvate/<slug:codice>/conferma/", ConfermaView.as_view(), name="save-confirm"),
    path("ricerche-salvate/<slug:codice>/disiscrivi/", SmettiView.as_view(), name="save-stop"),
    path("manca-un-servizio/", MancaView.as_view(), name="missing"),
    path("manca-un-servizio/grazie/", MancaGrazieView.as_view(), name="missing-thanks"),
    path("settimane/", SettimaneView.as_view(), name="weeks"),
    path("settimane/calendario.ics", SettimaneCalendarView.as_view(), name="weeks-calendar"),
]
