"""Build the maps: riferimenti/*.geojson → territorio/mappe/*.json, SVG path data with integer coordinates.

One map of the eight ambiti and one of the comuni of each ambito. Borders are simplified arc by arc, and two
neighbours use the same arc, so that they keep fitting. Standard library only; the same input gives the same
bytes. `build_mappe.py` writes, `build_mappe.py --check` compares with what is kept and fails on a difference.
"""

import csv
import json
import sys
from itertools import pairwise
from pathlib import Path

RADICE = Path(__file__).resolve().parent.parent
RIFERIMENTI = RADICE / "riferimenti"
MAPPE = RADICE / "territorio" / "mappe"

COS_LAT = 0.692143  # cos(46.2°), a constant: the middle of the territory
LARGHEZZA = 1000  # units of every viewBox, so that one style sheet serves all the maps
ALTEZZA_MASSIMA = 1400  # a long valley gets blank at its sides instead of two screens of height
MARGINE = 8
RIGA = 46  # units: height of a label of two lines, where the room for a name is measured
PASSO = 4  # units between the lines tried for a label


def main(argomenti):
    """Write the maps, or compare them (``--check``); return the exit status."""
    attese = {f"{nome}.json": testo for nome, testo in costruisci().items()}
    if "--check" in argomenti:
        return confronta(attese)
    MAPPE.mkdir(exist_ok=True)
    for file, testo in attese.items():
        (MAPPE / file).write_text(testo, encoding="utf-8")
    return 0


def confronta(attese):
    """Return 1, and say which, when the files kept are not the ``attese`` (name → text)."""
    presenti = {file.name: file.read_text(encoding="utf-8") for file in MAPPE.glob("*.json")}
    diverse = sorted(n for n in presenti.keys() | attese.keys() if presenti.get(n) != attese.get(n))
    if diverse:
        print(f"territorio/mappe: {', '.join(diverse)}: run scripts/build_mappe.py", file=sys.stderr)
    return 1 if diverse else 0


def costruisci():
    """Return name → JSON text of every map."""
    comuni = leggi("comuni.geojson")
    riferimenti = comuni_di_riferimento()
    mappe = {"ambiti": mappa(anelli(leggi("ambiti.geojson")), soglia=30, riferimenti=riferimenti)}
    for ambito in riferimenti.values():
        propri = [feature for feature in comuni if feature["properties"]["ambito"] == ambito]
        mappe[ambito] = mappa(anelli(propri), soglia=130)
    return mappe


def leggi(file):
    """Return the features of a reference GeoJSON file."""
    return json.loads((RIFERIMENTI / file).read_text(encoding="utf-8"))["features"]


def comuni_di_riferimento():
    """Return ISTAT code of the comune di riferimento → slug of the ambito."""
    with (RIFERIMENTI / "ambiti.csv").open(encoding="utf-8", newline="") as file:
        return {riga["codice_istat_riferimento"]: riga["slug"] for riga in csv.DictReader(file)}


def anelli(features):
    """Return code → rings of (lon, lat) without the closing point."""
    aree = {}
    for feature in sorted(features, key=lambda feature: feature["id"]):
        geometria = feature["geometry"]
        poligoni = geometria["coordinates"]
        if geometria["type"] == "Polygon":
            poligoni = [poligoni]
        aree[feature["id"]] = [
            [tuple(p) for p in anello[:-1]] for poligono in poligoni for anello in poligono
        ]
    return aree


def mappa(aree, soglia, **altro):
    """Return the JSON text of a map, an area a line; ``soglia``: square units a bend must cover to stay."""
    proietta, altezza = proiezione([punto for rings in aree.values() for r in rings for punto in r])
    semplici = semplifica_aree(aree, proietta, soglia)
    righe = [
        f'"{codice}":{json.dumps(voce(anelli), separators=(",", ":"))}' for codice, anelli in semplici.items()
    ]
    testa = {"viewBox": f"0 0 {LARGHEZZA} {altezza}"} | altro
    return json.dumps(testa, separators=(",", ":"))[:-1] + ',"aree":{\n' + ",\n".join(righe) + "\n}}\n"


def proiezione(punti):
    """Return the function (lon, lat) → (x, y) that fits ``punti`` in the viewBox, and the viewBox height."""
    xs = [lon * COS_LAT for lon, _ in punti]
    ys = [lat for _, lat in punti]
    scala = min(
        (LARGHEZZA - 2 * MARGINE) / (max(xs) - min(xs)), (ALTEZZA_MASSIMA - 2 * MARGINE) / (max(ys) - min(ys))
    )
    sinistra = (LARGHEZZA - (max(xs) - min(xs)) * scala) / 2
    altezza = round((max(ys) - min(ys)) * scala) + 2 * MARGINE

    def proietta(punto):
        x = (punto[0] * COS_LAT - min_x) * scala + sinistra
        return round(x), round((max_y - punto[1]) * scala + MARGINE)

    min_x, max_y = min(xs), max(ys)
    return proietta, altezza


