"""What is found, in which order, and what is proposed when nothing answers to the letter.

A bounded set of candidates is read by index and ranked here, so that order and cost are the same on every
database and do not grow with the rows.
"""

from django.db.models import Q
from django.utils.functional import cached_property

from ricerca.applica import applica
from ricerca.candidati import candidati, chiavi_in_ordine, porte
from ricerca.condizioni import con_una_radice
from ricerca.lingua import normalizza
from ricerca.luoghi import distanza_km, punto
from ricerca.models import Posizione
from ricerca.quando import quando_in_parole
from servizi.models import SedeServizio, Servizio

PAROLE_AL_MASSIMO = 40  # points that the words of a sheet can give, below those of its typology
LONTANO = 10_000  # km: a service without a known door comes after those that have one


class Risultati:
    """The services of a list, in order: a sequence for a Paginator. ``righe`` gives what a card shows."""

    def __init__(self, filtro, righe):
        self.filtro, self.righe = filtro, righe
        self._distanze = {}

    @cached_property
    def ordine(self):
        """Return the order in use: relevance, distance, verification or title."""
        chiesto = self.filtro.valori.get("ordina")
        domanda = self.filtro.domanda
        if chiesto == "distanza" and not self.da:
            chiesto = None
        if domanda and domanda.parti and chiesto is None:
            return "rilevanza"
        return chiesto or ("distanza" if self.da else "titolo")

    @property
    def da(self):
        """Return the comune that distances are from: home, else work; None without one."""
        return self.filtro.luogo or self.filtro.valori.get("lavoro")

    @cached_property
    def _trovati(self):
        """Return (candidates, whether there are more, what of the query was left out)."""
        if not self.filtro.is_valid():
            return [], False, ""
        if not self.filtro.valori:
            return *chiavi_in_ordine(self.filtro.qs), ""
        per_indice = self.ordine in ("rilevanza", "distanza")
        for lasciato, servizi in self._tentativi():
            trovati, oltre = candidati(servizi.order_by("pk") if per_indice else servizi)
            if trovati:
                return trovati, oltre, lasciato
        return [], False, ""

    def _tentativi(self):
        """Yield (what is left out, services): to the letter, then with less and less of the query."""
        yield "", self.filtro.qs
        domanda, base = self.filtro.domanda, self.filtro.queryset
        if domanda is None or domanda.alla_lettera:
            return
        if domanda.attributi:
            yield "attributi", applica(self.filtro, base, attributi=False)
        if domanda.concetti and domanda.parole:
            yield "parole", applica(self.filtro, base, parole=False)
            if domanda.attributi:
                yield "tutto", applica(self.filtro, base, parole=False, attributi=False)
        if not domanda.concetti and len(domanda.parole) > 1:
            radici = [parte.radici[0] for parte in domanda.parole]
            senza_parole = applica(self.filtro, base, parole=False, attributi=False)
            yield "alcune", con_una_radice(senza_parole, radici)

    @property
    def lasciato(self):
        """Return what of the query was left out to find something: "" when nothing was."""
        return self._trovati[2]

    @property
    def oltre(self):
        """Return whether there are more services than are counted."""
        return self._trovati[1]

    @property
    def candidati(self):
        """Return the services found, as candidates, in no particular order."""
        return self._trovati[0]

    @cached_property
    def _porte(self):
        return porte([c.pk for c in self.candidati]) if self.da else {}

    def _km(self, pk):
        """Return the distance of the nearest door, None when it is not known."""
        distanze = (self._distanza(qui) for qui, _comune in self._porte.get(pk, ()))
        return min((km for km in distanze if km is not None), default=None)

    def _distanza(self, qui):
        if qui not in self._distanze:
            self._distanze[qui] = distanza_km(punto(self.da), qui)
        return self._distanze[qui]

    @cached_property
    def chiavi(self):
        """Return the primary keys in order."""
        if self.ordine not in ("rilevanza", "distanza"):
            return [c.pk for c in self.candidati]
        punti = self._punti() if self.ordine == "rilevanza" else {}
        km = {c.pk: self._km(c.pk) for c in self.candidati} if self.da else {}
        return [
            c.pk
            for c in sorted(
                self.candidati,
                key=lambda c: (
                    -punti.get(c.pk, 0),
                    c.stato == Servizio.Stato.SOSPESO,
                    LONTANO if km.get(c.pk) is None else round(km[c.pk], 1),
                    normalizza(c.titolo),
                    c.pk,
                ),
            )
        ]

    def _punti(self):
        """Return {service: points}: those of its typology, then those of the words of its sheet."""
        domanda = self.filtro.domanda
        di_tipologia = domanda.punti()
        radici = {r for parte in domanda.parti for r in parte.radici}
        righe = Posizione.objects.filter(radice__in=radici, servizio__in=[c.pk for c in self.candidati])
        di_parole = {}
        for servizio, peso in righe.values_list("servizio", "peso"):
            di_parole[servizio] = di_parole.get(servizio, 0) + peso
        return {
            c.pk: 100 * di_tipologia.get(c.tipologia, 0) + min(di_parole.get(c.pk, 0), PAROLE_AL_MASSIMO)
            for c in self.candidati
        }

    def __len__(self):
        return len(self.candidati)

    def __getitem__(self, fetta):
        return self.prendi(self.chiavi[fetta])

    def prendi(self, chiavi):
        """Return the services with these keys, in order, with ``km``, ``da``, ``quando`` and ``motivo``."""
        trovati = {servizio.pk: servizio for servizio in self.righe.filter(pk__in=chiavi).order_by()}
        servizi = [trovati[pk] for pk in chiavi if pk in trovati]
        motivi, quando = self._motivi(chiavi), quando_in_parole(chiavi)
        for servizio in servizi:
            km = self._km(servizio.pk) if self.da else None
            servizio.km = None if km is None else round(km)
            servizio.da = str(self.da or "")
            servizio.quando = quando.get(servizio.pk, "")
            servizio.motivo = motivi.get(servizio.pk, "")
        return servizi

    def _motivi(self, chiavi):
        """Return {service: "lavoro" or "strada"} of those that do not serve home."""
        casa, lavoro = self.filtro.luogo, self.filtro.valori.get("lavoro")
        if not lavoro:
            return {}
        serviti = (
            Servizio.objects.filter(pk__in=chiavi).per_il_comune(casa) if casa else Servizio.objects.none()
        )
        serviti = set(serviti.order_by().values_list("pk", flat=True))
        vicini = {comune.pk for comune in self.filtro.luoghi.vicini(lavoro)}
        return {
            pk: "lavoro" if any(c in vicini for _qui, c in self._porte.get(pk, ())) else "strada"
            for pk in chiavi
            if pk not in serviti
        }


def piu_vicini(risultati, numero):
    """Return up to ``numero`` services for who finds none in the place asked: the nearest ones, with km.

    They answer every other parameter. Only those with a door in the comuni around are looked at, from the
    nearest; empty without a place.
    """
    filtro, da = risultati.filtro, risultati.da
    if da is None or not filtro.is_valid():
        return []
    altrove = applica(filtro, filtro.queryset, senza=("luogo",))
    intorno = [comune.pk for _km, comune in filtro.luoghi.per_distanza(da)]
    for quanti in (30, len(intorno)):
        con_porta = SedeServizio.objects.filter(sede__comune__in=intorno[:quanti]).values("servizio")
        trovati, _oltre = candidati(altrove.filter(Q(pk__in=con_porta)).order_by("pk"))
        if trovati:
            break
    return _dal_piu_vicino(risultati, trovati)[:numero]


def _dal_piu_vicino(risultati, trovati):
    altri = Risultati(risultati.filtro, risultati.righe)
    altri.__dict__["_trovati"] = (trovati, False, "")
    altri.__dict__["ordine"] = "distanza"
    return altri
