"""What happened to the projects of a cycle since the last meeting, and what it decided."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.models import Azione, Decisione, Seduta
from core.models.denaro import in_euro
from progetti.models import EventoProgetto, Pagamento, PassoScheda, ValoreIndicatore


@dataclass(frozen=True)
class Fatto:
    """Something that happened on a day to a project."""

    giorno: date
    progetto: object
    che: str


def ultima_seduta(al):
    """Return the last meeting closed by the day ``al``, real before demo; None without any."""
    chiuse = Seduta.objects.filter(stato=Seduta.Stato.CHIUSA, chiusa_il__date__lte=al)
    return chiuse.order_by("dimostrativo", "-inizio", "-pk").first()


def novita(progetti, dal, al):
    """Return the ``Fatto`` of ``progetti``, a list, after the day ``dal`` up to ``al``: the latest first.

    Events that stand, payments, sheets validated, values corrected; four queries.
    """
    per_chiave = {progetto.pk: progetto for progetto in progetti}
    fatti = [*_eventi(per_chiave, dal, al), *_pagamenti(per_chiave, dal, al)]
    fatti += [*_schede(per_chiave, dal, al), *_correzioni(per_chiave, dal, al)]
    return sorted(fatti, key=lambda fatto: (fatto.giorno, fatto.che), reverse=True)


def _eventi(progetti, dal, al):
    eventi = EventoProgetto.objects.validi().filter(progetto__in=progetti, data__gt=dal, data__lte=al)
    for evento in eventi:
        yield Fatto(evento.data, progetti[evento.progetto_id], evento.get_tipo_display())


def _pagamenti(progetti, dal, al):
    for riga in Pagamento.objects.filter(progetto__in=progetti, data__gt=dal, data__lte=al):
        che = _("pagamento (%(tipo)s): %(euro)s") % {
            "tipo": riga.get_tipo_display(),
            "euro": in_euro(riga.importo),
        }
        yield Fatto(riga.data, progetti[riga.progetto_id], che)


def _schede(progetti, dal, al):
    passi = PassoScheda.objects.filter(tipo=PassoScheda.Tipo.VALIDATA, il__date__gt=dal, il__date__lte=al)
    passi = passi.filter(scheda__progetto__in=progetti).select_related("scheda__rilevazione")
    for passo in passi:
        che = _("scheda validata: %(titolo)s") % {"titolo": passo.scheda.rilevazione}
        yield Fatto(timezone.localdate(passo.il), progetti[passo.scheda.progetto_id], che)


def _correzioni(progetti, dal, al):
    valori = ValoreIndicatore.objects.filter(superato_il__date__gt=dal, superato_il__date__lte=al)
    valori = valori.filter(indicatore_progetto__progetto__in=progetti)
    for valore in valori.select_related("indicatore_progetto__indicatore"):
        seguito = valore.indicatore_progetto
        che = _("valore corretto: %(indicatore)s") % {"indicatore": seguito.indicatore}
        yield Fatto(timezone.localdate(valore.superato_il), progetti[seguito.progetto_id], che)


def decise(seduta):
    """Return (decisions taken in a meeting, their action points still open)."""
    prese = Decisione.objects.filter(seduta=seduta).exclude(esito=Decisione.Esito.PROPOSTA)
    azioni = Azione.objects.filter(
        decisione__seduta=seduta, stato__in=[Azione.Stato.APERTA, Azione.Stato.FATTA]
    )
    return list(prese.order_by("numero")), list(azioni.select_related("ente", "decisione"))
