"""The state of a cycle as a report: the same content as the dashboard, live or kept."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from comitato.cruscotto import vista
from comitato.rapporti.grafico import barre
from comitato.rapporti.modello import Rapporto, Sezione, Tabella


def del_ciclo(contenuto, istantanea=None):
    """Return the ``Rapporto`` of a content; ``istantanea`` is the row it was kept in, None when live."""
    righe = vista.ordina(vista.righe(contenuto), "nome")
    return Rapporto(
        titolo=_("Stato del ciclo"),
        sottotitolo=contenuto["piano"]["titolo"],
        al=date.fromisoformat(contenuto["al"]),
        fonte=_("portale della Rete: eventi, pagamenti, schede validate"),
        istantanea=istantanea.nome if istantanea else "",
        dimostrativo=bool(istantanea and istantanea.dimostrativo),
        sezioni=[
            _insieme(righe),
            _progetti(righe),
            _rischi(righe),
            _indicatori(contenuto),
            _parole(contenuto),
        ],
    )


def _insieme(righe):
    totali = vista.totali(righe)
    voci = [
        [_("progetti"), totali.progetti],
        [_("concesso (€)"), totali.concesso],
        [_("pagato (€)"), totali.pagato],
        [_("economie dei progetti finiti (€)"), totali.economie],
        [_("oltre la fine prevista"), totali.in_ritardo],
        [_("con segni di rischio"), totali.a_rischio],
    ]
    nota = _("I progetti dimostrativi non entrano nei totali.") if totali.dimostrativi else ""
    return Sezione(
        _("In breve"), tabelle=[Tabella(_("Totali"), [_("che cosa"), _("quanto")], voci, nota=nota)]
    )


def _progetti(righe):
    intestazioni = [
        _("progetto"),
        _("capofila"),
        _("stato"),
        _("tempo (%)"),
        _("concesso (€)"),
        _("pagato (%)"),
        _("spesa (%)"),
        _("risultati (%)"),
        _("ritardo (giorni)"),
        _("ultima scheda"),
    ]
    celle = [
        [
            _con_marchio(r),
            r.capofila or "–",
            r.stato_parola,
            _o(r.tempo_pct),
            _o(r.concesso),
            _o(r.denaro_pct),
            _o(r.spesa_pct),
            _o(r.fisico_pct),
            _o(r.ritardo),
            f"{r.ultima_scheda['titolo']} ({r.ultima_scheda['stato']})" if r.ultima_scheda else "–",
        ]
        for r in righe
    ]
    disegno = barre(
        _("Tempo trascorso e denaro pagato, progetto per progetto"),
        [(r.nome, [r.tempo_pct, r.denaro_pct]) for r in righe],
        [_("tempo (%)"), _("pagato (%)")],
    )
    return Sezione(
        _("Progetto per progetto"),
        tabelle=[Tabella(_("I progetti"), intestazioni, celle)],
        grafico=disegno if righe else "",
    )


def _rischi(righe):
    celle = [
        [r.nome, ", ".join(str(parola) for _codice, parola in r.segni), _decisione(r), r.azioni_aperte]
        for r in righe
        if r.segni
    ]
    intestazioni = [_("progetto"), _("segni"), _("ultima decisione"), _("azioni aperte")]
    paragrafi = [] if celle else [_("Nessun progetto ha segni di rischio.")]
    tabelle = [Tabella(_("Progetti con segni di rischio"), intestazioni, celle)] if celle else []
    return Sezione(_("Segni di rischio"), paragrafi=paragrafi, tabelle=tabelle)


def _indicatori(contenuto):
    celle = [
        [
            f"{voce['codice']} · {voce['nome']}",
            "–" if voce["valore"] is None else Decimal(voce["valore"]),
            voce["unita"],
            voce["regola"],
            f"{voce['con_valore']} / {voce['progetti']}",
        ]
        for voce in contenuto["indicatori"]
    ]
    intestazioni = [_("indicatore"), _("totale"), _("unità"), _("regola"), _("progetti con un valore")]
    tabelle = [Tabella(_("Totali degli indicatori"), intestazioni, celle)] if celle else []
    paragrafi = [] if celle else [_("Nessun indicatore è seguito in questo ciclo.")]
    return Sezione(_("Che cosa è stato raggiunto"), paragrafi=paragrafi, tabelle=tabelle)


def _parole(contenuto):
    nomi = {
        "tempo": _("Tempo"),
        "denaro": _("Pagato"),
        "spesa": _("Spesa"),
        "fisico": _("Risultati"),
        "ritardo": _("Ritardo"),
        "scheda": _("Ultima scheda"),
        "rischi": _("Segni di rischio"),
    }
    celle = [[nomi[chiave], testo] for chiave, testo in contenuto["definizioni"].items() if chiave in nomi]
    tabella = Tabella(_("Definizioni"), [_("numero"), _("che cosa vuol dire")], celle)
    return Sezione(_("Che cosa vuol dire ogni numero"), tabelle=[tabella])


def _con_marchio(riga):
    return f"{riga.nome} ({_('dati dimostrativi')})" if riga.dimostrativo else riga.nome


def _decisione(riga):
    return f"{riga.decisione['numero']} · {riga.decisione['titolo']}" if riga.decisione else "–"


def _o(valore):
    return "–" if valore is None else valore
