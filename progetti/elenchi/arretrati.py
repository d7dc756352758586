"""Legal lists that should be published and never were."""

from django.utils import timezone

from progetti.elenchi import catalogo
from progetti.elenchi.campi import Tipo
from progetti.models import ElencoPubblicato, Fondo, Pagamento, Progetto


def mai_pubblicati():
    """Return the lists that were never published though they would have rows: four queries.

    Of the grants, the years that are over.
    """
    pubblicati = set(ElencoPubblicato.objects.values_list("tipo", "anno").distinct())
    fondi = set(Progetto.objects.filter(dimostrativo=False).values_list("fondo__tipo", flat=True).distinct())
    veri = Pagamento.objects.filter(progetto__dimostrativo=False)
    anni = {giorno.year for giorno in veri.dates("data", "year")}
    oggi = timezone.localdate()
    da_dire = {
        (Tipo.OPERAZIONI_1303, None): Fondo.Tipo.FSE in fondi,
        (Tipo.OPERAZIONI_1060, None): Fondo.Tipo.FSE_PLUS in fondi,
    } | {(Tipo.ART_27, anno): anno < oggi.year for anno in anni}
    return [
        voce
        for voce in catalogo.di_legge(oggi)
        if da_dire.get((voce.tipo, voce.anno)) and (voce.tipo, voce.anno) not in pubblicati
    ]
