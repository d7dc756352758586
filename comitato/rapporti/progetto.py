"""The card of a project: every number of the dashboard with the rows it comes from."""

from decimal import Decimal

from django.utils.translation import gettext as _

from comitato.cruscotto.carica import carica
from comitato.cruscotto.quadro import quadro
from comitato.models import Quesito
from comitato.rapporti.modello import Rapporto, Sezione, Tabella
from progetti.indicatori.validi import validi
from progetti.models import EventoProgetto, Pagamento, Rendiconto


def del_progetto(progetto, al):
    """Return the ``Rapporto`` of a financed project on ``al``; None when it was not one of its cycle then."""
    piano = progetto.ciclo
    noto = next((n for n in carica(piano, al) if n.progetto.pk == progetto.pk), None) if piano else None
    if noto is None:
        return None
    riga = next(r for r in quadro(piano, al)["righe"] if r["id"] == progetto.pk)
    return Rapporto(
        titolo=noto.progetto.nome,
        sottotitolo=piano.titolo,
        al=al,
        fonte=_("portale della Rete: eventi, pagamenti, schede validate"),
        dimostrativo=progetto.dimostrativo,
        sezioni=[
            _breve(noto, riga),
            _vita(noto, al),
            _denaro(noto, al),
            _risultati(noto, al),
            _schede(noto),
            _partner(noto),
            _decisioni(noto),
            _domande(noto, al),
        ],
    )


def _breve(noto, riga):
    voci = [
        [_("stato"), riga["stato_parola"]],
        [_("capofila"), riga["capofila"] or "–"],
        [_("CUP"), riga["cup"] or _("manca: %(motivo)s") % {"motivo": noto.progetto.cup_assente_motivo}],
        [_("inizio"), noto.progetto.inizio or "–"],
        [_("fine prevista"), noto.progetto.fine_prevista or "–"],
        [_("tempo (%)"), _cifra(riga["tempo_pct"])],
        [_("concesso (€)"), _o(noto.conto.concesso)],
        [_("pagato (€)"), noto.conto.liquidato if noto.conto.n_pagamenti else "–"],
        [_("spesa (%)"), _cifra(riga["spesa_pct"])],
        [_("risultati (%)"), _cifra(riga["fisico_pct"])],
        [_("ritardo (giorni)"), _o(riga["ritardo"])],
    ]
    sintesi = [noto.progetto.sintesi] if noto.progetto.sintesi else []
    return Sezione(_("In breve"), sintesi, [Tabella(_("I numeri"), [_("che cosa"), _("quanto")], voci)])


def _vita(noto, al):
    eventi = EventoProgetto.objects.validi().filter(progetto=noto.progetto, data__lte=al)
    celle = [
        [e.data, e.get_tipo_display(), e.nuova_fine or "", str(e.atto or ""), e.motivo]
        for e in eventi.select_related("atto").order_by("data", "pk")
    ]
    intestazioni = [_("giorno"), _("evento"), _("nuova fine"), _("atto"), _("motivo")]
    return Sezione(_("La vita del progetto"), tabelle=[Tabella(_("Eventi"), intestazioni, celle)])


def _denaro(noto, al):
    pagamenti = [
        [p.data, p.get_tipo_display(), p.importo]
        for p in Pagamento.objects.filter(progetto=noto.progetto, data__lte=al).order_by("data", "pk")
    ]
    conti = [
        [r.presentato_il, r.rendicontato, _o(r.ammesso)]
        for r in Rendiconto.objects.filter(progetto=noto.progetto, presentato_il__lte=al).order_by(
            "presentato_il"
        )
    ]
    return Sezione(
        _("Il denaro"),
        tabelle=[
            Tabella(_("Pagamenti"), [_("giorno"), _("tipo"), _("euro")], pagamenti),
            Tabella(_("Rendicontazioni"), [_("presentata il"), _("euro"), _("ammessi")], conti),
        ],
    )


