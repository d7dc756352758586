"""Final scores from a spreadsheet: a row for each proposal and criterion, all of them or none."""

from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from comitato.valutazione.attese import proposte
from comitato.valutazione.azioni import finali, riconcilia
from core.fogli import FoglioError, leggi
from core.models.denaro import in_cifre

PROTOCOLLO, PROGETTO, CRITERIO, PUNTI, MOTIVO = "protocollo", "progetto", "criterio", "punti", "motivo"


def protocollo(candidatura):
    """Return number and year: numbers start again every year."""
    return f"{candidatura.protocollo}/{candidatura.protocollo_data.year}"


def modello(valutazione):
    """Return (headings, rows) to fill, with the points written so far."""
    righe = []
    for candidatura, (punti, _somma) in finali(valutazione).items():
        motivi = {f.criterio_id: f.motivo for f in candidatura.punteggi_finali.all()}
        for criterio in valutazione.griglia.criteri.all():
            valore = punti.get(criterio)
            righe.append(
                [
                    protocollo(candidatura),
                    candidatura.progetto.nome,
                    criterio.titolo,
                    "" if valore is None else valore,
                    motivi.get(criterio.pk, ""),
                ]
            )
    return [PROTOCOLLO, PROGETTO, CRITERIO, PUNTI, MOTIVO], righe


@transaction.atomic
def da_foglio(valutazione, *, file, seduta):
    """Write the final points of a spreadsheet, agreed in ``seduta``; return how many proposals.

    Raises FoglioError with every line that is wrong, and writes nothing then; ValidationError as
    ``riconcilia``: a proposal named in the file must have all its criteria.
    """
    foglio = leggi(file)
    mancano = [t for t in (PROTOCOLLO, CRITERIO, PUNTI, MOTIVO) if t not in foglio.intestazioni]
    if mancano:
        raise FoglioError(*(_("Manca la colonna «%(nome)s».") % {"nome": nome} for nome in mancano))
    candidature = {protocollo(c): c for c in proposte(valutazione)}
    criteri = {c.titolo: c for c in valutazione.griglia.criteri.all()}
    letti, errori = {}, []
    for numero, riga in foglio.righe:
        sbagliate = _sbagliate(riga, candidature, criteri)
        errori += [_detto(numero, colonna, che) for colonna, che in sbagliate]
        if not sbagliate:
            punti = letti.setdefault(candidature[riga[PROTOCOLLO]], {})
            if criteri[riga[CRITERIO]] in punti:
                errori.append(_detto(numero, CRITERIO, _("questo criterio c’è due volte")))
            punti[criteri[riga[CRITERIO]]] = (in_cifre(riga[PUNTI]), riga[MOTIVO])
    if errori:
        raise FoglioError(*errori)
    for candidatura, punti in letti.items():
        riconcilia(candidatura=candidatura, seduta=seduta, punti=punti)
    return len(letti)


def _sbagliate(riga, candidature, criteri):
    """Return [(column, what is wrong)] of a row."""
    errori = []
    if riga[PROTOCOLLO] not in candidature:
        errori.append((PROTOCOLLO, _("nessuna proposta in valutazione ha questo numero e anno")))
    criterio = criteri.get(riga[CRITERIO])
    if criterio is None:
        errori.append((CRITERIO, _("non è un criterio della griglia")))
    valore = _numero(riga[PUNTI])
    if valore is None:
        errori.append((PUNTI, _("scrivi un numero")))
    elif criterio and not 0 <= valore <= criterio.punti_massimi:
        errori.append((PUNTI, _("va da 0 a %(max)s") % {"max": f"{criterio.punti_massimi.normalize():f}"}))
    if not riga[MOTIVO].strip():
        errori.append((MOTIVO, _("scrivi il motivo che va nel verbale")))
    return errori


def _numero(testo):
    try:
        valore = in_cifre(testo)
    except (ValueError, InvalidOperation):
        return None
    return valore if isinstance(valore, Decimal) and valore.is_finite() else None


def _detto(numero, colonna, che):
    return _("Riga %(n)s, colonna «%(colonna)s»: %(che)s") % {"n": numero, "colonna": colonna, "che": che}
