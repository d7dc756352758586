"""The questions on a project, under ``/area-riservata/enti/<ente>/progetti/<progetto>/domande/``."""

from django.urls import path

from comitato.quesiti.area import QuesitiView, RispondiView

app_name = "area_quesiti"

urlpatterns = [
    path("", QuesitiView.as_view(), name="list"),
    path("<int:pk>/", RispondiView.as_view(), name="answer"),
]
