"""Addresses of the portal outside the rooms: home, reserved area, health."""

from django.urls import path

from rete.views_area import AreaView
from rete.views_salute import pronto, salute

app_name = "rete"

urlpatterns = [
    path("salute/", salute, name="health"),
    path("salute/pronto/", pronto, name="ready"),
    path("area-riservata/", AreaView.as_view(), name="area"),
]
