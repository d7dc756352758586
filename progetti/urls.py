from django.urls import path

from progetti.views import ProgettoDetailView, ProgettoListView

app_name = "progetti"

urlpatterns = [
    path("", ProgettoListView.as_view(), name="list"),
    path("<slug:slug>/", ProgettoDetailView.as_view(), name="detail"),
]
