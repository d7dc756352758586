"""Addresses of the newsletter, under ``/newsletter/``."""

from django.urls import path

from core.pubblico import pagina_pubblica
from newsletter.feeds import NewsletterFeed
from newsletter.views import ConfermaView, DisdiciView, InviataView, IscrivitiView, PreferenzeView
from newsletter.views_archivio import ArchivioView, NumeroDetailView

app_name = "newsletter"

urlpatterns = [
    path("", IscrivitiView.as_view(), name="subscribe"),
    path("inviata/", InviataView.as_view(), name="sent"),
    path("archivio/", ArchivioView.as_view(), name="archive"),
    path("archivio/feed.xml", pagina_pubblica(NewsletterFeed()), name="feed"),
    path("archivio/<slug:slug>/", NumeroDetailView.as_view(), name="issue"),
    path("<slug:codice>/conferma/", ConfermaView.as_view(), name="confirm"),
    path("<slug:codice>/preferenze/", PreferenzeView.as_view(), name="preferences"),
    path("<slug:codice>/disiscrivi/", DisdiciView.as_view(), name="stop"),
]
