"""The address of the judgements, under ``/giudizio/``."""

from django.urls import path

from giudizi.views import GiudizioView

app_name = "giudizi"

urlpatterns = [path("", GiudizioView.as_view(), name="give")]
