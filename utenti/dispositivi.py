"""The devices an account has signed in from: a cookie says so, nothing is kept on the server.

The cookie holds a keyed digest of the account and of its password: after a change of password every device is
new again. It is sent back to the account pages alone.
"""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

DURATA = 60 * 60 * 24 * 365  # seconds
PERCORSO = "/account/"
# The first that is found: Edge and Opera say they are Chrome, Chrome says it is Safari.
PROGRAMMI = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SISTEMI = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
]


def noto(request, utente):
    """Return whether the account has signed in from this device, with the password of now."""
    return constant_time_compare(request.COOKIES.get(_nome(utente), ""), _marca(utente))


def ricorda(response, utente):
    """Write on the device that the account has signed in from it."""
    response.set_cookie(
        _nome(utente),
        _marca(utente),
        max_age=DURATA,
        path=PERCORSO,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def in_parole(user_agent):
    """Return the browser and the system that a User-Agent names, in words: “Firefox su Windows”."""
    programma = _primo(PROGRAMMI, user_agent)
    sistema = _primo(SISTEMI, user_agent)
    if programma and sistema:
        return _("%(programma)s su %(sistema)s") % {"programma": programma, "sistema": sistema}
    return programma or sistema or _("un dispositivo che non si è presentato")


def _primo(voci, testo):
    return next((nome for segno, nome in voci if segno in testo), "")


def _nome(utente):
    return f"dispositivo_{utente.pk}"


def _marca(utente):
    return salted_hmac("utenti.dispositivi", f"{utente.pk} {utente.password}", algorithm="sha256").hexdigest()
