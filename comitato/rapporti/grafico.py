"""Charts as accessible SVG: bars with their figure written, and the table of the same numbers beside them."""

from django.utils.html import escape
from django.utils.safestring import mark_safe

ALTA, LARGA, ETICHETTA = 34, 640, 240


def barre(titolo, voci, serie):
    """Return an SVG of horizontal bars, percent from 0 to 100.

    ``voci`` are (name, [percent or None, one for each of ``serie``]); ``serie`` the names of the series.
    A value that is not known is written as “–”, without a bar.
    """
    passo = ALTA * len(serie)
    alto = 30 + passo * len(voci) + 8
    parti = [
        f'<svg class="grafico" role="img" aria-label="{escape(titolo)}" viewBox="0 0 {LARGA} {alto}"'
        ' xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(titolo)}</title>",
    ]
    for indice, nome in enumerate(serie):
        x = ETICHETTA + indice * 150
        parti.append(f'<rect class="serie-{indice + 1}" x="{x}" y="6" width="14" height="14"/>')
        parti.append(f'<text class="legenda" x="{x + 20}" y="18">{escape(nome)}</text>')
    for posto, (nome, valori) in enumerate(voci):
        parti += _riga(30 + posto * passo, nome, valori)
    return mark_safe("".join([*parti, "</svg>"]))


def _riga(y, nome, valori):
    corto = nome if len(nome) <= 34 else nome[:33] + "…"
    yield f'<text class="voce" x="{ETICHETTA - 8}" y="{y + 20}" text-anchor="end">{escape(corto)}</text>'
    larghezza = LARGA - ETICHETTA - 60
    for indice, valore in enumerate(valori):
        alto = y + indice * (ALTA - 8)
        if valore is None:
            yield f'<text class="cifra" x="{ETICHETTA}" y="{alto + 16}">–</text>'
            continue
        lunga = round(float(valore) * larghezza / 100, 1)
        yield (
            f'<rect class="serie-{indice + 1}" x="{ETICHETTA}" y="{alto}" width="{lunga}"'
            f' height="{ALTA - 14}"/>'
        )
        testo = f"{valore:f}".replace(".", ",")
        yield f'<text class="cifra" x="{ETICHETTA + lunga + 6}" y="{alto + 15}">{testo}%</text>'
