"""The reserved area of a body, under ``/area-riservata/enti/<ente>/``: profile, people."""

from django.urls import path

from aderenti.views_conferme import ConfermaAreaView
from aderenti.views_recesso import RecessoView

app_name = "area"

urlpatterns = [
    path("conferma/", ConfermaAreaView.as_view(), name="confirm"),
    path("recesso/", RecessoView.as_view(), name="withdrawal"),
]
