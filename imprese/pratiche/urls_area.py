"""The good practices of a member, under ``/area-riservata/enti/<ente>/buone-pratiche/``."""

from django.urls import path

from imprese.pratiche import area

app_name = "area_pratiche"

urlpatterns = [
    path("", area.PraticheAreaView.as_view(), name="list"),
    path("nuova/", area.NuovaPraticaView.as_view(), name="create"),
    path("<int:pk>/", area.ModificaPraticaView.as_view(), name="edit"),
    path("<int:pk>/ritira/", area.RitiraPraticaView.as_view(), name="withdraw"),
    path("<int:pk>/correzione/", area.ChiediCorrezioneView.as_view(), name="correction"),
]
