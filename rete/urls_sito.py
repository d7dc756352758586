from django.urls import path

from rete.views_area import AreaView

app_name = "rete"

urlpatterns = [
    path("area-riservata/", AreaView.as_view(), name="area"),
]
