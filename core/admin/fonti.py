"""Sources in the admin."""

from django.contrib import admin

from core.admin.basi import AdminBase
from core.models import Fonte


@admin.register(Fonte)
class FonteAdmin(AdminBase):
    list_display = ["titolo", "code", "tipo", "data", "indirizzo"]
    list_filter = ["tipo"]
    search_fields = ["titolo", "code", "indirizzo"]
