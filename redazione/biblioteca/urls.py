"""Addresses of the library, under ``/biblioteca/``."""

from django.urls import path

from core.pubblico import pagina_pubblica
from redazione.biblioteca.feeds import BibliotecaFeed
from redazione.biblioteca.views import AttoListView, DocumentoDetailView, DocumentoListView, FileView

app_name = "biblioteca"

urlpatterns = [
    path("", DocumentoListView.as_view(), name="list"),
    path("feed.xml", pagina_pubblica(BibliotecaFeed()), name="feed"),
    path("atti/", AttoListView.as_view(), name="acts"),
    path("<slug:slug>/", DocumentoDetailView.as_view(), name="detail"),
    path("<slug:slug>/documento.pdf", FileView.as_view(), name="file"),
]
