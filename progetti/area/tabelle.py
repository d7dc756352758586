"""The data of a project as tables that a board may work on: rows as they are, nothing added up."""

from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.area.denaro import denaro_di
from progetti.elenchi.ricevuti import con_segno


def _quadro(progetto, ente):
    """Return the budget in force, sources then costs; nothing while none is approved."""
    denaro = denaro_di(progetto, ente)
    natura = {True: _("valore, non denaro"), False: _("denaro")}
    fonti = [
        [_("chi paga"), v.get_pagatore_display(), v.organizzazione or "", v.importo, natura[v.in_natura]]
        for v in denaro.fonti
    ]
    ammissibile = {True: _("ammissibile"), False: _("non ammissibile")}
    costi = [[_("spesa"), v.categoria.label, "", v.importo, ammissibile[v.ammissibile]] for v in denaro.costi]
    return [_("che cosa"), _("voce"), _("ente"), _("importo (euro)"), _("come")], [*fonti, *costi]


def _pagamenti(progetto, ente):
    """Return the payments, in order of day; a recovery takes away."""
    righe = progetto.pagamenti.select_related("beneficiario", "atto")
    celle = [[p.data, p.get_tipo_display(), p.beneficiario, con_segno(p), p.atto or ""] for p in righe]
    return [_("data"), _("tipo"), _("a chi"), _("importo (euro)"), _("atto")], celle


def _eventi(progetto, ente):
    """Return the events that stand, also those that citizens do not see."""
    righe = progetto.eventi.validi().select_related("atto").order_by("data", "pk")
    celle = [
        [
            evento.data,
            evento.get_data_precisione_display(),
            evento.get_tipo_display(),
            evento.nuova_fine or "",
            evento.atto or "",
            evento.motivo,
        ]
        for evento in righe
    ]
    return [_("data"), _("precisione"), _("evento"), _("fine prevista"), _("atto"), _("motivo")], celle


def _documenti(progetto, ente):
    """Return the list of the papers, not the papers."""
    celle = [
        [
            documento.titolo,
            documento.get_tipo_display(),
            documento.data or "",
            timezone.localdate(documento.caricato_il),
            documento.visto_il or "",
            _("sì") if documento.pubblico else _("no"),
        ]
        for documento in progetto.documenti.all()
    ]
    titoli = [_("titolo"), _("che cosa è"), _("data"), _("caricato il"), _("visto da ATS il"), _("pubblico")]
    return titoli, celle


TABELLE = {"quadro": _quadro, "pagamenti": _pagamenti, "eventi": _eventi, "documenti": _documenti}
"""Name in the address → function of (project, body) that returns (headings, rows)."""
