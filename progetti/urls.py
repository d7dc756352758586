from django.urls import path

from progetti.views import ProgettoDetailView, ProgettoListView, documento

app_name = "progetti"

urlpatterns = [
    path("", ProgettoListView.as_view(), name="list"),
    path("<slug:slug>/", ProgettoDetailView.as_view(), name="detail"),
    path("<slug:slug>/documenti/<int:pk>/", documento, name="document"),
]
