"""Addresses of the search."""

from django.urls import path

from ricerca.views import ServizioListView

app_name = "ricerca"

urlpatterns = [
    path("servizi/", ServizioListView.as_view(), name="list"),
]
