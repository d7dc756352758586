"""The text of minutes, put together from the agenda: whole, or as citizens may read it.

The public text has no reserved item, no name of a person and no vote by body. Lines that begin with "# ",
"## " and "### " are headings, with "- " items of a list, as ``comitato.templatetags.verbali`` shows them.
"""

import re
from itertools import chain

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aderenti.nomi import nome_pubblico
from comitato.decisioni.voti import conteggio
from comitato.models import Decisione, Presenza
from comitato.sedute.conti import conta
from comitato.sedute.presenze import seggi_di
from core.templatetags.formati import con_articolo


def componi(seduta, premessa="", *, pubblico):
    """Return the text of the minutes of a meeting; ``pubblico``: as citizens may read it."""
    parti = [
        [f"# {_titolo(seduta)}", _quando(seduta)],
        [premessa.strip()] if premessa.strip() else [],
        _presenze(seduta, pubblico),
        *(_punto(seduta, punto, pubblico) for punto in punti(seduta, pubblico)),
    ]
    righe = [_pulito(riga) for riga in chain.from_iterable(parti) if riga]
    return "\n\n".join(righe) + "\n"


def punti(seduta, pubblico):
    """Return the items of the agenda that the text tells: the reserved ones never to citizens."""
    righe = seduta.punti.order_by("ordine")
    return list(righe.filter(riservato=False) if pubblico else righe)


def _pulito(testo):
    """Return a piece of text with Unix line ends and no blank lines at its ends."""
    return re.sub(r"\r\n?", "\n", testo).strip()


def _scritto(testo):
    """Return what people typed, without what would look like a heading of the minutes."""
    return re.sub(r"(?m)^\s*#+\s*", "", _pulito(testo))


def _titolo(seduta):
    valori = {"numero": seduta.numero, "anno": seduta.anno, "titolo": seduta.titolo}
    if seduta.scritta:
        return _("Verbale della procedura scritta n. %(numero)s/%(anno)s: %(titolo)s") % valori
    return _("Verbale della seduta n. %(numero)s/%(anno)s: %(titolo)s") % valori


def _quando(seduta):
    inizio = timezone.localtime(seduta.inizio)
    valori = {"giorno": con_articolo(inizio.date()), "ora": f"{inizio:%H:%M}"}
    if seduta.scritta:
        termine = timezone.localtime(seduta.termine)
        valori |= {"fine": con_articolo(termine.date()), "ora_fine": f"{termine:%H:%M}"}
        return _("Si è risposto da %(giorno)s alle %(ora)s a %(fine)s alle %(ora_fine)s.") % valori
    valori |= {"nome": date_format(inizio, "l").lower(), "come": seduta.get_modo_display()}
    dove = f" {seduta.luogo}." if seduta.luogo else ""
    return _("%(nome)s, %(giorno)s, alle %(ora)s, %(come)s.") % valori + dove


def nome_ente(seggio, pubblico):
    """Return the name of the body of a seat; a natural person's firm has none for citizens."""
    return nome_pubblico(seggio.ente) if pubblico else str(seggio)


def _presenze(seduta, pubblico):
    """Return who was there, by body, and the quorum."""
    conti = conta(seduta)
    yield f"## {_('Chi ha risposto') if seduta.scritta else _('Chi c’era')}"
    if not seduta.scritta:
        modi = {riga.seggio_id: riga for riga in seduta.presenze.select_related("delegato__ente")}
        seggi = seggi_di(seduta).select_related("ente__forma_giuridica")
        righe = [f"- {nome_ente(s, pubblico)}: {_come(modi.get(s.pk), pubblico)}" for s in seggi]
        yield "\n".join(righe) or _("Nessun ente siede nel Comitato in questo giorno.")
    valori = {"seggi": conti.seggi, "presenti": conti.presenti, "deleghe": conti.deleghe}
    if seduta.scritta:
        yield _("Enti con voto: %(seggi)s. Hanno risposto: %(presenti)s.") % valori
    else:
        yield _("Enti con voto: %(seggi)s. Presenti: %(presenti)s. Deleghe valide: %(deleghe)s.") % valori
    yield _numero_legale(conti)


