"""Who may be named in a legal list: bodies only, never a person."""

FORME_INDIVIDUALI = "1.1."
"""Codes of riferimenti/forme_giuridiche.csv for who works alone: the name of the firm is that of a person."""


def e_persona(ente):
    """Return whether ``ente`` is a person: a fiscal code of 16 characters, or a firm of one person.

    Neither is ever published (d.lgs. 33/2013 art. 26 c. 4; Reg. 1303/2013 annex XII: legal entities only).
    """
    forma = ente.forma_giuridica.code if ente.forma_giuridica_id else ""
    return len(ente.codice_fiscale) == 16 or forma.startswith(FORME_INDIVIDUALI)


def codice_fiscale(ente):
    """Return the eleven digits of a body: fiscal code or, without it, VAT number; empty when unknown."""
    return ente.codice_fiscale_pubblico or ente.partita_iva
