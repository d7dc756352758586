"""Tables from anywhere whose rows are rows of one model: made, changed, or there already."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.fogli.colonne import TabellaLibera
from core.fogli.rifiuti import controlla
from core.fogli.tabelle import RigheSbagliateError
from core.importazione import Errore
from core.proposte.voci import Voce, VoceMolti


class TabellaDiModello(TabellaLibera):
    """One row of the file, one row of ``modello``, told by the columns ``chiave``.

    An empty cell leaves what is there. Where the key is not ``unica`` a row that the file has twice is
    two rows. Columns of other models are for the ``altro`` verbs.
    """

    modello = None
    chiave = ()
    unica = True
    ordine = ()  # columns by which the rows are written: the order of the file, by default

    def confronta(self, passi, *, blocca):
        """Return the steps: against the rows with the same key."""
        esistenti = self._esistenti(passi, blocca)
        prime, errori = {}, []
        for passo in passi:
            chiave = tuple(passo.letti.get(nome) for nome in self.chiave)
            if chiave in prime:
                errori += self._ripetuta(passo, prime[chiave])
            prime.setdefault(chiave, passo.riga)
            trovati = esistenti.get(chiave, [])
            passo.oggetto = trovati.pop(0) if trovati else None
            passo.cambi = self._propri(passo)
            if passo.oggetto:
                ora = {nome: self._voce(nome).leggi(passo.oggetto) for nome in passo.cambi}
                passo.cambi = {nome: valore for nome, valore in passo.cambi.items() if valore != ora[nome]}
                passo.base = {nome: ora[nome] for nome in passo.cambi}
            errori += self.altro_confronto(passo)
        if errori:
            raise RigheSbagliateError(errori)
        return sorted(passi, key=lambda p: [p.letti.get(nome) or "" for nome in self.ordine])

    def scrivi(self, passo, utente):
        """Write one row; raise ValidationError."""
        oggetto = passo.oggetto or self.nuovo(utente)
        propri = {nome: valore for nome, valore in passo.cambi.items() if nome in self._nomi_propri}
        for nome, valore in propri.items():
            self._voce(nome).prepara(oggetto, valore)
        controlla(oggetto, self.mappate)
        try:
            with transaction.atomic():
                oggetto._history_user = utente
                oggetto.save()
                for nome, valore in propri.items():
                    self._voce(nome).completa(oggetto, valore)
        except IntegrityError:
            controlla(oggetto, self.mappate)  # who broke the rule meanwhile is seen now
            testo = _("Nel frattempo questi dati sono cambiati: ricontrolla e riprova.")
            raise ValidationError({NON_FIELD_ERRORS: testo}) from None
        self.altro_scrivi(oggetto, passo, utente)

    def righe_con(self, passi):
        """Return the queryset of the rows that the keys of ``passi`` may mean."""
        raise NotImplementedError

    def nuovo(self, utente):
        """Return an unsaved row."""
        return self.modello()

    def altro_confronto(self, passo):
        """Add to ``passo.cambi`` what columns of other models would change; return the errors."""
        return []

    def altro_scrivi(self, oggetto, passo, utente):
        """Write what columns of other models change, once the row is there; raise ValidationError."""

    @property
    def _nomi_propri(self):
        return [c.nome for c in self.colonne if c.celle.modello is self.modello]

    def _propri(self, passo):
        return {nome: passo.letti[nome] for nome in self._nomi_propri if nome in passo.letti}

    def _voce(self, nome):
        molti = self.per_nome[nome].del_modello.many_to_many
        return VoceMolti(nome) if molti else Voce(nome)

    def _esistenti(self, passi, blocca):
        """Return {key: rows of the portal}, oldest first."""
        righe = self.righe_con(passi).order_by("pk")
        molti = [n for n in self._nomi_propri if self.per_nome[n].del_modello.many_to_many]
        if blocca:
            righe = righe.select_for_update(of=("self",))
        per_chiave = {}
        for riga in righe.prefetch_related(*molti):
            chiave = tuple(self._voce(nome).leggi(riga) for nome in self.chiave)
            per_chiave.setdefault(chiave, []).append(riga)
        return per_chiave

    def _ripetuta(self, passo, prima):
        if self.unica:
            testo = _("dice la stessa cosa della riga %(n)s: lasciane una") % {"n": prima}
            return [Errore(passo.riga, self.chiave[-1], testo)]
        passo.avvisi.append(_("È uguale alla riga %(n)s: se è la stessa, toglila.") % {"n": prima})
        return []
