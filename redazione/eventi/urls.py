"""Addresses of the events, under ``/eventi/``."""

from django.urls import path

from redazione.eventi.views import (
    AllegatoView,
    CalendarioEventoView,
    CalendarioView,
    EventoDetailView,
    EventoListView,
    EventoPassatoListView,
)

app_name = "eventi"

urlpatterns = [
    path("", EventoListView.as_view(), name="list"),
    path("passati/", EventoPassatoListView.as_view(), name="past"),
    path("calendario.ics", CalendarioView.as_view(), name="calendar"),
    path("<slug:slug>/", EventoDetailView.as_view(), name="detail"),
    path("<slug:slug>/calendario.ics", CalendarioEventoView.as_view(), name="detail-calendar"),
    path("<slug:slug>/allegati/<int:pk>/", AllegatoView.as_view(), name="document"),
]
