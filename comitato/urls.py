"""The public pages of the Comitato, under ``/comitato/``."""

from django.urls import path

from comitato.views import ComitatoView, SedutaView

app_name = "comitato"

urlpatterns = [
    path("", ComitatoView.as_view(), name="index"),
    path("sedute/<int:anno>/<int:numero>/", SedutaView.as_view(), name="meeting"),
]
