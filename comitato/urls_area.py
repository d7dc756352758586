"""The action points of a body, under ``/area-riservata/enti/<ente>/azioni/``."""

from django.urls import path

from comitato.area import AzioniListView, FattaView

app_name = "area_azioni"

urlpatterns = [
    path("", AzioniListView.as_view(), name="list"),
    path("<int:pk>/fatta/", FattaView.as_view(), name="done"),
]
