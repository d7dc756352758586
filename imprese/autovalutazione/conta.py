"""Counting the answers of who asks for it: by month, size and question, never together."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from imprese.models import ContoRisposte


@transaction.atomic
def conta(*, dimensione, risposte, oggi=None):
    """Count the answers of one firm, ``risposte`` {question: answer}, in the month of ``oggi`` (today).

    Right also when two are counted at the same instant. Answers of one firm cannot be put together again.
    """
    mese = (oggi or timezone.localdate()).replace(day=1)
    for domanda, risposta in sorted(risposte.items(), key=lambda coppia: coppia[0].pk):
        ContoRisposte.objects.update_or_create(
            mese=mese,
            dimensione=dimensione,
            domanda=domanda,
            risposta=risposta,
            defaults={"numero": F("numero") + 1},
            create_defaults={"numero": 1},
        )
