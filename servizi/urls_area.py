"""The reserved area of a body, under ``/area-riservata/enti/<ente>/servizi/``: its services."""

app_name = "area_servizi"

urlpatterns = []
