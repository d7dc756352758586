"""Addresses of the search."""

from django.urls import path

from ricerca.views import ServizioListView
from ricerca.views_guida import (
    GuidaAmbitoPdfView,
    GuidaAmbitoView,
    GuidaComunePdfView,
    GuidaComuneView,
    GuideView,
)
from ricerca.views_lista import AggiungiView, ListaView, ListaVuotaView

app_name = "ricerca"

urlpatterns = [
    path("servizi/", ServizioListView.as_view(), name="list"),
    path("lista/", ListaVuotaView.as_view(), name="shortlist-empty"),
    path("lista/aggiungi/<slug:slug>/", AggiungiView.as_view(), name="shortlist-add"),
    path("lista/<str:token>/", ListaView.as_view(), name="shortlist"),
    path("guida/", GuideView.as_view(), name="guide"),
    path("guida/<slug:ambito>/", GuidaAmbitoView.as_view(), name="guide-ambito"),
    path("guida/<slug:ambito>/guida.pdf", GuidaAmbitoPdfView.as_view(), name="guide-ambito-pdf"),
    path("guida/<slug:ambito>/<slug:comune>/", GuidaComuneView.as_view(), name="guide-comune"),
    path(
        "guida/<slug:ambito>/<slug:comune>/guida.pdf", GuidaComunePdfView.as_view(), name="guide-comune-pdf"
    ),
]
