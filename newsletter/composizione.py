"""What a number speaks of: the portal proposes, staff leave out and put in order."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsletter.fonti import FONTI
from newsletter.models import Numero, VoceNumero


@transaction.atomic
def proponi(*, numero, adesso=None):
    """Add to a draft what is new in its period and drop what is no longer good; return how many were added.

    What staff left out stays out, and their order holds: new items go last. A demo number speaks of demo
    contents alone, a real one of none. Raises ValidationError for a number that is not a draft.
    """
    adesso = adesso or timezone.now()
    numero = blocca(numero)
    if not numero.e_bozza:
        raise ValidationError(_("Le voci si cambiano finché il numero è una bozza."), code="non_bozza")
    aggiunte = 0
    for argomento, fonte in FONTI.items():
        righe = fonte.del_periodo(numero, adesso).filter(dimostrativo=numero.dimostrativo)
        trovate = {riga.pk: str(riga)[:200] for riga in righe}
        numero.voci.filter(argomento=argomento).exclude(chiave__in=trovate).delete()
        ordini = dict(numero.voci.filter(argomento=argomento).values_list("chiave", "ordine"))
        nuove = [chiave for chiave in trovate if chiave not in ordini]
        primo = max(ordini.values(), default=0) + 1
        VoceNumero.objects.bulk_create(
            VoceNumero(
                numero=numero, argomento=argomento, chiave=chiave, titolo=trovate[chiave], ordine=ordine
            )
            for ordine, chiave in enumerate(nuove, primo)
        )
        aggiunte += len(nuove)
    return aggiunte


def voci_di(numero, adesso=None):
    """Return the ``Voce`` of the items to send of a number, in order, as they are now.

    Of a number that has left: what citizens may still open, with the dates it told when it left.
    """
    adesso = adesso or timezone.now()
    scelte = numero.voci.filter(inclusa=True).order_by("ordine", "pk").values_list("argomento", "chiave")
    per_argomento = {}
    for argomento, chiave in scelte:
        per_argomento.setdefault(argomento, []).append(chiave)
    trovate = []
    for argomento, chiavi in per_argomento.items():
        fonte = FONTI[argomento]
        righe = fonte.leggibili(adesso) if numero.e_inviato else fonte.attuali(adesso)
        voci = fonte.voci(righe.filter(pk__in=chiavi), numero.inviato_il or adesso)
        trovate += sorted(voci, key=lambda voce: chiavi.index(voce.chiave))
    return trovate


def blocca(numero):
    """Return a number, its row locked until the transaction ends."""
    return Numero.objects.select_for_update().get(pk=numero.pk)
