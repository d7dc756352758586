"""Two people pay at the same moment: together they never pay more than is granted."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from progetti.denaro.azioni import scrivi_pagamento
from progetti.denaro.conti import conti
from progetti.models import Pagamento
from tests.factories import make_organizzazione, make_quadro


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_payments_at_once_do_not_exceed_the_grant_together():
    progetto, ente = make_quadro().progetto, make_organizzazione()
    pronti, esiti = Barrier(2, timeout=20), []

    def paga():
        try:
            pronti.wait()
            pagamento = Pagamento(
                progetto=progetto,
                tipo="anticipo",
                data=date(2019, 1, 1),
                importo=Decimal("600.00"),
                beneficiario=ente,
            )
            scrivi_pagamento(pagamento=pagamento)
            esiti.append("pagato")
        except ValidationError as errore:
            esiti.append(errore.messages[0].replace("\u00a0", " "))
        finally:
            connection.close()

    fili = [Thread(target=paga) for _volta in range(2)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    [rifiuto] = [esito for esito in esiti if esito != "pagato"]
    assert "già pagati 600,00 €, restano 400,00 €" in rifiuto
    assert conti([progetto])[progetto.pk].liquidato == Decimal("600.00")
