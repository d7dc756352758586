"""What citizens may read of counts that could tell people apart: small ones are withheld.

A count under ``SOGLIA`` is withheld. Where parts and their total are published together, a withheld part
could be found by subtraction: other parts are withheld with it, in an order that does not depend on the
figures, and all of them look the same on the page. Tests fill the withheld cells by brute force: each small
one can always be at least two numbers, also for who knows these rules.
"""

SOGLIA = 5
NON_NOTA = "ND"
"""The entry of what is not known of whom: the first to be withheld."""


def da_tacere(indicatore, valore):
    """Return whether ``valore`` is a count of so few people that they could be told apart."""
    return indicatore.soppressione_piccoli_numeri and valore is not None and valore < SOGLIA


def totale_da_tacere(indicatore, totale):
    """Return whether a ``Totale`` tells of so few people: its count, or either term of its fraction."""
    termini = (totale.numeratore, totale.denominatore)
    if totale.denominatore is None:
        termini = (totale.valore,)
    return any(da_tacere(indicatore, termine) for termine in termini)


def taciute(parti):
    """Return the keys to withhold of ``parti`` ({key: count}), whose total is published beside them.

    With a total under the threshold all of them: the caller withholds the total too.
    """
    totale = sum(parti.values())
    if totale < SOGLIA:
        return set(parti)
    nascoste = {chiave for chiave, valore in parti.items() if valore < SOGLIA}
    visibili = sorted(set(parti) - nascoste, key=lambda chiave: (chiave != NON_NOTA, str(chiave)))
    while nascoste and visibili and not _al_sicuro([parti[chiave] for chiave in nascoste]):
        nascoste.add(visibili.pop(0))
    return nascoste


def _al_sicuro(valori):
    """Return whether cells of which only the sum is known can each be several numbers.

    Not when the sum is small, nor when only one filling of small counts makes it.
    """
    piene = sum(valori) == (SOGLIA - 1) * len(valori) and max(valori) < SOGLIA
    return len(valori) > 1 and sum(valori) >= SOGLIA and not piene


def totale_pubblicabile(valori):
    """Return whether the sum of ``valori`` may be published where each is published unless it is small.

    The small ones are withheld where they stand, so who subtracts the others from the sum finds the sum of
    the small ones: it must leave each of them at least two numbers.
    """
    piccoli = [valore for valore in valori if valore < SOGLIA]
    if not piccoli:
        return True
    massimo = (SOGLIA - 1) * len(piccoli)
    return len(piccoli) > 1 and 0 < sum(piccoli) < massimo
