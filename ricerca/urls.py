"""Addresses of the search."""

from django.urls import path

from ricerca.views import ServizioListView
from ricerca.views_manca import MancaGrazieView, MancaView

app_name = "ricerca"

urlpatterns = [
    path("servizi/", ServizioListView.as_view(), name="list"),
    path("manca-un-servizio/", MancaView.as_view(), name="missing"),
    path("manca-un-servizio/grazie/", MancaGrazieView.as_view(), name="missing-thanks"),
]
