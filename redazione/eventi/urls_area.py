"""The events of a member, under ``/area-riservata/enti/<ente>/eventi/``."""

from django.urls import path

from redazione.eventi.area import EventiView, ModificaEventoView, NuovoEventoView

app_name = "area_eventi"

urlpatterns = [
    path("", EventiView.as_view(), name="list"),
    path("nuovo/", NuovoEventoView.as_view(), name="create"),
    path("<int:pk>/", ModificaEventoView.as_view(), name="edit"),
]
