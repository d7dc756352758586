"""The rows behind the numbers of a cell: services, requests, searches, projects, calls."""

from dataclasses import replace

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comitato.copertura.matrice import Matrice
from comitato.copertura.parole import stato_in_parole
from progetti.models import Avviso
from ricerca.models import RicercaSenzaEsito, ServizioMancante
from servizi.models import Servizio


def scheda(mondo, casella):
    """Return the context of the page of ``casella``. Two queries: suspended services and public calls."""
    luogo, tipo = casella.luogo, casella.tipo
    opere = [opera for opera in mondo.opere if luogo.pk in opera.comuni]
    dirette = {opera.pk for opera in casella.opere}
    nomi = {periodo.pk: periodo.nome for periodo in mondo.periodi}
    suo = replace(mondo, servizi=tuple(s for s in mondo.servizi if s.tipologia == tipo.pk))
    return {
        "servizi": [_servizio(s, luogo, nomi) for s in (*casella.servizi, *casella.senza_periodo)],
        "sospesi": _sospesi(mondo, luogo, tipo),
        "periodi": [
            (quando.nome, altra, stato_in_parole(altra))
            for quando in mondo.periodi
            for altra in [Matrice(suo, quando).casella(luogo, tipo)]
        ],
        "mancanti": _mancanti(mondo, casella, nomi),
        "ricerche": _ricerche(mondo, casella),
        "progetti": list(casella.opere),
        "di_linea": [o for o in opere if o.linee & tipo.linee and o.pk not in dirette],
        "complementari": [o for o in opere if o.quando == "in_corso" and o.parti],
        "avvisi": _avvisi(mondo, tipo),
    }


def _servizio(servizio, luogo, nomi):
    return {
        "servizio": servizio,
        "sede_qui": luogo.pk in servizio.porte,
        "periodi": ", ".join(nomi[pk] for pk in nomi if pk in servizio.periodi) or _("non scritti"),
    }


def _sospesi(mondo, luogo, tipo):
    """Return the suspended services that would cover the cell: they do not count."""
    righe = Servizio.objects.in_elenco(mondo.giorno).filter(stato=Servizio.Stato.SOSPESO, tipologia=tipo.pk)
    if not mondo.con_dimostrativi:
        righe = righe.exclude(Q(dimostrativo=True) | Q(gestore__dimostrativo=True))
    return righe.per_il_comune(luogo.pk, mondo.giorno)


def _mancanti(mondo, casella, nomi):
    """Return (period in words, times, address of the rows), the most frequent first."""
    luogo, tipo = casella.luogo, casella.tipo
    conti = mondo.bisogni.per_periodo(luogo.pk, tipo.pk)
    quali = {"comune__id__exact": luogo.pk, "tipologia__id__exact": tipo.pk}
    return [
        (
            nomi.get(periodo, _("periodo non più in uso")) if periodo else _("non importa quando"),
            volte,
            _elenco(
                ServizioMancante,
                mondo,
                **quali,
                **({"periodo__id__exact": periodo} if periodo else {"periodo__isnull": "True"}),
            ),
        )
        for periodo, volte in sorted(conti.items(), key=lambda voce: -voce[1])
    ]


def _ricerche(mondo, casella):
    """Return (words, times, address of the rows), the most frequent first."""
    trovate = mondo.bisogni.parole(casella.luogo.pk, casella.tipo.pk)
    return [
        (termini, volte, _elenco(RicercaSenzaEsito, mondo, termini=termini))
        for termini, volte in sorted(trovate.items(), key=lambda voce: (-voce[1], voce[0]))
    ]


def _avvisi(mondo, tipo):
    """Return the public calls, open or to come, on the lines of action of the typology."""
    stati = [Avviso.Stato.APERTO, Avviso.Stato.IN_ARRIVO]
    avvisi = Avviso.objects.pubblicati().con_stato().filter(stato__in=stati, dotazioni__linea__in=tipo.linee)
    return (avvisi if mondo.con_dimostrativi else avvisi.filter(dimostrativo=False)).distinct()


def _elenco(modello, mondo, **filtri):
    opts = modello._meta
    pagina = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return f"{pagina}?{urlencode(filtri | {'settimana__gte': mondo.bisogni.dal.isoformat()})}"
