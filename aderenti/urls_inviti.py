"""Invitations: the page that a mailed link opens, under ``/inviti/``."""

from django.urls import path

from aderenti.views_inviti import InvitoView

app_name = "inviti"

urlpatterns = [
    path("<slug:codice>/", InvitoView.as_view(), name="accept"),
]
