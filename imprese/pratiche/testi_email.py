"""The e-mails about the good practices of a member: the texts staff may change."""

from django.utils.translation import gettext_lazy as _

from core.models import PreferenzaPosta
from core.posta import Motivo, TestoModificabile, Variabile

Modo = PreferenzaPosta.Modo
MOTIVI = (
    Motivo(
        codice="pratica_proposta",
        nome=_("Le nostre buone pratiche"),
        spiegazione=_("Quando ATS restituisce, pubblica o corregge una buona pratica del tuo ente."),
        modi=(Modo.SUBITO, Modo.RIEPILOGO),
    ),
)
COMUNI = (
    Variabile("ente", _("il nome dell’ente"), _("Latteria di Prova")),
    Variabile("pratica", _("il titolo"), _("Un’ora di margine"), obbligatoria=True),
    Variabile(
        "collegamento", _("l’indirizzo della pagina"), "https://portale.example.it/…", obbligatoria=True
    ),
)
COMMENTI = Variabile(
    "commenti", _("i commenti, una voce per riga"), _("- Quanto costa: aggiungi l’anno."), obbligatoria=True
)
RISPOSTA = Variabile("risposta", _("la risposta di ATS"), _("Abbiamo corretto l’anno."), obbligatoria=True)
TESTI = (
    TestoModificabile(
        codice="imprese/email/pratica_restituita",
        nome=_("ATS restituisce una buona pratica"),
        variabili=(*COMUNI, COMMENTI),
    ),
    TestoModificabile(
        codice="imprese/email/pratica_pubblicata",
        nome=_("ATS pubblica una buona pratica"),
        variabili=COMUNI,
    ),
    TestoModificabile(
        codice="imprese/email/pratica_corretta",
        nome=_("ATS risponde a una correzione chiesta"),
        variabili=(*COMUNI, RISPOSTA),
    ),
)
