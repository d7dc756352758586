"""Addresses of the places: /territorio/…"""

from django.urls import path

from rete.views_territorio import AmbitoView, ComuneView, TerritorioView

app_name = "territorio"

urlpatterns = [
    path("", TerritorioView.as_view(), name="index"),
    path("<slug:slug>/", AmbitoView.as_view(), name="ambito"),
    path("<slug:ambito>/<slug:comune>/", ComuneView.as_view(), name="comune"),
]
