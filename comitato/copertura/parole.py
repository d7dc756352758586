"""The coverage in sentences, as the next Piano would write them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PRIME = 5  # typologies named in the summary


def cifra(numero, decimali=0):
    """Return a number in Italian figures: “1.204”, “3,5”; “–” for None."""
    if numero is None:
        return "–"
    if not decimali and numero < 1_000:
        return str(numero)
    return number_format(numero, decimal_pos=decimali, force_grouping=True)


def frase(somma, quando=None):
    """Return a sentence on a ``Somma``: how many comuni are uncovered and who lives there."""
    di_che = {"che": somma.tipo.nome, "quando": _nel_periodo(quando), "tutti": cifra(len(somma.caselle))}
    n = len(somma.scoperti)
    if not n and not somma.ignoti:
        return _("Per «%(che)s»%(quando)s sono coperti tutti i comuni: %(tutti)s.") % di_che
    testo = ngettext(
        "Per «%(che)s»%(quando)s è scoperto %(n)s comune su %(tutti)s",
        "Per «%(che)s»%(quando)s sono scoperti %(n)s comuni su %(tutti)s",
        n,
    ) % {**di_che, "n": cifra(n)}
    if n and somma.persone_scoperte is not None:
        testo += ngettext(
            ", dove vive %(n)s persona di %(eta)s",
            ", dove vivono %(n)s %(chi)s di %(eta)s",
            somma.persone_scoperte,
        ) % {
            "n": cifra(somma.persone_scoperte),
            "chi": somma.tipo.fascia.chi,
            "eta": somma.tipo.fascia.in_parole,
        }
    if somma.ignoti:
        testo += ngettext(
            "; in %(n)s comune il servizio c'è, ma la scheda non dice in quali periodi",
            "; in %(n)s comuni il servizio c'è, ma la scheda non dice in quali periodi",
            len(somma.ignoti),
        ) % {"n": cifra(len(somma.ignoti))}
    return testo + "."


def riassunto(somme, quando=None):
    """Return the sentences on the typologies ``somme``: how many are everywhere, which miss most."""
    if len(somme) == 1:
        return [frase(somme[0], quando)]
    ovunque = sum(1 for somma in somme if somma.stato == "coperto")
    da_nessuna = sum(1 for somma in somme if not somma.coperti)
    frasi = [
        _(
            "Tipologie guardate%(quando)s: %(tutte)s. Coprono tutti i comuni: %(ovunque)s. "
            "Non sono in nessun comune: %(nessuna)s."
        )
        % {
            "quando": _nel_periodo(quando),
            "tutte": cifra(len(somme)),
            "ovunque": cifra(ovunque),
            "nessuna": cifra(da_nessuna),
        }
    ]
    if da_nessuna == len(somme):
        return frasi
    scoperte = [somma for somma in somme if somma.scoperti]
    scoperte.sort(key=lambda s: (s.richieste, s.persone_scoperte or 0, len(s.scoperti)), reverse=True)
    return frasi + [frase(somma, quando) for somma in scoperte[:PRIME]]


def stato_in_parole(conto):
    """Return the state of a cell or of a sum, always as words."""
    if conto.stato == "in_parte":
        return _("in parte")
    return {"coperto": _("coperto"), "ignoto": _("periodo non scritto"), "scoperto": _("scoperto")}[
        conto.stato
    ]


def _nel_periodo(quando):
    return _(" nel periodo «%(nome)s»") % {"nome": quando.nome} if quando else ""
