"""The final evaluation of a project, under ``/area-riservata/enti/<ente>/progetti/<progetto>/``."""

from django.urls import path

from comitato.area_finale import ValutazioneFinaleView

app_name = "area_finale"

urlpatterns = [path("", ValutazioneFinaleView.as_view(), name="detail")]
