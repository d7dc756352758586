from django.urls import path

from alleanze.views import AccordoView, AlleanzaDetailView, AlleanzaListView
from alleanze.views_collaborazioni import CollaborazioniView

app_name = "alleanze"

urlpatterns = [
    path("", AlleanzaListView.as_view(), name="list"),
    path("chi-lavora-con-chi/", CollaborazioniView.as_view(), name="network"),
    path("<slug:slug>/", AlleanzaDetailView.as_view(), name="detail"),
    path("<slug:slug>/accordo/", AccordoView.as_view(), name="agreement"),
]
