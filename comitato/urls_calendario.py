"""The feed of the calendar of the Comitato."""

from django.urls import path

from comitato.views_calendario import FeedView

app_name = "calendario_comitato"
urlpatterns = [path("calendario/comitato/<str:gettone>.ics", FeedView.as_view(), name="feed")]
