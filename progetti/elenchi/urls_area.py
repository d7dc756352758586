"""The grants that a body received, under ``/area-riservata/enti/<ente>/contributi-ricevuti/``."""

from django.urls import path

from progetti.elenchi import area

app_name = "area_elenchi"

urlpatterns = [
    path("", area.ContributiRicevutiView.as_view(), name="l124"),
    path("<int:anno>.<slug:formato>", area.ScaricaRicevutiView.as_view(), name="l124-download"),
]
