"""Addresses of the sheets."""

from django.urls import path

from servizi.views import ServizioDetailView
from servizi.views_calendario import ServizioCalendarView

app_name = "servizi"

urlpatterns = [
    path("<slug:slug>/", ServizioDetailView.as_view(), name="detail"),
    path("<slug:slug>/calendario.ics", ServizioCalendarView.as_view(), name="calendar"),
]
