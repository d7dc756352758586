"""The public status of a project: the rule that OpenCoesione publishes, shown beside the badge.

Rule (metadata of OpenCoesione projects): *concluso* when more than 95% is paid and the actual end is past;
*liquidato* when more than 95% is paid and it has not ended; *in corso* when it has started; *non avviato*
otherwise.
Where payments are not known the rule cannot answer for a project that is over, and the status says so; nor
does it foresee a project that stopped for good (rinuncia, decadenza, revoca), which is never “in corso”.
"""

from datetime import timedelta
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

SOGLIA = Decimal(95)  # percent of the granted contribution

PRIMA_DELL_INIZIO = ("ammessa_finanziata", "inserita_nel_piano")
INTERROTTI = ("rinuncia", "decadenza", "revoca")
DOPO_LA_FINE = ("conclusa_attivita", "rendicontazione_presentata", "in_verifica", "saldo_liquidato", "chiusa")


class StatoPubblico(models.TextChoices):
    """The words of the badge."""

    NON_AVVIATO = "non_avviato", _("non avviato")
    IN_CORSO = "in_corso", _("in corso")
    LIQUIDATO = "liquidato", _("liquidato")
    CONCLUSO = "concluso", _("concluso")
    FINITO = "finito", _("attività finite, pagamenti non noti")
    INTERROTTO = "interrotto", _("interrotto")


REGOLA = _(
    "Concluso: pagato più del 95% e data di fine passata. Liquidato: pagato più del 95%, non ancora finito. "
    "In corso: iniziato. Non avviato: non ancora iniziato. Interrotto: ritirato o revocato. "
    "Se i pagamenti non sono noti, di un progetto finito si dice solo che le attività sono finite."
)


def stato_pubblico(*, pagato_pct, iniziato, fine_effettiva, oggi, interrotto=False):
    """Return the ``StatoPubblico`` on the day ``oggi``.

    ``pagato_pct``: paid on granted, a Decimal, None when not known. ``iniziato``: whether the activities had
    started. ``fine_effettiva``: last day of the activities, None while they go on. ``interrotto``: whether it
    ended by rinuncia, decadenza or revoca.
    """
    if interrotto:
        return StatoPubblico.INTERROTTO
    finito = fine_effettiva is not None and fine_effettiva < oggi
    if pagato_pct is not None and pagato_pct > SOGLIA:
        return StatoPubblico.CONCLUSO if finito else StatoPubblico.LIQUIDATO
    if finito and pagato_pct is None:
        return StatoPubblico.FINITO
    return StatoPubblico.IN_CORSO if iniziato or finito else StatoPubblico.NON_AVVIATO


def stato_del_progetto(progetto, conto, oggi):
    """Return the ``StatoPubblico`` on ``oggi`` of a project (``con_stato().con_date()``) with its ``Conto``.

    The register takes up projects from where their life is known: a state that comes after the start, or
    after the end, tells that the project has started, or ended, when no event tells the day. Without any
    payment registered, what was paid is not known.
    """
    ieri = oggi - timedelta(days=1)
    return stato_pubblico(
        pagato_pct=conto.pagato_pct if conto.n_pagamenti else None,
        iniziato=progetto.inizio is not None or progetto.stato not in PRIMA_DELL_INIZIO,
        fine_effettiva=progetto.fine_effettiva or (ieri if progetto.stato in DOPO_LA_FINE else None),
        oggi=oggi,
        interrotto=progetto.stato in INTERROTTI,
    )
