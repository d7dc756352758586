"""Logs: one JSON object a line, with what an operator needs and nothing of the visitor."""

import json
import logging

from core.registro import JsonFormatter


def _riga(livello, messaggio, *args, **kwargs):
    record = logging.getLogger("prova").makeRecord(
        "prova", livello, __file__, 1, messaggio, args, kwargs.pop("exc_info", None), extra=kwargs
    )
    testo = JsonFormatter().format(record)
    assert "\n" not in testo
    return json.loads(testo)


def test_a_message_is_one_line_of_json_with_its_instant_in_utc():
    riga = _riga(logging.WARNING, "città %s\nseconda riga", "Còlico")
    assert riga.pop("ora").endswith("+00:00")
    assert riga == {"livello": "WARNING", "da": "prova", "messaggio": "città Còlico\nseconda riga"}


def test_an_error_carries_its_trace():
    try:
        raise ValueError("rotto")
    except ValueError as errore:
        riga = _riga(logging.ERROR, "guasto", exc_info=(ValueError, errore, errore.__traceback__))
    assert riga["traccia"].endswith("ValueError: rotto")


def test_a_request_adds_method_path_and_status_but_neither_query_nor_address(rf):
    request = rf.get("/servizi/?q=separazione", REMOTE_ADDR="192.0.2.7")
    riga = _riga(logging.WARNING, "Not Found: %s", request.path, request=request, status_code=404)
    del riga["ora"]
    assert riga == {
        "livello": "WARNING",
        "da": "prova",
        "messaggio": "Not Found: /servizi/",
        "metodo": "GET",
        "percorso": "/servizi/",
        "stato": 404,
    }
