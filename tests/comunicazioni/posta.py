"""What the tests of the mail to many share."""

from aderenti.models import Referente
from comunicazioni.destinatari import da_scrivere, voci_di
from comunicazioni.models import Comunicazione
from comunicazioni.segmenti import in_parole
from comunicazioni.services import accoda_comunicazione, impronta
from tests.factories import make_aderente

UFFICIO = "rete@ats.example"


def make_comunicazione(segmento="aderenti", **oggetti):
    """Return a draft to a segment; ``oggetti`` are the rows its question needs."""
    comunicazione = Comunicazione(
        oggetto="Riunione a Tirano",
        testo="Ci vediamo alle 15.",
        segmento=segmento,
        parametri={nome: oggetto.pk for nome, oggetto in oggetti.items()},
    )
    comunicazione.a_chi = in_parole(comunicazione)
    comunicazione.save()
    return comunicazione


def make_ente(nome, **campi):
    """Return a member whose office answers at ``nome@ente.example``."""
    return make_aderente(denominazione=nome, **{"email": f"{nome.lower()}@ente.example"} | campi)


def make_referente(ente, email, **campi):
    """Return a referent of a body."""
    return Referente.objects.create(organizzazione=ente, ruolo="ufficio", email=email, telefono="1", **campi)


def confermata(comunicazione):
    """Look at a draft and confirm it; return it as it left."""
    vista = impronta(comunicazione, da_scrivere(voci_di(comunicazione)))
    return accoda_comunicazione(comunicazione=comunicazione, vista=vista)
