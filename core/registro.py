"""Structured logs: one JSON object a line, with no personal data of visitors."""

import json
import logging
from datetime import UTC, datetime


class JsonFormatter(logging.Formatter):
    """Format a record as one JSON line: instant (UTC, ISO 8601), level, logger, message, trace."""

    def format(self, record):
        """Return the record as JSON; the request, when there is one, adds method, path and status."""
        riga = {
            "ora": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "livello": record.levelname,
            "da": record.name,
            "messaggio": record.getMessage(),
        }
        request = getattr(record, "request", None)
        if hasattr(request, "path"):
            riga |= {"metodo": request.method, "percorso": request.path}
        if hasattr(record, "status_code"):
            riga["stato"] = record.status_code
        if record.exc_info:
            riga["traccia"] = self.formatException(record.exc_info)
        return json.dumps(riga, ensure_ascii=False, default=str)
