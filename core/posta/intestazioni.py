"""The headers that an action may add to its message."""

DI_CASA = {"from", "sender", "to", "cc", "bcc", "subject", "date", "message-id", "auto-submitted"}


def controlla(intestazioni):
    """Raise ValueError for a header that the outbox writes by itself, or that hides another one."""
    for nome, valore in intestazioni.items():
        if nome.lower() in DI_CASA or not f"{nome}{valore}".isprintable():
            raise ValueError(f"header not allowed: {nome!r}")


def per_smettere(indirizzo):
    """Return the headers with which a mail program offers to stop in one click: it posts there (RFC 8058)."""
    return {"List-Unsubscribe": f"<{indirizzo}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
