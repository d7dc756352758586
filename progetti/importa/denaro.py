"""Commitments, accounts of expenditure and payments from a table: one row each."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fogli.celle import Celle
from core.fogli.colonne import Colonna
from core.fogli.righe import TabellaDiModello
from core.importazione import Errore
from progetti.importa.colonne import ATTO, DENARO, ENTE, colonna_progetto, progetti_dei, provenienza
from progetti.models import Impegno, Pagamento, Rendiconto


class TabellaDelProgetto(TabellaDiModello):
    """Rows of money of a project; the projects are locked while they are written.

    ``avvenute`` are the columns with the day of something done: none is still to come.
    """

    avvenute = ("data",)

    def confronta(self, passi, *, blocca):
        """Return the steps, the projects locked."""
        if blocca:
            progetti_dei(passi, blocca=True)
        return super().confronta(passi, blocca=blocca)

    def righe_con(self, passi):
        """Return the rows of the projects named."""
        return self.modello.objects.filter(progetto__in={passo.letti["progetto"] for passo in passi})

    def altro_confronto(self, passo):
        """Return the errors of the days still to come."""
        oggi = timezone.localdate().isoformat()
        testo = _("è nel futuro: si registra quando è avvenuto")
        return [Errore(passo.riga, n, str(testo)) for n in self.avvenute if passo.letti.get(n, "") > oggi]


class TabellaImpegni(TabellaDelProgetto):
    """Legal commitments."""

    nome = "impegni"
    titolo = _("Impegni")
    spiegazione = _(
        "Una riga un impegno: contratti, ordini, assunzioni. Quelli già registrati non si ripetono."
    )
    permessi = ("progetti.add_impegno", "progetti.change_impegno")
    modello = Impegno
    chiave = ("progetto", "data", "oggetto", "importo")
    unica = False

    def crea_colonne(self):
        """Return the columns."""
        celle = Celle(Impegno)
        return [
            colonna_progetto(Impegno),
            Colonna("data", celle, obbligatoria=True, sinonimi=("data impegno", "impegnato il")),
            Colonna("oggetto", celle, obbligatoria=True, sinonimi=("oggetto", "descrizione", "causale")),
            Colonna(
                "importo", celle, obbligatoria=True, sinonimi=(*DENARO, "impegnato", "importo impegnato")
            ),
            Colonna("atto_estremi", celle, sinonimi=ATTO),
            *provenienza(celle),
        ]


class TabellaRendiconti(TabellaDelProgetto):
    """Accounts of expenditure: known by project and period, so that what is admitted can come later."""

    nome = "rendiconti"
    titolo = _("Rendiconti")
    spiegazione = _(
        "Una riga un rendiconto. Lo stesso progetto con le stesse date è lo stesso rendiconto: si aggiorna."
    )
    permessi = ("progetti.add_rendiconto", "progetti.change_rendiconto")
    modello = Rendiconto
    chiave = ("progetto", "dal", "al")
    avvenute = ("presentato_il", "ammesso_il")
    ordine = ("presentato_il",)

    def crea_colonne(self):
        """Return the columns."""
        celle = Celle(Rendiconto)
        return [
            colonna_progetto(Rendiconto),
            Colonna("presentato_il", celle, obbligatoria=True, sinonimi=("data presentazione", "data")),
            Colonna("dal", celle, obbligatoria=True, sinonimi=("dal", "inizio periodo", "periodo dal")),
            Colonna("al", celle, obbligatoria=True, sinonimi=("al", "fine periodo", "periodo al")),
            Colonna(
                "rendicontato",
                celle,
                obbligatoria=True,
                sinonimi=("rendicontato", "importo rendicontato", "spesa rendicontata", "importo"),
            ),
            Colonna("ammesso", celle, sinonimi=("ammesso", "importo ammesso", "spesa ammessa")),
            Colonna("ammesso_il", celle, sinonimi=("data ammissione",)),
            Colonna("atto", celle, sinonimi=ATTO),
            *provenienza(celle),
        ]


class TabellaPagamenti(TabellaDelProgetto):
    """Payments and recoveries, written from the oldest whatever the order of the file."""

    nome = "pagamenti"
    titolo = _("Pagamenti")
    spiegazione = _(
        "Una riga un pagamento o un recupero, con il beneficiario per nome o codice fiscale. "
        "Quelli già registrati non si ripetono."
    )
    permessi = ("progetti.add_pagamento", "progetti.change_pagamento")
    modello = Pagamento
    chiave = ("progetto", "tipo", "data", "importo", "beneficiario")
    unica = False
    ordine = ("data",)

    def crea_colonne(self):
        """Return the columns."""
        celle = Celle(Pagamento)
        return [
            colonna_progetto(Pagamento),
            Colonna("tipo", celle, obbligatoria=True, sinonimi=("tipo pagamento", "tipologia", "causale")),
            Colonna(
                "data",
                celle,
                obbligatoria=True,
                sinonimi=("data pagamento", "pagato il", "data liquidazione"),
            ),
            Colonna(
                "importo",
                celle,
                obbligatoria=True,
                sinonimi=(*DENARO, "importo pagato", "pagato", "importo liquidato", "liquidato"),
            ),
            Colonna(
                "beneficiario",
                celle,
                obbligatoria=True,
                sinonimi=("beneficiario", "nome beneficiario", "codice fiscale beneficiario", *ENTE),
            ),
            Colonna("atto", celle, sinonimi=ATTO),
            *provenienza(celle),
        ]

    def nuovo(self, utente):
        """Return a payment that remembers who registers it."""
        return Pagamento(registrato_da=utente)
