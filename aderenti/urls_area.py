"""The reserved area of a body, under ``/area-riservata/enti/<ente>/``: profile, people, partners."""

from django.urls import path

from aderenti import views_area
from aderenti import views_persone as persone
from aderenti.views_conferme import ConfermaAreaView
from aderenti.views_partner import PartnerListView
from aderenti.views_recesso import RecessoView

app_name = "area"

urlpatterns = [
    path("scheda/", views_area.ProfiloView.as_view(), name="profile"),
    path("scheda/anteprima/", views_area.AnteprimaView.as_view(), name="profile-preview"),
    path("scheda/storia/", views_area.StoriaView.as_view(), name="profile-history"),
    path("scheda/ritira/", views_area.RitiraView.as_view(), name="profile-withdraw"),
    path("scheda/rispondi/", views_area.RispondiView.as_view(), name="profile-reply"),
    path("scheda/conferma/", views_area.ConfermaView.as_view(), name="profile-confirm"),
    path("scheda/<slug:sezione>/", views_area.SezioneView.as_view(), name="profile-section"),
    path("cerca-partner/", PartnerListView.as_view(), name="partners"),
    path("persone/", persone.PersoneView.as_view(), name="people"),
    path("persone/invita/", persone.InvitaView.as_view(), name="people-invite"),
    path("persone/lascia/", persone.LasciaView.as_view(), name="people-leave"),
    path("persone/inviti/<int:pk>/rimanda/", persone.RimandaView.as_view(), name="people-invite-resend"),
    path("persone/inviti/<int:pk>/revoca/", persone.RevocaView.as_view(), name="people-invite-revoke"),
    path("persone/richieste/<int:pk>/", persone.RichiestaView.as_view(), name="people-request"),
    path("persone/<int:pk>/ruolo/", persone.RuoloView.as_view(), name="people-role"),
    path("persone/<int:pk>/togli/", persone.TogliView.as_view(), name="people-remove"),
    path("conferma/", ConfermaAreaView.as_view(), name="confirm"),
    path("recesso/", RecessoView.as_view(), name="withdrawal"),
]
