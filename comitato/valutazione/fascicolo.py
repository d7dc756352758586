"""A proposal to read offline: one tagged PDF, or a zip with it, a page, and the papers sent."""

import io
import zipfile

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from comitato.rapporti.formati import in_parole, risposta_pdf
from comitato.rapporti.modello import Rapporto, Sezione, Tabella
from core import pdf
from progetti.models import DocumentoProgetto


def rapporto(candidatura):
    """Return the dossier of a proposal: what it asks, who, costs, steps, targets, criteria, papers."""
    progetto, avviso = candidatura.progetto, candidatura.avviso
    return Rapporto(
        titolo=_("Proposta: %(nome)s") % {"nome": progetto.nome},
        sottotitolo=str(avviso),
        al=timezone.localdate(),
        fonte=_("protocollo %(numero)s del %(giorno)s")
        % {"numero": candidatura.protocollo, "giorno": f"{candidatura.protocollo_data:%d/%m/%Y}"},
        dimostrativo=progetto.dimostrativo,
        sezioni=[
            _breve(candidatura),
            _chi(progetto),
            _costi(progetto),
            _passi(progetto),
            _obiettivi(progetto),
            _criteri(avviso),
            _allegati(candidatura),
        ],
    )


def sezioni(candidatura):
    """Return its parts as pages show them."""
    return in_parole(rapporto(candidatura))


def carte(candidatura):
    """Return the papers of the project of a proposal that have a file."""
    return DocumentoProgetto.objects.filter(progetto=candidatura.progetto).exclude(file="").order_by("pk")


def _breve(candidatura):
    progetto = candidatura.progetto
    chiesto = "–" if candidatura.importo_richiesto is None else candidatura.importo_richiesto
    voci = [
        [_("contributo chiesto (€)"), chiesto],
        [_("territorio"), ", ".join(str(a) for a in progetto.ambiti.all()) or progetto.territorio or "–"],
        [_("linee di azione"), ", ".join(str(linea) for linea in progetto.linee.all()) or "–"],
        [_("CUP"), progetto.cup or _("manca: %(motivo)s") % {"motivo": progetto.cup_assente_motivo}],
    ]
    testi = [progetto.sintesi] if progetto.sintesi else [_("Nessuna sintesi nella proposta.")]
    return Sezione(_("La proposta"), testi, [Tabella(_("In breve"), [_("che cosa"), _("quanto")], voci)])


def _chi(progetto):
    celle = [
        [str(p.organizzazione), p.get_ruolo_display()]
        for p in progetto.partner.select_related("organizzazione")
    ]
    return Sezione(_("Chi la presenta"), tabelle=[Tabella(_("Enti"), [_("ente"), _("ruolo")], celle)])


def _costi(progetto):
    quadro = progetto.quadri.order_by("-numero").first()
    if quadro is None:
        return Sezione(_("Il denaro"), [_("Il quadro finanziario non è nel portale.")])
    fonti = [[v.get_pagatore_display(), v.importo] for v in quadro.fonti_di_denaro.all()]
    spese = [[str(v.categoria), v.importo] for v in quadro.voci_di_spesa.select_related("categoria")]
    return Sezione(
        _("Il denaro"),
        tabelle=[
            Tabella(_("Chi paga"), [_("chi"), _("euro")], fonti),
            Tabella(_("Per che cosa"), [_("voce"), _("euro")], spese),
        ],
    )


def _passi(progetto):
    celle = [
        [a.titolo, a.inizio_previsto or "–", a.fine_prevista or "–"] for a in progetto.attivita.order_by("pk")
    ]
    intestazioni = [_("attività"), _("inizio previsto"), _("fine prevista")]
    return Sezione(_("Il cronoprogramma"), tabelle=[Tabella(_("Attività"), intestazioni, celle)])


def _obiettivi(progetto):
    celle = [
        [str(s.indicatore), "–" if s.obiettivo is None else s.obiettivo, s.indicatore.unita]
        for s in progetto.indicatori.select_related("indicatore")
    ]
    intestazioni = [_("indicatore"), _("obiettivo"), _("unità")]
    return Sezione(_("Gli obiettivi"), tabelle=[Tabella(_("Indicatori"), intestazioni, celle)])


def _criteri(avviso):
    celle = [
        [c.titolo, c.descrizione or "–", c.punti_massimi, c.peso]
        for c in avviso.valutazione.griglia.criteri.all()
    ]
    intestazioni = [_("criterio"), _("che cosa si guarda"), _("punti al massimo"), _("peso")]
    return Sezione(_("Come si valuta"), tabelle=[Tabella(_("Criteri"), intestazioni, celle)])


def _allegati(candidatura):
    celle = [[c.titolo, c.get_tipo_display(), c.data or "–"] for c in carte(candidatura)]
    return Sezione(
        _("Gli allegati"), tabelle=[Tabella(_("Documenti"), [_("titolo"), _("tipo"), _("data")], celle)]
    )


def _nome(candidatura):
    return slugify(f"proposta-{candidatura.protocollo}-{candidatura.progetto.nome}")[:80]


def in_pdf(candidatura):
    """Return the response with the PDF; 503 in words where it cannot be made."""
    return risposta_pdf(rapporto(candidatura), _nome(candidatura))


def in_zip(candidatura):
    """Return the response with the zip: the page, the PDF where it can be made, the papers."""
    voce, corpo = rapporto(candidatura), io.BytesIO()
    contesto = {"rapporto": voce, "sezioni": in_parole(voce)}
    pagina = render_to_string("comitato/rapporti/pdf.html", contesto)
    with zipfile.ZipFile(corpo, "w", zipfile.ZIP_DEFLATED) as pacco:
        pacco.writestr("proposta.html", pagina)
        if pdf.disponibile():
            pacco.writestr("proposta.pdf", pdf.pdf(pagina, "rapporto-pdf"))
        for numero, carta in enumerate(carte(candidatura), start=1):
            nome = f"allegati/{numero:02}-{slugify(carta.titolo)[:60] or 'documento'}.pdf"
            try:
                with carta.file.open("rb") as file:
                    pacco.writestr(nome, file.read())
            except OSError:
                pacco.writestr(f"{nome}.txt", _("Il file non si trova: chiedilo ad ATS."))
    return HttpResponse(
        corpo.getvalue(),
        "application/zip",
        headers={"Content-Disposition": f'attachment; filename="{_nome(candidatura)}.zip"'},
    )
