"""Addresses of the services."""

from django.urls import path

from servizi.views import ServizioDetailView, ServizioListView

app_name = "servizi"

urlpatterns = [
    path("", ServizioListView.as_view(), name="list"),
    path("<slug:slug>/", ServizioDetailView.as_view(), name="detail"),
]
