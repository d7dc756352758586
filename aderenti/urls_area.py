"""The reserved area of a body, under ``/area-riservata/enti/<ente>/``: profile, people."""

app_name = "area"

urlpatterns = []
