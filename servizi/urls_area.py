"""The reserved area of a body, under ``/area-riservata/enti/<ente>/servizi/``: its services.

Words that stand where the slug of a service does are in ``Servizio.slug_riservati``.
"""

from django.urls import path

from servizi import views_fogli as fogli
from servizi.area.conferma import ConfermaSchedaView
from servizi.area.duplica import DuplicaView
from servizi.area.elenco import ServiziListView, ServizioCreateView
from servizi.area.invio import PubblicaView, RispondiView, RitiraView
from servizi.area.luoghi import LuogoNuovoView, LuogoView
from servizi.area.posti import PostiAnnullaView, PostiOraView
from servizi.area.scheda import AnteprimaView, ServizioDetailView
from servizi.area.sezioni import SezioneView
from servizi.area.stato import ChiudiView, EliminaView, RiprendiView, SospendiView
from servizi.views_cifre import CifreView, NelTuoSitoView

app_name = "area_servizi"

urlpatterns = [
    path("cifre/", CifreView.as_view(), name="figures"),
    path("nel-tuo-sito/", NelTuoSitoView.as_view(), name="embed"),
    path("", ServiziListView.as_view(), name="list"),
    path("nuovo/servizio/bozza/", ServizioCreateView.as_view(), name="create"),
    path("fogli/", fogli.ElencoFogliView.as_view(), name="sheets-list"),
    path("fogli/<slug:tabella>/<slug:formato>/", fogli.ScaricaFoglioView.as_view(), name="sheets-export"),
    path("fogli/<slug:tabella>/", fogli.CaricaFoglioView.as_view(), name="sheets-upload"),
    path(
        "fogli/<slug:tabella>/caricato/<int:pk>/", fogli.AnteprimaFoglioView.as_view(), name="sheets-preview"
    ),
    path(
        "fogli/<slug:tabella>/caricato/<int:pk>/errori/",
        fogli.ErroriFoglioView.as_view(),
        name="sheets-errors",
    ),
    path("luoghi/modifica/<int:luogo>/", LuogoView.as_view(), name="place"),
    path("<slug:servizio>/", ServizioDetailView.as_view(), name="detail"),
    path("<slug:servizio>/anteprima/", AnteprimaView.as_view(), name="preview"),
    path("<slug:servizio>/pubblica/", PubblicaView.as_view(), name="publish"),
    path("<slug:servizio>/ritira/", RitiraView.as_view(), name="withdraw"),
    path("<slug:servizio>/rispondi/", RispondiView.as_view(), name="answer"),
    path("<slug:servizio>/posti-adesso/", PostiOraView.as_view(), name="places"),
    path("<slug:servizio>/posti-come-prima/", PostiAnnullaView.as_view(), name="places-undo"),
    path("<slug:servizio>/conferma/", ConfermaSchedaView.as_view(), name="verify"),
    path("<slug:servizio>/sospendi/", SospendiView.as_view(), name="suspend"),
    path("<slug:servizio>/riprendi/", RiprendiView.as_view(), name="resume"),
    path("<slug:servizio>/chiudi/", ChiudiView.as_view(), name="close"),
    path("<slug:servizio>/elimina/", EliminaView.as_view(), name="delete"),
    path("<slug:servizio>/duplica/", DuplicaView.as_view(), name="duplicate"),
    path("<slug:servizio>/luogo-nuovo/", LuogoNuovoView.as_view(), name="place-create"),
    path("<slug:servizio>/<slug:sezione>/", SezioneView.as_view(), name="section"),
]