def semplifica_aree(aree, proietta, soglia):
    """Return code → rings of integer (x, y); a border between two areas is simplified once, for both."""
    nodi = trova_nodi(aree)
    tutti = {proietta(punto) for anelli in aree.values() for anello in anelli for punto in anello}
    fatti = {}

    def arco(punti):
        chiave = min(punti, punti[::-1])
        if chiave not in fatti:
            propri = [proietta(punto) for punto in chiave]
            fatti[chiave] = semplifica(propri, soglia, tutti.difference(propri))
        return fatti[chiave] if chiave == punti else fatti[chiave][::-1]

    semplici = {}
    for codice, anelli in aree.items():
        chiusi = [unisci([arco(tuple(parte)) for parte in dividi(anello, nodi)]) for anello in anelli]
        semplici[codice] = [anello for anello in chiusi if len(anello) > 2]
    return semplici


def trova_nodi(aree):
    """Return the points where borders meet: those with other than two neighbouring points."""
    vicini = {}
    for anelli in aree.values():
        for anello in anelli:
            for a, b in zip(anello, anello[1:] + anello[:1], strict=True):
                vicini.setdefault(a, set()).add(b)
                vicini.setdefault(b, set()).add(a)
    return {punto for punto, altri in vicini.items() if len(altri) != 2}


def dividi(anello, nodi):
    """Return the arcs of a ring from node to node; a ring with no node is one arc from its lowest point."""
    tagli = [i for i, punto in enumerate(anello) if punto in nodi] or [anello.index(min(anello))]
    giro = anello[tagli[0] :] + anello[: tagli[0] + 1]
    tagli = [i - tagli[0] for i in tagli] + [len(anello)]
    return [giro[a : b + 1] for a, b in pairwise(tagli)]


def unisci(archi):
    """Return one ring from consecutive arcs, without repeated points."""
    punti = [punto for arco in archi for punto in arco[:-1]]
    return [punto for i, punto in enumerate(punti) if punto != punti[i - 1]]


def semplifica(punti, soglia, altri):
    """Drop, from the least, the points whose triangle with their neighbours is below ``soglia``.

    (Visvalingam and Whyatt, 1993.) The ends stay; a closed arc keeps four points; a triangle that holds a
    point of another border (``altri``) stays, or the two borders would cross.
    """
    punti = list(punti)
    minimo = 4 if punti[0] == punti[-1] else 2
    while len(punti) > minimo:
        triangoli = [(area(punti[i - 1 : i + 2]), i) for i in range(1, len(punti) - 1)]
        piccoli = sorted(triangolo for triangolo in triangoli if triangolo[0] < soglia)
        libero = next((i for _, i in piccoli if not contiene(punti[i - 1 : i + 2], altri)), None)
        if libero is None:
            break
        del punti[libero]
    return punti


def contiene(triangolo, punti):
    """Return whether any of ``punti`` is inside the triangle or on its sides."""
    (ax, ay), (bx, by), (cx, cy) = triangolo
    da, a, alto, basso = min(ax, bx, cx), max(ax, bx, cx), min(ay, by, cy), max(ay, by, cy)
    for x, y in punti:
        if da <= x <= a and alto <= y <= basso:
            versi = (
                (bx - ax) * (y - ay) - (by - ay) * (x - ax),
                (cx - bx) * (y - by) - (cy - by) * (x - bx),
                (ax - cx) * (y - cy) - (ay - cy) * (x - cx),
            )
            if min(versi) >= 0 or max(versi) <= 0:
                return True
    return False


def area(punti):
    """Return the area inside ``punti`` in square units, whatever their direction."""
    coppie = zip(punti, punti[1:] + punti[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in coppie)) / 2


def voce(anelli):
    """Return an area as kept in the file: path, point of its label, room for it in units."""
    x, y, spazio = etichetta(anelli)
    return {"d": "".join(tracciato(anello) for anello in anelli), "x": x, "y": y, "spazio": spazio}


def tracciato(anello):
    """Return a closed ring as an SVG path: where it starts, then relative steps."""
    passi = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(anello)]
    numeri = " ".join(str(n) for passo in passi for n in passo)
    return f"M{anello[0][0]} {anello[0][1]}l{numeri}z".replace(" -", "-")


def etichetta(anelli):
    """Return x, y of the middle of the widest strip as high as a label, and its width in units."""
    alto = min(y for _, y in anelli[0])
    basso = max(y for _, y in anelli[0])
    altezza = min(RIGA, (basso - alto) // 2)
    migliore = (0, 0, 0)
    for y in range(alto + altezza // 2, basso - altezza // 2 + 1, PASSO):
        for da, a in striscia(anelli, y, altezza):
            migliore = max(migliore, (a - da, (a + da) // 2, y))
    spazio, x, y = migliore
    return x, y, spazio


def striscia(anelli, y, altezza):
    """Return the spans (from, to) inside the area on all of the lines y ± half ``altezza``."""
    tratti = [(0, LARGHEZZA)]
    for linea in (y - altezza / 2 + 0.5, y + 0.5, y + altezza / 2 - 0.5):
        dentro = interno(anelli, linea)
        tratti = [(max(a, c), min(b, d)) for a, b in tratti for c, d in dentro if min(b, d) > max(a, c)]
    return [(round(a), round(b)) for a, b in tratti]


def interno(anelli, linea):
    """Return the spans (from, to) where the horizontal ``linea`` is inside the area."""
    incroci = []
    for anello in anelli:
        for (x1, y1), (x2, y2) in zip(anello, anello[1:] + anello[:1], strict=True):
            if (y1 > linea) != (y2 > linea):
                incroci.append(x1 + (linea - y1) * (x2 - x1) / (y2 - y1))
    incroci.sort()
    return list(zip(incroci[::2], incroci[1::2], strict=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
