"""Addresses for firms, under ``/imprese/``."""

from django.urls import path

from imprese import views, views_autovalutazione, views_calcolo, views_formazione, views_pratiche

app_name = "imprese"

urlpatterns = [
    path("", views.ImpreseView.as_view(), name="home"),
    path("buone-pratiche/", views_pratiche.PraticheView.as_view(), name="practices"),
    path("buone-pratiche/<slug:slug>/", views_pratiche.PraticaView.as_view(), name="practice"),
    path("fai-il-punto/", views_autovalutazione.PuntoView.as_view(), name="self-check"),
    path("formazione/", views_formazione.PercorsiView.as_view(), name="courses"),
    path("formazione/calendario.ics", views_formazione.CalendarioView.as_view(), name="courses-calendar"),
    path("formazione/attestati/", views_formazione.VerificaView.as_view(), name="certificates"),
    path("formazione/iscrizione/<str:codice>/", views_formazione.IscrizioneView.as_view(), name="enrolment"),
    path(
        "formazione/iscrizione/<str:codice>/attestato.pdf",
        views_formazione.AttestatoPdfView.as_view(),
        name="certificate",
    ),
    path("formazione/<slug:slug>/", views_formazione.PercorsoView.as_view(), name="course"),
    path(
        "formazione/<slug:slug>/percorso.ics",
        views_formazione.CalendarioPercorsoView.as_view(),
        name="course-calendar",
    ),
    path("formazione/<slug:slug>/iscriviti/", views_formazione.IscriviView.as_view(), name="enrol"),
    path("servizi/", views.ServiziView.as_view(), name="services"),
    path("temi/<slug:code>/", views.TemaView.as_view(), name="topic"),
    path("calcolatore/premio-o-welfare/", views_calcolo.PremioView.as_view(), name="bonus"),
    path("calcolatore/beni-e-servizi/", views_calcolo.BenefitView.as_view(), name="benefits"),
]