def _numero_legale(conti):
    if conti.valida is None:
        return _("Il regolamento noto non dice quanti enti servono: il numero legale non si calcola.")
    if conti.valida:
        return _("Ne servono %(n)s: il numero legale c’è.") % {"n": conti.necessari}
    return _("Ne servono %(n)s: il numero legale non c’è.") % {"n": conti.necessari}


def _come(riga, pubblico):
    if riga is None:
        return Presenza.Modo.ASSENTE.label
    if riga.delegato:
        return _("per delega a %(ente)s") % {"ente": nome_ente(riga.delegato, pubblico)}
    return riga.get_modo_display()


def _punto(seduta, punto, pubblico):
    """Yield what the text says of an item: what was said, the decisions."""
    riservato = "" if pubblico or not punto.riservato else f" ({_('riservato')})"
    yield f"## {punto.ordine}. {punto.titolo}{riservato}"
    if punto.discussione.strip():
        yield _scritto(punto.discussione)
    decisioni = punto.decisioni.prese().order_by("anno", "numero")
    for decisione in decisioni.select_related("sostituisce"):
        decisione.seduta = seduta
        yield from _decisione(decisione, pubblico)
    if not pubblico:
        for decisione in punto.decisioni.filter(esito=Decisione.Esito.PROPOSTA):
            yield _("Non messa ai voti, o senza numero legale: %(titolo)s.") % {"titolo": decisione.titolo}


def _decisione(decisione, pubblico):
    """Yield a decision: text, outcome, votes (by body only in the whole text), what is to be done."""
    valori = {"numero": decisione.numero, "anno": decisione.anno, "titolo": decisione.titolo}
    yield "### " + _("Decisione n. %(numero)s/%(anno)s: %(titolo)s") % valori
    yield _scritto(decisione.testo)
    yield voti_in_parole(decisione)
    if decisione.sostituisce:
        yield _("Sostituisce la decisione n. %(numero)s/%(anno)s.") % {
            "numero": decisione.sostituisce.numero,
            "anno": decisione.sostituisce.anno,
        }
    if decisione.riesame_entro:
        yield _("Da riesaminare entro %(giorno)s.") % {"giorno": con_articolo(decisione.riesame_entro)}
    if not pubblico:
        voti = decisione.voti.select_related("seggio__ente")
        yield "\n".join([_("Come hanno votato:"), *(f"- {voto.seggio}: {_voto(voto)}" for voto in voti)])
    azioni = [
        f"- {azione.testo}: {azione.ente}, {_('entro')} {con_articolo(azione.scade_il)}"
        for azione in decisione.azioni.select_related("ente").order_by("scade_il", "pk")
    ]
    if azioni and not pubblico:
        yield _("Che cosa fare:") + "\n" + "\n".join(azioni)


def _voto(voto):
    testo = voto.get_scelta_display()
    if voto.tacito:
        testo += f" ({_('per silenzio assenso')})"
    return f"{testo}. {_scritto(voto.motivo)}" if voto.motivo.strip() else testo


def voti_in_parole(decisione):
    """Return the outcome and how many chose what: no body is named."""
    conto = conteggio(decisione)
    parti = [
        ngettext("%(n)s favorevole", "%(n)s favorevoli", conto.favorevoli) % {"n": conto.favorevoli},
        ngettext("%(n)s contrario", "%(n)s contrari", conto.contrari) % {"n": conto.contrari},
        ngettext("%(n)s astenuto", "%(n)s astenuti", conto.astenuti) % {"n": conto.astenuti},
    ]
    if conto.non_partecipano:
        testo = ngettext(
            "%(n)s non partecipa per conflitto di interessi",
            "%(n)s non partecipano per conflitto di interessi",
            conto.non_partecipano,
        )
        parti.append(testo % {"n": conto.non_partecipano})
    valori = {"esito": decisione.get_esito_display(), "voti": ", ".join(parti)}
    return _("Esito: %(esito)s, con %(voti)s.") % valori
