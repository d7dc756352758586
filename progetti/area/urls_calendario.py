"""The personal calendar: the feed, and the page of its owner."""

from django.urls import path

from progetti.area.views_calendario import CalendarioView, FeedView, NuovoIndirizzoView

app_name = "calendario"

urlpatterns = [
    path("calendario/<str:gettone>.ics", FeedView.as_view(), name="feed"),
    path("area-riservata/il-tuo-calendario/", CalendarioView.as_view(), name="page"),
    path("area-riservata/il-tuo-calendario/nuovo-indirizzo/", NuovoIndirizzoView.as_view(), name="renew"),
]
