"""Addresses of the calls."""

from django.urls import path

from progetti.avvisi.views import (
    AvvisoDetailView,
    AvvisoListView,
    CalendarioAvvisoView,
    CalendarioView,
    DocumentoView,
)
from progetti.avvisi.views_iscrizioni import AvvisamiView, ConfermaView, InviataView, SmettiView

app_name = "avvisi"

urlpatterns = [
    path("", AvvisoListView.as_view(), name="list"),
    path("calendario.ics", CalendarioView.as_view(), name="calendar"),
    path("avvisami/", AvvisamiView.as_view(), name="subscribe"),
    path("avvisami/inviata/", InviataView.as_view(), name="subscribe-sent"),
    path("avvisami/<slug:codice>/conferma/", ConfermaView.as_view(), name="subscribe-confirm"),
    path("avvisami/<slug:codice>/disiscrivi/", SmettiView.as_view(), name="subscribe-stop"),
    path("<slug:slug>/", AvvisoDetailView.as_view(), name="detail"),
    path("<slug:slug>/calendario.ics", CalendarioAvvisoView.as_view(), name="detail-calendar"),
    path("<slug:slug>/documenti/<int:pk>/", DocumentoView.as_view(), name="document"),
]
