"""A phone with the authenticator app."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value


def codice(segreto):
    """Return the code the app shows now."""
    return format_hotp_value(hotp_value(segreto, int(time.time()) // 30))


def attiva(utente):
    """Give the account an authenticator app; return its secret."""
    segreto = generate_totp_secret()
    TOTP.activate(utente, segreto)
    return segreto
