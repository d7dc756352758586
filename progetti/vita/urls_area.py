"""The requests of a capofila, under ``/area-riservata/enti/<ente>/progetti/<progetto>/richieste/``."""

from django.urls import path

from progetti.vita import views_area as views

app_name = "area_richieste"

urlpatterns = [
    path("", views.RichiesteListView.as_view(), name="list"),
    path("nuova/<slug:tipo>/", views.NuovaView.as_view(), name="new"),
    path("<int:pk>/ritira/", views.RitiraView.as_view(), name="withdraw"),
    path("<int:pk>/documento/", views.DocumentoView.as_view(), name="document"),
]
