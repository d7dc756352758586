from django.urls import path

from piani import views

app_name = "piani"

urlpatterns = [
    path("", views.PianoListView.as_view(), name="list"),
    path("atti/<slug:code>/", views.AttoView.as_view(), name="act"),
    path("<slug:code>/", views.PianoDetailView.as_view(), name="detail"),
    path("<slug:code>/documenti/<int:pk>/", views.DocumentoView.as_view(), name="document"),
]
