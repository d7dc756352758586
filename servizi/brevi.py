"""Services in a few lines each, all read together: shortlist, guide of the valley, confirmations."""

from typing import NamedTuple

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from servizi import scheda
from servizi.models import Apertura, DocumentoRichiesto, Orario, SedeServizio, Servizio, Tariffa
from servizi.parole import eta_in_parole, giorni_in_parole, numero_da_comporre
from servizi.querysets import NON_IN_ELENCO
from servizi.templatetags.servizi import righe_scheda


class Breve(NamedTuple):
    """A service in a few lines: plain values alone, so that what is rendered from it can be kept.

    ``avviso`` says why it cannot be used as it was (suspended, closed, expired, not confirmed); ``fuori``
    that it is in no list today. ``dove``, ``quando``, ``prezzi`` and ``documenti`` have a text for each line.
    """

    pk: int
    titolo: str
    url: str
    tipologia: str
    ente: str
    stato: str
    avviso: str
    fuori: bool
    eta: str
    dove: tuple
    quando: tuple
    prezzi: tuple
    documenti: tuple
    posti: str
    iscrizioni: str
    iscrizioni_aperte: bool
    accesso_url: str
    telefono: str
    da_comporre: str
    email: str
    verifica: str
    freschezza: str
    dimostrativo: bool


def con_le_righe(servizi):
    """Return a queryset of services with all that ``breve`` reads: five queries more, however many."""
    porte = SedeServizio.objects.select_related("sede__comune").order_by("-principale", "pk")
    orari = scheda.non_finiti(Orario.objects).select_related("periodo").order_by("giorno", "dalle")
    aperture = Apertura.objects.filter(al__gte=timezone.localdate()).select_related("sede")
    tariffe = scheda.non_finiti(Tariffa.objects).order_by(*scheda.ORDINE_TARIFFE)
    return (
        servizi.select_related("tipologia__gruppo", "gestore")
        .defer(*NON_IN_ELENCO)
        .prefetch_related(
            Prefetch("sedi_servizio", porte, to_attr="porte_lette"),
            Prefetch("orari", orari, to_attr="orari_letti"),
            Prefetch("aperture", aperture.order_by("dal", "pk"), to_attr="aperture_lette"),
            Prefetch("tariffe", tariffe, to_attr="tariffe_lette"),
            Prefetch("documenti", DocumentoRichiesto.objects.order_by("pk"), to_attr="documenti_letti"),
        )
    )


def breve(servizio):
    """Return the Breve of a service read by ``con_le_righe``."""
    posti, verifica = righe_scheda(servizio)
    return Breve(
        pk=servizio.pk,
        titolo=servizio.titolo,
        url=servizio.get_absolute_url(),
        tipologia=servizio.tipologia.label,
        ente=servizio.gestore.denominazione,
        stato=servizio.stato,
        avviso=_avviso(servizio),
        fuori=servizio.fuori_elenco(),
        eta=eta_in_parole(servizio.eta_min_mesi, servizio.eta_max_mesi),
        dove=tuple(_porta(porta) for porta in servizio.porte_lette),
        quando=(*_orari(servizio), *_aperture(servizio)),
        prezzi=_prezzi(servizio),
        documenti=tuple(_documento(riga) for riga in servizio.documenti_letti),
        posti=posti,
        iscrizioni=scheda.iscrizioni(servizio),
        iscrizioni_aperte=servizio.iscrizioni_aperte(),
        accesso_url=servizio.accesso_url,
        telefono=servizio.telefono,
        da_comporre=numero_da_comporre(servizio.telefono),
        email=servizio.email,
        verifica=verifica,
        freschezza=servizio.freschezza,
        dimostrativo=servizio.dimostrativo,
    )


def _avviso(servizio):
    """Return in a sentence why the service is not as it was; empty when it is."""
    if servizio.stato == Servizio.Stato.CHIUSO:
        return _("Servizio chiuso. %(motivo)s") % {"motivo": servizio.motivo_stato}
    frasi = []
    if servizio.stato == Servizio.Stato.SOSPESO:
        frasi.append(_("Servizio sospeso. %(motivo)s") % {"motivo": servizio.motivo_stato})
    if servizio.scaduto():
        frasi.append(_("Scheda scaduta: chiedi conferma prima di andare."))
    elif servizio.freschezza == Servizio.Freschezza.NASCOSTA:
        frasi.append(_("Scheda non confermata da chi gestisce il servizio: chiama prima di andare."))
    return " ".join(frasi)


def _porta(porta):
    """Return a door in one line: name, address, comune, note."""
    sede = porta.sede
    comune = f"{sede.cap} {sede.comune.nome}".strip()
    testo = ", ".join(filter(None, [sede.nome, sede.indirizzo, comune]))
    return f"{testo} ({porta.nota})" if porta.nota else testo


def _orari(servizio):
    """Return the weekly schedules in words; door and days only where there are several."""
    porte = [{"sede": porta.sede} for porta in servizio.porte_lette]
    trovati = scheda.orari(servizio.orari_letti, porte)["schemi"]
    if len(trovati) == 1 and not trovati[0]["quando"]:
        return [trovati[0]["parole"]]
    return [_("%(quale)s: %(orari)s") % {"quale": _quale(s), "orari": s["parole"]} for s in trovati]


def _quale(schema):
    return f"{schema['dove']} ({schema['quando']})" if schema["quando"] else schema["dove"]


def _aperture(servizio):
    """Return the dated openings and closures in words, those of the same kind on one line."""
    righe = {}
    for serie in _serie(servizio.aperture_lette):
        righe.setdefault(serie[0].get_tipo_display(), []).append(_serie_in_parole(serie))
    return [_("%(stato)s %(giorni)s") % {"stato": s, "giorni": "; ".join(g)} for s, g in righe.items()]


def _serie(aperture):
    """Return runs of rows of the same kind and door, each within a week, with only weekends between them."""
    serie = []
    for riga in aperture:
        prima = serie[-1][-1] if serie else None
        if prima and _di_seguito(prima, riga):
            serie[-1].append(riga)
        else:
            serie.append([riga])
    return serie


def _di_seguito(prima, dopo):
    return (
        (prima.tipo, prima.sede_id) == (dopo.tipo, dopo.sede_id)
        and (prima.al.weekday(), dopo.dal.weekday(), (dopo.dal - prima.al).days) == (4, 0, 3)
        and max((riga.al - riga.dal).days for riga in (prima, dopo)) < 5
    )


def _serie_in_parole(serie):
    if len(serie) > 1:
        giorni = giorni_in_parole(serie[0].dal, serie[-1].al)
        return _("%(giorni)s (dal lunedì al venerdì)") % {"giorni": giorni}
    quando, _stato, quale = scheda.apertura_in_parole(serie[0])
    return f"{quando} ({quale})" if quale else quando


def _prezzi(servizio):
    """Return every fee in words, and what is said of the price; empty when nothing is known."""
    testi = [_("Gratuito")] if servizio.gratuito else []
    for tariffa in servizio.tariffe_lette:
        quanto, per_chi, per_cosa, giorni = scheda.tariffa_in_parole(tariffa)
        in_corso = tariffa.al is None and tariffa.in_vigore()
        testi.append(", ".join(filter(None, [quanto, per_chi, per_cosa, "" if in_corso else giorni])))
    return (*testi, *filter(None, [servizio.prezzo_nota]))


def _documento(riga):
    return riga.nome if riga.obbligatorio else _("%(nome)s (se ce l’hai)") % {"nome": riga.nome}
