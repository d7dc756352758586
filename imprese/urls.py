"""Addresses for firms, under ``/imprese/``."""

from django.urls import path

from imprese import views, views_autovalutazione, views_calcolo

app_name = "imprese"

urlpatterns = [
    path("", views.ImpreseView.as_view(), name="home"),
    path("fai-il-punto/", views_autovalutazione.PuntoView.as_view(), name="self-check"),
    path("servizi/", views.ServiziView.as_view(), name="services"),
    path("temi/<slug:code>/", views.TemaView.as_view(), name="topic"),
    path("calcolatore/premio-o-welfare/", views_calcolo.PremioView.as_view(), name="bonus"),
    path("calcolatore/beni-e-servizi/", views_calcolo.BenefitView.as_view(), name="benefits"),
]
