"""The money of a project for one of its bodies: the budget in force, its own share, what it was paid."""

from dataclasses import dataclass, field
from decimal import Decimal

from progetti.denaro.conti import Conto, conti
from progetti.models import Pagamento

ZERO = Decimal("0.00")


@dataclass
class Denaro:
    """The account of a project, the rows of its budget, its payments; euro to the cent.

    ``somme`` are the documented sums that name the project: all there is without a budget.
    """

    ente: object
    conto: Conto
    fonti: list = field(default_factory=list)
    costi: list = field(default_factory=list)
    pagamenti: list = field(default_factory=list)
    somme: list = field(default_factory=list)

    @property
    def mie(self):
        """Return the sources that name this body."""
        return [voce for voce in self.fonti if voce.organizzazione_id == self.ente.pk]

    @property
    def mio_denaro(self):
        """Return what this body puts in cash."""
        return sum((voce.importo for voce in self.mie if not voce.in_natura), ZERO)

    @property
    def mio_in_natura(self):
        """Return what this body puts in kind."""
        return sum((voce.importo for voce in self.mie if voce.in_natura), ZERO)

    @property
    def ricevuto(self):
        """Return what this body was paid, recoveries taken away; None when no payment is known."""
        miei = [p for p in self.pagamenti if p.beneficiario_id == self.ente.pk]
        segni = {Pagamento.Tipo.RECUPERO: -1}
        return sum((segni.get(p.tipo, 1) * p.importo for p in miei), ZERO) if miei else None


def denaro_di(progetto, ente):
    """Return the ``Denaro`` of a project for a body: ten queries."""
    conto = conti([progetto])[progetto.pk]
    quadro = conto.quadro
    return Denaro(
        ente=ente,
        conto=conto,
        fonti=list(quadro.fonti_di_denaro.select_related("organizzazione", "fondo")) if quadro else [],
        costi=list(quadro.voci_di_spesa.select_related("categoria")) if quadro else [],
        pagamenti=list(progetto.pagamenti.select_related("beneficiario", "atto")),
        somme=list(progetto.finanziamenti.select_related("atto", "parte_di")),
    )
