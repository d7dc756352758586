"""Invitations: the page that a mailed link opens, under ``/inviti/``."""

app_name = "inviti"

urlpatterns = []
