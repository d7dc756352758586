"""The composition of the Comitato on a day, the rules in force on it. Demo rows never mix with real ones."""

from django.db.models import Prefetch

from comitato.models import Componente, Regolamento, Seggio


def seggi_al(giorno, *, dimostrativi=False):
    """Return the seats in force on ``giorno``, the chair first: a queryset, each with its body."""
    righe = Seggio.objects.al(giorno).filter(dimostrativo=dimostrativi).select_related("ente", "atto")
    return righe.order_by("-con_voto", "ente__denominazione", "pk")


def composizione(giorno, *, dimostrativi=False):
    """Return the seats of a day, each with ``account``: who takes part for it that day. Two queries."""
    persone = Componente.objects.al(giorno).select_related("utente").order_by("-ruolo", "pk")
    righe = seggi_al(giorno, dimostrativi=dimostrativi)
    righe = list(righe.prefetch_related(Prefetch("componenti", persone, to_attr="account")))
    return sorted(righe, key=lambda seggio: seggio.ruolo != Seggio.Ruolo.PRESIDENTE)


def ospiti_al(giorno):
    """Return who is a guest on ``giorno``: no seat, an end."""
    return Componente.objects.al(giorno).filter(ruolo=Componente.Ruolo.OSPITE).select_related("utente")


def regolamento(giorno, *, dimostrativo=False):
    """Return the rules in force on ``giorno``, the last to begin; None when none are known."""
    righe = Regolamento.objects.al(giorno).filter(dimostrativo=dimostrativo)
    return max(righe, key=lambda riga: (riga.dal is not None, riga.dal, riga.pk), default=None)
