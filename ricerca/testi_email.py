"""The e-mails of the saved searches, whose texts staff may change."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as frase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.posta import TestoModificabile, Variabile
from ricerca.models import RicercaSalvata

INDIRIZZO = "https://portale.example.it"
PAROLE = Variabile("parole", _("la ricerca, in parole"), _("Nido · Tirano"), obbligatoria=True)
SITO = Variabile("sito", _("l’indirizzo del portale"), INDIRIZZO)
OGNI_QUANTO = Variabile("ogni_quanto", _("ogni giorno, o ogni settimana"), _("ogni settimana"))
CONFERMA = Variabile(
    "conferma",
    _("il collegamento per confermare"),
    f"{INDIRIZZO}/servizi/salva/…/conferma/",
    obbligatoria=True,
)
SMETTI = Variabile(
    "smetti",
    _("il collegamento per non ricevere più nulla"),
    f"{INDIRIZZO}/servizi/salva/…/smetti/",
    obbligatoria=True,
)


def _comuni(contesto):
    """Return the words that every one of these e-mails may use."""
    frequenza = contesto["ricerca"].frequenza
    ogni_giorno = frequenza == RicercaSalvata.Frequenza.GIORNALIERA
    return {
        **{nome: contesto[nome] for nome in ("parole", "sito", "elenco", "cerca", "conferma", "smetti")},
        "ogni_quanto": frase("ogni giorno") if ogni_giorno else frase("ogni settimana"),
        "massime": contesto.get("massime", ""),
        "motivi": "\n".join(f"* {motivo}" for motivo in contesto.get("motivi", [])),
    }


def _delle_novita(contesto):
    quanti = contesto["quanti_nuovi"]
    nuovi = ngettext("%(n)d servizio nuovo per te", "%(n)d servizi nuovi per te", quanti) % {"n": quanti}
    return _comuni(contesto) | {
        "in_breve": nuovi if quanti else frase("Sta per chiudere un servizio che cerchi"),
        "novita": render_to_string("ricerca/email/_novita.txt", contesto).strip(),
    }


def _testo(nome_file, nome, *variabili, valori=_comuni):
    return TestoModificabile(f"ricerca/email/{nome_file}", nome, (PAROLE, *variabili, SITO), valori)


TESTI = (
    _testo("conferma", _("Ricerca salvata: da confermare"), OGNI_QUANTO, CONFERMA, SMETTI),
    _testo("gia_attiva", _("Ricerca salvata: c’è già"), OGNI_QUANTO, SMETTI),
    _testo(
        "troppe",
        _("Ricerca salvata: ce ne sono troppe"),
        Variabile("massime", _("quante se ne possono salvare"), "20"),
    ),
    _testo(
        "non_vale_piu",
        _("Ricerca salvata: non vale più"),
        Variabile(
            "motivi", _("perché non si può più fare, un motivo per riga"), _("* Comune: scegli un comune.")
        ),
        Variabile("cerca", _("l’indirizzo della ricerca"), f"{INDIRIZZO}/servizi/"),
    ),
    _testo(
        "novita",
        _("Ricerca salvata: novità"),
        Variabile("in_breve", _("le novità in una riga, per l’oggetto"), _("2 servizi nuovi per te")),
        Variabile(
            "novita",
            _("i servizi nuovi e quelli che chiudono"),
            _("NUOVI\n\n* Nido Betulla\n  Tirano"),
            obbligatoria=True,
        ),
        Variabile("elenco", _("l’indirizzo dell’elenco di quella ricerca"), f"{INDIRIZZO}/servizi/?q=nido"),
        SMETTI,
        valori=_delle_novita,
    ),
)
