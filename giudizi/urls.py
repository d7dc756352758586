"""The address of the rating of a page."""

from django.urls import path

from giudizi.views import GiudizioView

app_name = "giudizi"

urlpatterns = [path("", GiudizioView.as_view(), name="rate")]