def _risultati(noto, al):
    valori = validi(al=al, noti_al=al).filter(indicatore_progetto__progetto=noto.progetto)
    valori = valori.select_related("indicatore_progetto__indicatore", "validato_da").order_by(
        "indicatore_progetto__indicatore__ordine", "indicatore_progetto__indicatore__code", "riferito_al"
    )
    celle = [
        [
            str(v.indicatore_progetto.indicatore),
            _figura(v),
            v.riferito_al,
            _o(v.indicatore_progetto.obiettivo),
            v.da_dove or "–",
            v.validato_il,
        ]
        for v in valori
    ]
    intestazioni = [
        _("indicatore"),
        _("valore"),
        _("riferito al"),
        _("obiettivo"),
        _("da dove"),
        _("validato il"),
    ]
    definizioni = [
        [
            f"{s.indicatore.code} · {s.indicatore}",
            s.indicatore.definizione or "–",
            s.indicatore.unita,
            s.indicatore.get_aggregazione_periodi_display(),
            s.indicatore.get_chi_valida_display(),
        ]
        for s in noto.indicatori
    ]
    titoli = [_("indicatore"), _("definizione"), _("unità"), _("tra periodi"), _("chi valida")]
    return Sezione(
        _("I risultati"),
        tabelle=[
            Tabella(_("Valori validati"), intestazioni, celle),
            Tabella(_("Che cosa si conta"), titoli, definizioni),
        ],
    )


def _figura(valore):
    if valore.denominatore is not None:
        return f"{valore.numeratore:f} / {valore.denominatore:f}"
    return valore.testo or valore.valore


def _schede(noto):
    celle = [[str(s.rilevazione), s.scade_il, s.get_stato_display(), _o(s.speso)] for s, _st in noto.schede]
    intestazioni = [_("scheda"), _("entro il"), _("stato"), _("speso (€)")]
    return Sezione(_("Le schede di monitoraggio"), tabelle=[Tabella(_("Schede"), intestazioni, celle)])


def _partner(noto):
    celle = [[str(p.organizzazione), p.get_ruolo_display(), p.dal or "", p.al or ""] for p in noto.partner]
    return Sezione(
        _("Chi lo fa"), tabelle=[Tabella(_("Enti"), [_("ente"), _("ruolo"), _("dal"), _("al")], celle)]
    )


def _decisioni(noto):
    decisioni = [
        [f"{d.numero}/{d.anno}", d.presa_il, d.titolo, d.get_esito_display(), d.riesame_entro or ""]
        for d in noto.decisioni
    ]
    azioni = [[a.testo, str(a.ente), a.scade_il, a.get_stato_display()] for a in noto.azioni]
    return Sezione(
        _("Che cosa ha deciso il Comitato"),
        tabelle=[
            Tabella(
                _("Decisioni"),
                [_("numero"), _("giorno"), _("oggetto"), _("esito"), _("da riesaminare entro")],
                decisioni,
            ),
            Tabella(_("Azioni aperte"), [_("che cosa"), _("chi"), _("entro il"), _("stato")], azioni),
        ],
    )


def _domande(noto, al):
    quesiti = Quesito.objects.filter(progetto=noto.progetto, fatta_il__date__lte=al)
    celle = [
        [q.giorno, q.chi_chiede, q.domanda, str(q.ente), _risposta(q, al)]
        for q in quesiti.select_related("seggio__ente", "ente").order_by("fatta_il", "pk")
    ]
    intestazioni = [_("giorno"), _("chi chiede"), _("domanda"), _("capofila"), _("risposta")]
    return Sezione(_("Domande al capofila"), tabelle=[Tabella(_("Domande e risposte"), intestazioni, celle)])


def _risposta(quesito, al):
    arrivata = quesito.risposta_il and quesito.giorno_risposta <= al
    return quesito.risposta if arrivata else _("non ancora")


def _cifra(testo):
    """Return a figure that the dashboard keeps as text, as a number."""
    return "–" if testo is None else Decimal(testo)


def _o(valore):
    return "–" if valore is None else valore
