"""The public holidays of Italy (l. 260/1949, l. 54/1977 and later changes; San Francesco by l. 151/2025)."""

from datetime import date, timedelta

FISSE = [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)]
SAN_FRANCESCO, SAN_FRANCESCO_DAL = (10, 4), 2026


def pasqua(anno):
    """Return Easter Sunday of ``anno`` (Gregorian calendar), by the rule called of Butcher."""
    a, (b, c) = anno % 19, divmod(anno, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * r) // 451
    mese, giorno = divmod(h + r - 7 * m + 114, 31)
    return date(anno, mese, giorno + 1)


def feste(anno):
    """Return the public holidays of ``anno``, Easter Sunday and Monday among them; not the patron saint's."""
    fisse = [*FISSE, *([SAN_FRANCESCO] if anno >= SAN_FRANCESCO_DAL else [])]
    domenica = pasqua(anno)
    return [*(date(anno, mese, giorno) for mese, giorno in fisse), domenica, domenica + timedelta(days=1)]
