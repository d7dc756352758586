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
from ricerca.views_manca import MancaGrazieView, MancaView
from ricerca.views_mappa import MappaView
from ricerca.views_salvate import ConfermaView, InviataView, SalvaView, SmettiView
from ricerca.views_settimane import SettimaneCalendarView, SettimaneView
from ricerca.views_suggerimenti import SuggerimentiView

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
    path("mappa/", MappaView.as_view(), name="map"),
    path("suggerimenti/", SuggerimentiView.as_view(), name="suggest"),
]
