"""The projects in the area of a body, under ``/area-riservata/enti/<ente>/progetti/``."""

from django.urls import path

from progetti.area import views_documenti as documenti
from progetti.area.views import DatiView, ProgettiListView, ProgettoView

app_name = "area_progetti"

urlpatterns = [
    path("", ProgettiListView.as_view(), name="list"),
    path("<slug:progetto>/", ProgettoView.as_view(), name="detail"),
    path("<slug:progetto>/dati/<slug:che>.<slug:formato>", DatiView.as_view(), name="data"),
    path("<slug:progetto>/documenti/nuovo/", documenti.DocumentoNuovoView.as_view(), name="document-new"),
    path("<slug:progetto>/documenti/<int:documento>/", documenti.DocumentoView.as_view(), name="document"),
    path(
        "<slug:progetto>/documenti/<int:documento>/elimina/",
        documenti.DocumentoEliminaView.as_view(),
        name="document-delete",
    ),
]
