from django.urls import path

from aderenti.views import AderenteDetailView, AderenteListView
from aderenti.views_chiedi import ChiediAccessoView, ChiestoView

app_name = "aderenti"

urlpatterns = [
    path("", AderenteListView.as_view(), name="list"),
    path("<slug:slug>/", AderenteDetailView.as_view(), name="detail"),
    path("<slug:slug>/chiedi-accesso/", ChiediAccessoView.as_view(), name="ask-access"),
    path("<slug:slug>/chiedi-accesso/inviata/", ChiestoView.as_view(), name="ask-access-sent"),
]
