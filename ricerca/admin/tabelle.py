"""The three tables of “Che cosa non si trova”: sums of a span of weeks, each number with its rows.

A table is one query. Its rows are dicts; ``volte`` is the number, ``indirizzo`` the list of what it sums.
"""

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ricerca.models import RicercaSenzaEsito, ServizioMancante
from servizi.models import Segnalazione


def parole(spanna, dal, limite=None):
    """Return the searches that found nothing, most frequent first, each with its comuni."""
    righe = RicercaSenzaEsito.objects.filter(settimana__gte=dal).order_by()
    prime = righe.values("termini").annotate(volte=Sum("numero")).order_by("-volte", "termini")
    if limite:
        righe = righe.filter(termini__in=prime.values("termini")[:limite])
    conti = righe.values("termini", "comune", "comune__nome").annotate(volte=Sum("numero"))
    per_termini = {}
    for conto in conti.order_by("-volte", "comune__nome"):
        per_termini.setdefault(conto["termini"], []).append(conto)
    voci = [_voce_parole(spanna, termini, luoghi) for termini, luoghi in per_termini.items()]
    return sorted(voci, key=lambda voce: (-voce["volte"], voce["termini"]))


def _voce_parole(spanna, termini, conti):
    del_termine = {"settimane": spanna, "termini": termini}
    return {
        "termini": termini,
        "volte": sum(conto["volte"] for conto in conti),
        "indirizzo": _elenco(RicercaSenzaEsito, **del_termine),
        "comuni": [
            {
                "nome": conto["comune__nome"] or _("senza comune"),
                "volte": conto["volte"],
                "indirizzo": _elenco(RicercaSenzaEsito, **del_termine, **_chiave("comune", conto["comune"])),
            }
            for conto in conti
        ],
    }


def mancanti(spanna, dal, limite=None):
    """Return the services that citizens miss by typology, comune and period, most frequent first."""
    chiavi = ["tipologia", "comune", "periodo"]
    nomi = ["tipologia__label", "comune__nome", "periodo__label"]
    righe = ServizioMancante.objects.filter(settimana__gte=dal).order_by().values(*chiavi, *nomi)
    righe = righe.annotate(volte=Sum("numero")).order_by("-volte", *nomi[:2], "periodo")
    return [
        {
            "tipologia": riga["tipologia__label"],
            "comune": riga["comune__nome"],
            "periodo": riga["periodo__label"] or _("non importa"),
            "volte": riga["volte"],
            "indirizzo": _elenco(
                ServizioMancante,
                settimane=spanna,
                **{c: v for chiave in chiavi for c, v in _chiave(chiave, riga[chiave]).items()},
            ),
        }
        for riga in righe[:limite]
    ]


def segnalazioni(spanna, dal, limite=None):
    """Return the reports on the sheets by service and reason, most frequent first."""
    righe = Segnalazione.objects.filter(creata_il__date__gte=dal).order_by()
    righe = righe.values("servizio", "servizio__titolo", "motivo").annotate(
        volte=Count("pk"), aperte=Count("pk", filter=~Q(stato__in=Segnalazione.CHIUSE))
    )
    return [
        {
            "servizio": riga["servizio__titolo"],
            "motivo": Segnalazione.Motivo(riga["motivo"]).label,
            "volte": riga["volte"],
            "aperte": riga["aperte"],
            "indirizzo": _elenco_segnalazioni("tutto", dal, riga),
            "indirizzo_aperte": _elenco_segnalazioni("aperte", dal, riga),
        }
        for riga in righe.order_by("-volte", "servizio__titolo", "servizio", "motivo")[:limite]
    ]


def _elenco_segnalazioni(quali, dal, riga):
    filtri = {"motivo__exact": riga["motivo"], "creata_il__date__gte": dal.isoformat()}
    return _elenco(Segnalazione, da_fare=quali, **filtri, **_chiave("servizio", riga["servizio"]))


def _chiave(nome, valore):
    """Return the filter of a list on a foreign key, empty ones too."""
    return {f"{nome}__isnull": "True"} if valore is None else {f"{nome}__id__exact": valore}


def _elenco(modello, **filtri):
    opts = modello._meta
    return f"{reverse(f'admin:{opts.app_label}_{opts.model_name}_changelist')}?{urlencode(filtri)}"
