"""Addresses of the legal lists, under ``/trasparenza/``."""

from django.urls import path

from progetti.elenchi import views

app_name = "elenchi"

urlpatterns = [
    path("", views.ElenchiView.as_view(), name="index"),
    path("<slug:slug>/", views.ElencoView.as_view(), name="detail"),
    path("<slug:slug>.<str:formato>", views.ScaricaElencoView.as_view(), name="download"),
]
