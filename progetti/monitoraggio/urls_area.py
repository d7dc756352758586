"""The sheets of a project, under ``/area-riservata/enti/<ente>/progetti/<progetto>/monitoraggio/``."""

from django.urls import path

from progetti.monitoraggio.views_area import CaricaView, ElencoView, FoglioView, SchedaView

app_name = "area_monitoraggio"

urlpatterns = [
    path("", ElencoView.as_view(), name="list"),
    path("<int:scheda>/", SchedaView.as_view(), name="detail"),
    path("<int:scheda>/foglio.<slug:formato>", FoglioView.as_view(), name="sheet"),
    path("<int:scheda>/carica/", CaricaView.as_view(), name="upload"),
]
