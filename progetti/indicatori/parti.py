"""Values by sex, age, comune, size of the firm: how parts add up, what may be written, what is published."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from progetti.indicatori.somme import Come
from progetti.indicatori.soppressione import NON_NOTA, taciute
from progetti.models import ParteValore
from territorio.models import Comune

Per = ParteValore.Per
PAROLE = {
    Per.SESSO: ("sesso",),
    Per.ETA: ("fascia di età",),
    Per.COMUNE: ("comune",),
    Per.IMPRESA: ("dimensione", "dimensione impresa"),
}
"""The words of ``Indicatore.disaggregazioni`` that ask for each division."""


@dataclass(frozen=True)
class Parte:
    """An entry of a division: its words, its count; None when citizens may not read it."""

    voce: str
    etichetta: str
    quantita: Decimal | None


def divisioni(indicatore):
    """Return the divisions (``ParteValore.Per``) that the catalogue asks of an indicator."""
    chieste = {voce.strip() for voce in indicatore.disaggregazioni.split(";")}
    return [per for per, parole in PAROLE.items() if chieste.intersection(parole)]


def etichette(per):
    """Return {entry: words} of a division; for comuni it reads them all, in one query."""
    if per != Per.COMUNE:
        return ParteValore.VOCI[per]
    comuni = dict(Comune.objects.order_by("nome").values_list("codice_istat", "nome"))
    return comuni | {NON_NOTA: _("non noto")}


def controlla_parti(indicatore, valore, parti):
    """Check the parts {(division, entry): count} of a value; raise ValidationError in words.

    Only divisions that the indicator has, entries of the closed lists, counts that add up to the value.
    """
    ammesse, errori, somme = divisioni(indicatore), [], defaultdict(Decimal)
    for (per, voce), quantita in parti.items():
        if per not in ammesse:
            errori.append(_("“%(ind)s” non si divide per %(per)s.") % {"ind": indicatore.label, "per": per})
        elif voce not in etichette(per):
            errori.append(_("“%(voce)s” non è tra le voci previste.") % {"voce": voce})
        somme[per] += quantita
    for per, somma in somme.items():
        if per in ammesse and valore is not None and somma != valore:
            errori.append(
                _("Per %(per)s le parti fanno %(somma)s, il totale è %(valore)s: il resto è “non noto”.")
                % {"per": Per(per).label, "somma": f"{somma:f}", "valore": f"{valore:f}"}
            )
    if errori:
        raise ValidationError(list(dict.fromkeys(errori)))


def somma_parti(indicatore, righe):
    """Return {division: {entry: count}} of the values of one project, which carry their ``parti`` loaded.

    Values that add up add their parts; where the last value stands for all, its parts do. With the other
    rules parts mean nothing.
    """
    righe = sorted(righe, key=lambda riga: (riga.riferito_al, riga.al, riga.pk))
    if indicatore.aggregazione_periodi == Come.SOMMA:
        scelte = righe
    elif indicatore.aggregazione_periodi == Come.ULTIMO:
        scelte = righe[-1:]
    else:
        scelte = []
    per_divisione = defaultdict(lambda: defaultdict(Decimal))
    for riga in scelte:
        for parte in riga.parti.all():
            per_divisione[parte.per][parte.voce] += parte.quantita
    return per_divisione


def pubbliche(indicatore, righe, totale):
    """Return {division: [``Parte``]} as citizens may read it, in the order of the entries.

    A division whose parts do not make ``totale`` (some period was not divided) is left out: what is missing
    would show by subtraction. Nothing when the total itself is withheld.
    """
    esito = {}
    for per, voci in somma_parti(indicatore, righe).items():
        if totale is None or sum(voci.values()) != totale:
            continue
        fuori = taciute(voci) if indicatore.soppressione_piccoli_numeri else set()
        if len(fuori) == len(voci):
            continue
        nomi = etichette(per)
        esito[per] = [
            Parte(voce, str(nomi.get(voce, voce)), None if voce in fuori else voci[voce])
            for voce in sorted(voci, key=list(nomi).index)
        ]
    return esito
