from django.urls import path

from aderenti.views import AderenteDetailView, AderenteListView

app_name = "aderenti"

urlpatterns = [
    path("", AderenteListView.as_view(), name="list"),
    path("<slug:slug>/", AderenteDetailView.as_view(), name="detail"),
]
