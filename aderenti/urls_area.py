"""The reserved area of a body, under ``/area-riservata/enti/<ente>/``: profile, people."""

from django.urls import path

from aderenti import views_persone as persone

app_name = "area"

urlpatterns = [
    path("persone/", persone.PersoneView.as_view(), name="people"),
    path("persone/invita/", persone.InvitaView.as_view(), name="people-invite"),
    path("persone/lascia/", persone.LasciaView.as_view(), name="people-leave"),
    path("persone/inviti/<int:pk>/rimanda/", persone.RimandaView.as_view(), name="people-invite-resend"),
    path("persone/inviti/<int:pk>/revoca/", persone.RevocaView.as_view(), name="people-invite-revoke"),
    path("persone/richieste/<int:pk>/", persone.RichiestaView.as_view(), name="people-request"),
    path("persone/<int:pk>/ruolo/", persone.RuoloView.as_view(), name="people-role"),
    path("persone/<int:pk>/togli/", persone.TogliView.as_view(), name="people-remove"),
]
