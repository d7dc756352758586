"""Documented sums as a tree: which holds which, what budgets already tell of them, which fund pays."""

from collections import defaultdict

from progetti.denaro.conti import ZERO
from progetti.models import Finanziamento, Fondo, VoceDenaro

CONCESSO = Finanziamento.NaturaImporto.CONCESSO
TIPI_DI_FONDO = {"Regione": [Fondo.Tipo.REGIONALE], "FSE": [Fondo.Tipo.FSE, Fondo.Tipo.FSE_PLUS]}


class SommeContate:
    """The sums to count, each less what finer rows count already.

    ``somme``: Finanziamento, none of which says the money of another otherwise. ``visibili``: keys of the
    projects whose rows are shown. ``con_quadro``: {key: Conto} of those with a budget in force. A sum holds
    another when it is of its kind and ``parte_di`` says so; a chain that bites its tail holds nothing.
    """

    def __init__(self, somme, visibili, con_quadro):
        self.visibili, self.con_quadro = set(visibili), con_quadro
        self.somme = {somma.pk: somma for somma in somme}
        self.progetti = {pk: set(somma.chiavi_progetti()) for pk, somma in self.somme.items()}
        self.figlie = defaultdict(list)
        for somma in self.somme.values():
            if madre := self._madre(somma):
                self.figlie[madre.pk].append(somma)
        self.voci = self._voci()

    def resto(self, somma):
        """Return the euro of a sum that no finer row counts; zero when it is not shown."""
        chiavi = self.progetti[somma.pk]
        nascosta = bool(chiavi) and chiavi.isdisjoint(self.visibili)
        sostituita = bool(chiavi) and chiavi <= set(self.con_quadro)
        return ZERO if nascosta or sostituita else max(ZERO, somma.importo - self.tolto(somma))

    def tolto(self, somma):
        """Return the euro of a sum that budgets grant, or that the sums below it count."""
        sotto = self._discendenti(somma)
        quadri = self._dai_quadri([somma, *sotto]) if somma.natura_importo == CONCESSO else {}
        return sum(quadri.values(), ZERO) + sum((self.resto(figlia) for figlia in sotto), ZERO)

    def senza_quadro(self, somma):
        """Return the keys of the shown projects of a sum that have no budget yet."""
        return sorted((self.progetti[somma.pk] & self.visibili) - set(self.con_quadro))

    def _dai_quadri(self, somme):
        """Return {project: euro of these sums that its budget grants}: the whole of it, if one names it."""
        concessi = defaultdict(lambda: ZERO)
        for somma in somme:
            for pk, importo in self.voci[somma.pk]:
                concessi[pk] += importo
        nominati = set().union(*(self.progetti[somma.pk] for somma in somme)) & set(self.con_quadro)
        return concessi | {pk: self.con_quadro[pk].concesso for pk in nominati}

    def _discendenti(self, somma):
        figlie = self.figlie[somma.pk]
        return [*figlie, *(nipote for figlia in figlie for nipote in self._discendenti(figlia))]

    def _madre(self, somma):
        """Return the sum of the same kind that holds it; None without one, or in a circle."""
        madre = self.somme.get(somma.parte_di_id)
        if madre is None or madre.natura_importo != somma.natura_importo:
            return None
        viste, sopra = {somma.pk}, madre
        while sopra is not None and sopra.pk not in viste:
            viste.add(sopra.pk)
            sopra = self.somme.get(sopra.parte_di_id)
        return madre if sopra is None else None

    def _voci(self):
        """Return {key of the sum: [(project, euro)]}: what the budgets in force grant as a part of it."""
        quadri = [conto.quadro.pk for conto in self.con_quadro.values()]
        voci = VoceDenaro.objects.filter(
            quadro__in=quadri, parte_di__in=list(self.somme), pagatore__in=VoceDenaro.Pagatore.che_concedono()
        )
        trovate = defaultdict(list)
        for somma, progetto, importo in voci.values_list("parte_di", "quadro__progetto", "importo"):
            trovate[somma].append((progetto, importo))
        return trovate


def fondi_delle_somme(somme):
    """Return {key: key of the fund} of the sums whose payer, ``fonte_finanziaria``, is one known fund."""
    fondi = list(Fondo.objects.all())
    trovati = {}
    for somma in somme:
        suoi = [f for f in fondi if f.tipo in TIPI_DI_FONDO.get(somma.fonte_finanziaria, [])]
        if len(suoi) == 1:
            trovati[somma.pk] = suoi[0].pk
    return trovati
