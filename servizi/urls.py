"""Addresses of the sheets."""

from django.urls import path

from servizi.views import ServizioDetailView

app_name = "servizi"

urlpatterns = [
    path("<slug:slug>/", ServizioDetailView.as_view(), name="detail"),
]
