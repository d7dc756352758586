"""An admin with one model that keeps its history, for the tests of the base class."""

from django.urls import include, path

from aderenti.models import Organizzazione
from core.admin import AdminConStoria
from core.admin_site import SitoAdmin


class OrganizzazioneProvaAdmin(AdminConStoria):
    fields = ["denominazione", "categoria"]
    list_display = ["denominazione", "categoria", "forma_giuridica"]


sito = SitoAdmin()
sito.register(Organizzazione, OrganizzazioneProvaAdmin)

urlpatterns = [
    path("", include("rete.urls_sito")),
    path("account/", include("allauth.urls")),
    path("admin/", sito.urls),
]
