"""Addresses of the portal outside the rooms: home, reserved area, health."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from aderenti.views_loghi import logo
from core.pubblico import pagina_pubblica
from progetti.views import breve
from rete import views_pagine
from rete.sitemaps import SITEMAPS
from rete.views import HomeView, ReteView
from rete.views_area import AccountView, AreaView
from rete.views_cerca import CercaView
from rete.views_ente import AlleanzeEnteView, AreaEnteView, LoghiDicitureView
from rete.views_fonti import FontiView
from rete.views_galleria import GalleriaView
from rete.views_salute import pronto, salute

app_name = "rete"

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("la-rete/", ReteView.as_view(), name="about"),
    path("cerca/", CercaView.as_view(), name="search"),
    path("contatti/", views_pagine.contatti, name="contact"),
    path("fonti-dei-dati/", FontiView.as_view(), name="sources"),
    path("privacy/", views_pagine.privacy, name="privacy"),
    path("note-legali/", views_pagine.note_legali, name="legal"),
    path("accessibilita/", views_pagine.accessibilita, name="accessibility"),
    path("componenti/", GalleriaView.as_view(), name="gallery"),
    path("robots.txt", views_pagine.robots, name="robots"),
    path(".well-known/security.txt", views_pagine.security_txt, name="security"),
    path(
        "sitemap.xml",
        pagina_pubblica(sitemaps.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "rete:sitemap"},
        name="sitemap-index",
    ),
    path("sitemap-<section>.xml", pagina_pubblica(sitemaps.sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("media/loghi/<str:nome>", logo, name="logo"),
    path("p/<slug:code>/", breve, name="short"),
    path("salute/", salute, name="health"),
    path("salute/pronto/", pronto, name="ready"),
    path("area-riservata/", AreaView.as_view(), name="area"),
    path("area-riservata/account/", AccountView.as_view(), name="account"),
    path("area-riservata/enti/<slug:ente>/", AreaEnteView.as_view(), name="area-ente"),
    path("area-riservata/enti/<slug:ente>/alleanze/", AlleanzeEnteView.as_view(), name="area-alliances"),
    path("area-riservata/enti/<slug:ente>/loghi-e-diciture/", LoghiDicitureView.as_view(), name="area-brand"),
]
