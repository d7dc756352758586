"""Codes of the Italian public administration: shape and, where the law defines one, check character."""

import re

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PRIMO_ANNO = 1990  # no project of the Rete is older
RE_CUP = r"^[A-Z][0-9]{2}[A-Z][0-9]{11}$"
RE_ISTAT_COMUNE = r"^[0-9]{6}$"
RE_CAP = r"^[0-9]{5}$"
RE_CODICE_FISCALE_ENTE = r"^[0-9]{11}$"
RE_CODICE_FISCALE_PERSONA = r"^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$"
RE_CODICE_FISCALE = rf"({RE_CODICE_FISCALE_ENTE}|{RE_CODICE_FISCALE_PERSONA})"

# DM 23 dicembre 1976, art. 8: value of each character in odd position (1st, 3rd, …).
_DISPARI = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21),
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21),
            *(2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        ],
        strict=True,
    )
)


def cifra_di_controllo_partita_iva(dieci_cifre):
    """Return the eleventh digit of a partita IVA (Luhn's formula, DM 23/12/1976, art. 11 DPR 633/72)."""
    somma = 0
    for posizione, cifra in enumerate(dieci_cifre):
        valore = int(cifra) * (1 + posizione % 2)
        somma += valore - 9 if valore > 9 else valore
    return str(-somma % 10)


def carattere_di_controllo_codice_fiscale(quindici):
    """Return the sixteenth character of a person's codice fiscale (DM 23/12/1976)."""
    somma = 0
    for posizione, carattere in enumerate(quindici):
        if posizione % 2 == 0:
            somma += _DISPARI[carattere]
        else:
            somma += int(carattere) if carattere.isdigit() else ord(carattere) - ord("A")
    return chr(ord("A") + somma % 26)


def valida_partita_iva(valore):
    """Accept 11 digits whose last one is the check digit; raise ValidationError otherwise."""
    if not re.fullmatch(r"[0-9]{11}", valore):
        raise ValidationError(_("La partita IVA ha 11 cifre, senza spazi."), code="forma")
    if valore[10] != cifra_di_controllo_partita_iva(valore[:10]):
        raise ValidationError(
            _("Questa partita IVA non è giusta: controlla le cifre, una è sbagliata."), code="controllo"
        )


def valida_codice_fiscale(valore):
    """Accept a body's code (11 digits, checked like a partita IVA) or a person's (16 characters, checked)."""
    if re.fullmatch(RE_CODICE_FISCALE_ENTE, valore):
        if valore[10] != cifra_di_controllo_partita_iva(valore[:10]):
            raise ValidationError(
                _("Questo codice fiscale non è giusto: controlla le cifre, una è sbagliata."),
                code="controllo",
            )
        return
    if not re.fullmatch(RE_CODICE_FISCALE_PERSONA, valore):
        raise ValidationError(
            _("Il codice fiscale di un ente ha 11 cifre; quello di una persona 16 caratteri in maiuscolo."),
            code="forma",
        )
    if valore[15] != carattere_di_controllo_codice_fiscale(valore[:15]):
        raise ValidationError(
            _("Questo codice fiscale non è giusto: controlla i caratteri, uno è sbagliato."), code="controllo"
        )


def valida_cup(valore):
    """Accept the shape of a CUP only: no public check digit is confirmed (dominio §2.5)."""
    if not re.fullmatch(RE_CUP, valore):
        raise ValidationError(
            _("Il CUP ha 15 caratteri: una lettera, due cifre, una lettera e undici cifre."),
            code="forma",
        )


def valida_codice_istat(valore):
    """Accept a comune's ISTAT code: 6 digits, leading zeros kept."""
    if not re.fullmatch(RE_ISTAT_COMUNE, valore):
        raise ValidationError(
            _("Il codice ISTAT di un comune ha 6 cifre, zeri iniziali compresi."), code="forma"
        )


def valida_cap(valore):
    """Accept a CAP: 5 digits."""
    if not re.fullmatch(RE_CAP, valore):
        raise ValidationError(_("Il CAP ha 5 cifre."), code="forma")


def valida_avvenuta(giorno):
    """Accept the day of something done: today or before, from 1990 on; raise ValidationError otherwise."""
    if giorno > timezone.localdate():
        raise ValidationError(_("La data è nel futuro: scrivi quella in cui è successo."), code="futura")
    if giorno.year < PRIMO_ANNO:
        raise ValidationError(_("Controlla l'anno: è troppo lontano."), code="lontana")
