from django.urls import path

from aderenti.views import AderenteDetailView, AderenteListView
from aderenti.views_chiedi import ChiediAccessoView, ChiestoView
from aderenti.views_conferme import ConfermaView
from aderenti.views_domande import AderisciView, CorreggiView, DocumentoView, DomandaView, RitiraView

app_name = "aderenti"

urlpatterns = [
    path("", AderenteListView.as_view(), name="list"),
    path("aderisci/", AderisciView.as_view(), name="join"),
    path("domande/<slug:codice>/", DomandaView.as_view(), name="application"),
    path("domande/<slug:codice>/correggi/", CorreggiView.as_view(), name="application-correct"),
    path("domande/<slug:codice>/ritira/", RitiraView.as_view(), name="application-withdraw"),
    path("domande/<slug:codice>/documento/", DocumentoView.as_view(), name="application-document"),
    path("conferma/<slug:codice>/", ConfermaView.as_view(), name="confirm"),
    path("<slug:slug>/", AderenteDetailView.as_view(), name="detail"),
    path("<slug:slug>/chiedi-accesso/", ChiediAccessoView.as_view(), name="ask-access"),
    path("<slug:slug>/chiedi-accesso/inviata/", ChiestoView.as_view(), name="ask-access-sent"),
]
