"""Addresses of the mail of a person in the reserved area."""

from django.urls import path

from comunicazioni.views_area import MessaggiView, PreferenzeView

app_name = "comunicazioni"

urlpatterns = [
    path("posta/", PreferenzeView.as_view(), name="preferences"),
    path("messaggi/", MessaggiView.as_view(), name="messages"),
]
