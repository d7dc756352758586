"""The good practices of a member, under ``/area-riservata/enti/<ente>/buone-pratiche/``."""

from django.urls import path

from imprese.pratiche.area import ModificaPraticaView, NuovaPraticaView, PraticheAreaView, RitiraPraticaView

app_name = "area_pratiche"

urlpatterns = [
    path("", PraticheAreaView.as_view(), name="list"),
    path("nuova/", NuovaPraticaView.as_view(), name="create"),
    path("<int:pk>/", ModificaPraticaView.as_view(), name="edit"),
    path("<int:pk>/ritira/", RitiraPraticaView.as_view(), name="withdraw"),
]
