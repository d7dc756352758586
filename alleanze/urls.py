from django.urls import path

from alleanze.views import AlleanzaDetailView, AlleanzaListView

app_name = "alleanze"

urlpatterns = [
    path("", AlleanzaListView.as_view(), name="list"),
    path("<slug:slug>/", AlleanzaDetailView.as_view(), name="detail"),
]
