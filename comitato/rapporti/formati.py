"""A report as a page to print, a tagged PDF, XLSX or ODS: the same words and the same numbers."""

from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import pdf
from core.fogli.libro import scrivi_libro

FORMATI = ("html", "pdf", "xlsx", "ods")


def risposta(request, rapporto, formato):
    """Return the response of a report; raise KeyError for a format that is not in ``FORMATI``."""
    nome = slugify(f"{rapporto.titolo} {rapporto.al}")[:80]
    contesto = {"rapporto": rapporto, "sezioni": in_parole(rapporto)}
    if formato == "html":
        return render(request, "comitato/rapporti/pagina.html", contesto)
    if formato == "pdf":
        return risposta_pdf(rapporto, nome)
    return scrivi_libro(formato, nome, fogli(rapporto))


def risposta_pdf(rapporto, nome):
    """Return the response with the PDF of a report; 503, in words, where it cannot be made now."""
    contesto = {"rapporto": rapporto, "sezioni": in_parole(rapporto)}
    if not pdf.disponibile():
        return HttpResponse(
            _("Su questa macchina il PDF non si può fare: usa la pagina da stampare."), status=503
        )
    try:
        corpo = pdf.pdf(render_to_string("comitato/rapporti/pdf.html", contesto), "rapporto-pdf")
    except pdf.OccupatoError:
        return HttpResponse(
            _("Si sta preparando un altro PDF: riprova tra poco."), status=503, headers={"Retry-After": 30}
        )
    return HttpResponse(
        corpo, "application/pdf", headers={"Content-Disposition": f'inline; filename="{nome}.pdf"'}
    )


def fogli(rapporto):
    """Return the sheets of a workbook: what it is first, then one for each table."""
    testa = [
        [rapporto.titolo],
        [rapporto.sottotitolo],
        [_("Situazione al"), rapporto.al],
        [_("Fonte"), rapporto.fonte],
        [_("Istantanea"), rapporto.istantanea or _("nessuna: numeri del momento")],
    ]
    if rapporto.dimostrativo:
        testa.append([_("dati dimostrativi")])
    paragrafi = [[s.titolo, testo] for s in rapporto.sezioni for testo in s.paragrafi]
    libro = [(_("Che cos’è"), testa + paragrafi)]
    for sezione in rapporto.sezioni:
        for tabella in sezione.tabelle:
            coda = [[tabella.nota]] if tabella.nota else []
            libro.append((tabella.titolo, [tabella.intestazioni, *tabella.righe, *coda]))
    return libro


def in_parole(rapporto):
    """Return the parts with their cells in words, as pages show them."""
    return [
        {
            "titolo": sezione.titolo,
            "paragrafi": sezione.paragrafi,
            "grafico": sezione.grafico,
            "tabelle": [
                {
                    "titolo": tabella.titolo,
                    "intestazioni": tabella.intestazioni,
                    "righe": [[_cella(valore) for valore in riga] for riga in tabella.righe],
                    "nota": tabella.nota,
                }
                for tabella in sezione.tabelle
            ],
        }
        for sezione in rapporto.sezioni
    ]


def _cella(valore):
    """Return (words, whether it is a number)."""
    if isinstance(valore, Decimal):
        return f"{valore:,f}".replace(",", " ").replace(".", ",").replace(" ", "."), True
    if isinstance(valore, date):
        return f"{valore:%d/%m/%Y}", False
    return str(valore), isinstance(valore, int)
