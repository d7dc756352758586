"""Root of the addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("rete.urls_sito")),
    path("", include("ricerca.urls")),
    path("", include("servizi.urls")),
    path("territorio/", include("rete.urls_territorio")),
    path("aderenti/", include("aderenti.urls")),
    path("piani/", include("piani.urls")),
    path("alleanze/", include("alleanze.urls")),
    path("progetti/", include("progetti.urls")),
    path("avvisi/", include("progetti.avvisi.urls")),
    path("inviti/", include("aderenti.urls_inviti")),
    path("area-riservata/enti/<slug:ente>/", include("aderenti.urls_area")),
    path("area-riservata/enti/<slug:ente>/servizi/", include("servizi.urls_area")),
    path(
        "area-riservata/enti/<slug:ente>/progetti/<slug:progetto>/richieste/",
        include("progetti.vita.urls_area"),
    ),
    path(
        "area-riservata/enti/<slug:ente>/progetti/<slug:progetto>/monitoraggio/",
        include("progetti.monitoraggio.urls_area"),
    ),
    path(
        "area-riservata/enti/<slug:ente>/progetti/<slug:progetto>/valutazione-finale/",
        include("comitato.urls_area_finale"),
    ),
    path(
        "area-riservata/enti/<slug:ente>/progetti/<slug:progetto>/domande/",
        include("comitato.quesiti.urls_area"),
    ),
    path("trasparenza/", include("progetti.elenchi.urls")),
    path("giudizio/", include("giudizi.urls")),
    path("comitato/", include("comitato.urls")),
    path("imprese/", include("imprese.urls")),
    path("notizie/", include("redazione.urls_notizie")),
    path("eventi/", include("redazione.eventi.urls")),
    path("area-riservata/enti/<slug:ente>/eventi/", include("redazione.eventi.urls_area")),
    path("", include("redazione.urls")),
    path("area-riservata/enti/<slug:ente>/azioni/", include("comitato.urls_area")),
    path("area-riservata/enti/<slug:ente>/contributi-ricevuti/", include("progetti.elenchi.urls_area")),
    path("area-riservata/enti/<slug:ente>/progetti/", include("progetti.area.urls")),
    path("", include("progetti.area.urls_calendario")),
    path("", include("comitato.urls_calendario")),
    path("area-riservata/", include("comunicazioni.urls_area")),
    path("admin/", admin.site.urls),
    path("account/", include("allauth.urls")),
]

handler500 = "rete.views_errori.errore_interno"
