"""Rows that break the constraints of calls and proposals (see tests/vincoli.py)."""

from datetime import UTC, datetime

from progetti.models import Avviso

PROVE = {
    "progetti_avviso_apre_chiude": lambda: Avviso(
        code="A",
        slug="a",
        titolo="A",
        apre_il=datetime(2018, 11, 9, 12, tzinfo=UTC),
        chiude_il=datetime(2018, 11, 9, 12, tzinfo=UTC),
    ),
}
