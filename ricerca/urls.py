"""Addresses of the search."""

from django.urls import path

from ricerca.views import ServizioListView
from ricerca.views_mappa import MappaView
from ricerca.views_suggerimenti import SuggerimentiView

app_name = "ricerca"

urlpatterns = [
    path("servizi/", ServizioListView.as_view(), name="list"),
    path("mappa/", MappaView.as_view(), name="map"),
    path("suggerimenti/", SuggerimentiView.as_view(), name="suggest"),
]
