"""Amounts and days written in a table by a model of ours, read back from every format."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from core.fogli import FORMATI, leggi, scrivi
from progetti.importa import TabellaImpegni


@settings(deadline=None, max_examples=25)
@given(
    centesimi=st.lists(st.integers(1, 10**14 - 1), min_size=1, max_size=4),
    formato=st.sampled_from([*FORMATI]),
    giorni=st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
def test_amounts_and_days_of_a_table_come_back_to_the_cent(centesimi, formato, giorni):
    tabella = TabellaImpegni()
    importo, data = tabella.per_nome["importo"], tabella.per_nome["data"]
    scritte = [
        [importo.scrivi(str(Decimal(n).scaleb(-2))), data.scrivi(giorni.isoformat())] for n in centesimi
    ]
    foglio = leggi(SimpleUploadedFile("x", scrivi(formato, "x", ["importo", "data"], scritte).content))
    lette = [(importo.leggi(r["importo"]), data.leggi(r["data"])) for _n, r in foglio.righe]
    assert lette == [(f"{Decimal(n).scaleb(-2):.2f}", giorni.isoformat()) for n in centesimi]
