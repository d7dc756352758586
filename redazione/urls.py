"""Addresses of the press area, of the frequent questions and of the pictures of the news."""

from django.urls import path

from redazione.views import FaqView, StampaView, immagine

app_name = "redazione"

urlpatterns = [
    path("stampa/", StampaView.as_view(), name="press"),
    path("domande-frequenti/", FaqView.as_view(), name="faq"),
    path("media/notizie/<str:nome>", immagine, name="picture"),
]
