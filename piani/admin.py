"""Piani, acts, lines, needs and priorities in the admin."""

from django.contrib import admin

from core.admin import AdminBase, AdminConStoria, RigheBase
from piani.models import Atto, Bisogno, LineaAzione, Piano, Priorita, RegolaCapofila, TerminePiano


class TermineInline(RigheBase):
    model = TerminePiano


class RegolaCapofilaInline(RigheBase):
    model = RegolaCapofila
    verbose_name_plural = "Chi può essere capofila di un'Alleanza (nessuna riga: regola non nota)"


@admin.register(Piano)
class PianoAdmin(AdminConStoria):
    list_display = ["titolo", "code", "anno_dal", "anno_al", "stato", "alleanze_previste"]
    list_filter = ["stato"]
    search_fields = ["titolo", "code"]
    inlines = [TermineInline, RegolaCapofilaInline]
    filter_horizontal = ["fonti"]


@admin.register(Atto)
class AttoAdmin(AdminBase):
    list_display = ["code", "tipo", "numero", "data", "ente", "titolo", "certezza"]
    list_filter = ["certezza", "tipo", "piano", "ente"]
    search_fields = ["code", "numero", "titolo", "ente"]
    filter_horizontal = ["fonti"]


@admin.register(LineaAzione)
class LineaAzioneAdmin(AdminBase):
    list_display = ["code", "label", "piano", "livello", "ordine", "ritirato_il"]
    list_filter = ["piano", "livello"]
    search_fields = ["code", "label"]
    filter_horizontal = ["corrisponde_a", "fonti"]


@admin.register(Bisogno)
class BisognoAdmin(AdminBase):
    list_display = ["titolo", "piano"]
    list_filter = ["piano"]
    search_fields = ["titolo"]
    filter_horizontal = ["fonti"]


@admin.register(Priorita)
class PrioritaAdmin(AdminBase):
    list_display = ["titolo", "piano", "ordine"]
    list_filter = ["piano"]
    search_fields = ["titolo"]
    filter_horizontal = ["bisogni", "linee", "fonti"]
