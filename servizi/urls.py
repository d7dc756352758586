"""Addresses of the sheets, and of what is told about them."""

from django.urls import path

from servizi.incorpora import IncorporaJsonView, IncorporaView
from servizi.views import ServizioDetailView
from servizi.views_calendario import ServizioCalendarView
from servizi.views_conferma import ConfermaSchedeView
from servizi.views_conta import ContaView
from servizi.views_segnala import SegnalaView, SegnalazioneDetailView

app_name = "servizi"

urlpatterns = [
    path("conta/", ContaView.as_view(), name="count"),
    path("incorpora/<slug:slug>/", IncorporaView.as_view(), name="embed"),
    path("incorpora/<slug:slug>/servizi.json", IncorporaJsonView.as_view(), name="embed-json"),
    path("servizi/conferma/<slug:codice>/", ConfermaSchedeView.as_view(), name="confirm"),
    path("servizi/<slug:slug>/", ServizioDetailView.as_view(), name="detail"),
    path("servizi/<slug:slug>/calendario.ics", ServizioCalendarView.as_view(), name="calendar"),
    path("servizi/<slug:slug>/segnala/", SegnalaView.as_view(), name="report"),
    path("segnalazioni/<slug:codice>/", SegnalazioneDetailView.as_view(), name="report-status"),
]
