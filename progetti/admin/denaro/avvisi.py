"""Calls in the admin."""

from django.contrib import admin

from core.admin import AdminBase
from progetti.models import Avviso


@admin.register(Avviso)
class AvvisoAdmin(AdminBase):
    list_display = ["titolo", "piano", "fondo", "apre_il", "chiude_il"]
    list_filter = ["piano", "fondo"]
    search_fields = ["titolo", "code"]
    filter_horizontal = ["fonti"]
