"""Addresses of the search."""

from django.urls import path

from ricerca.views import ServizioListView
from ricerca.views_settimane import SettimaneCalendarView, SettimaneView

app_name = "ricerca"

urlpatterns = [
    path("servizi/", ServizioListView.as_view(), name="list"),
    path("settimane/", SettimaneView.as_view(), name="weeks"),
    path("settimane/calendario.ics", SettimaneCalendarView.as_view(), name="weeks-calendar"),
]
