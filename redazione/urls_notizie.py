"""Addresses of the news, under ``/notizie/``."""

from django.urls import path

from core.pubblico import pagina_pubblica
from redazione.feeds import NotizieFeed, StampaFeed
from redazione.views import NotiziaDetailView, NotiziaListView

app_name = "notizie"

urlpatterns = [
    path("", NotiziaListView.as_view(), name="list"),
    path("feed.xml", pagina_pubblica(NotizieFeed()), name="feed"),
    path("stampa/feed.xml", pagina_pubblica(StampaFeed()), name="press-feed"),
    path("<slug:slug>/", NotiziaDetailView.as_view(), name="detail"),
]
