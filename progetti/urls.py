from django.urls import path

from progetti.panoramica.views import DatiView, PanoramicaView, RigheView, ScaricaView
from progetti.views import ProgettoDetailView, ProgettoListView, documento

app_name = "progetti"

urlpatterns = [
    path("", ProgettoListView.as_view(), name="list"),
    path("panoramica/", PanoramicaView.as_view(), name="overview"),
    path("panoramica/righe/", RigheView.as_view(), name="overview-rows"),
    path("scarica/", DatiView.as_view(), name="downloads"),
    path("scarica/<slug:che>.<slug:formato>", ScaricaView.as_view(), name="download"),
    path("<slug:slug>/", ProgettoDetailView.as_view(), name="detail"),
    path("<slug:slug>/documenti/<int:pk>/", documento, name="document"),
]
