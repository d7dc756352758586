"""The reserved area of a body, under ``/area-riservata/enti/<ente>/servizi/``: its services."""

from django.urls import path

from servizi import views_fogli as fogli
from servizi.views_cifre import CifreView, NelTuoSitoView

app_name = "area_servizi"

urlpatterns = [
    path("cifre/", CifreView.as_view(), name="figures"),
    path("nel-tuo-sito/", NelTuoSitoView.as_view(), name="embed"),
    path("fogli/", fogli.ElencoFogliView.as_view(), name="sheets-list"),
    path("fogli/<slug:tabella>/<slug:formato>/", fogli.ScaricaFoglioView.as_view(), name="sheets-export"),
    path("fogli/<slug:tabella>/", fogli.CaricaFoglioView.as_view(), name="sheets-upload"),
    path(
        "fogli/<slug:tabella>/caricato/<int:pk>/", fogli.AnteprimaFoglioView.as_view(), name="sheets-preview"
    ),
    path(
        "fogli/<slug:tabella>/caricato/<int:pk>/errori/",
        fogli.ErroriFoglioView.as_view(),
        name="sheets-errors",
    ),
]
