"""Every file of reference data and the importer of the room that holds it, in load order."""

from django.db import transaction

from aderenti.importazione import ImportaAderenti, ImportaCategorie, ImportaForme
from core.importazione import Contesto
from core.importazione.fonti import ImportaFonti
from imprese.importazione import (
    ImportaDomande,
    ImportaMisure,
    ImportaObiettivi,
    ImportaSchedeFiscali,
    ImportaTemi,
)
from piani.importazione import (
    ImportaAtti,
    ImportaCicli,
    ImportaIndicatori,
    ImportaLinee,
    ImportaLineeSimili,
    ImportaTermini,
)
from progetti.importazione import (
    ImportaCategorieCosto,
    ImportaFinanziamenti,
    ImportaProgetti,
    ImportaSommeLegate,
)
from progetti.importazione_avvisi import ImportaAvvisi
from redazione.importazione import ImportaDocumenti, ImportaNotizie
from servizi.importazione import (
    ImportaCalendario,
    ImportaDestinatari,
    ImportaGruppi,
    ImportaPeriodi,
    ImportaSinonimi,
    ImportaTipologie,
    ImportaTipologieDeiProgetti,
    ImportaVoci,
)
from territorio.importazione import (
    ImportaAdiacenze,
    ImportaAmbiti,
    ImportaComuni,
    ImportaComuniSoppressi,
    ImportaPopolazioneEta,
)

IMPORTATORI = (
    ImportaFonti,
    ImportaAmbiti,
    ImportaComuni,
    ImportaComuniSoppressi,
    ImportaAdiacenze,
    ImportaPopolazioneEta,
    ImportaGruppi,
    ImportaDestinatari,
    ImportaCicli,
    ImportaAtti,
    ImportaTermini,
    ImportaLinee,
    ImportaLineeSimili,
    ImportaIndicatori,
    ImportaTipologie,
    ImportaSinonimi,
    ImportaVoci,
    ImportaCategorie,
    ImportaForme,
    ImportaPeriodi,
    ImportaCalendario,
    ImportaAderenti,
    ImportaAvvisi,
    ImportaCategorieCosto,
    ImportaProgetti,
    ImportaFinanziamenti,
    ImportaSommeLegate,
    ImportaTipologieDeiProgetti,
    ImportaTemi,
    ImportaObiettivi,
    ImportaSchedeFiscali,
    ImportaMisure,
    ImportaDomande,
    ImportaNotizie,
    ImportaDocumenti,
)

LETTI_DOVE_SONO = ("campi_elenco_operazioni.csv", "campi_art27.csv")
"""Files that the legal lists read as they are: their columns."""

NON_CARICATI = LETTI_DOVE_SONO
"""Files without an importer."""


def nomi():
    """Return the names of the files that can be loaded, in order, without “.csv”."""
    return list(dict.fromkeys(importatore.file.removesuffix(".csv") for importatore in IMPORTATORI))


@transaction.atomic
def importa(cartella, *, solo=None, aggiorna=False, dry_run=False):
    """Load the files of ``cartella``, all or nothing, and return one Esito for each file, in order.

    ``solo``: the name of the only file to load. ``aggiorna``: write the files over what differs. ``dry_run``:
    undo everything at the end. Raises ImportazioneError with the errors of the first file that has any.
    """
    contesto = Contesto(cartella, aggiorna=aggiorna)
    esiti = {}
    for classe in IMPORTATORI:
        if solo is None or classe.file == f"{solo}.csv":
            esito = classe(contesto).esegui()
            prima = esiti.setdefault(esito.file, esito)
            if prima is not esito:
                prima.aggiungi(esito)
    contesto.salva_registro()
    if dry_run:
        transaction.set_rollback(True)
    return list(esiti.values())
