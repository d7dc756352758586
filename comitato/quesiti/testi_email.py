"""The e-mails about questions to a capofila: the texts staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import TestoModificabile, Variabile

COMUNI = (
    Variabile("ente", _("il nome del capofila"), _("Comune di Grosio")),
    Variabile("progetto", _("il nome del progetto"), _("Tempi della valle"), obbligatoria=True),
    Variabile("chi", _("chi chiede"), _("la segreteria del Comitato")),
    Variabile("domanda", _("la domanda"), _("Quando parte il trasporto?"), obbligatoria=True),
)
PAGINA = Variabile(
    "collegamento", _("l’indirizzo della pagina"), "https://portale.example.it/…", obbligatoria=True
)
TESTI = (
    TestoModificabile(
        codice="comitato/email/domanda",
        nome=_("Il Comitato fa una domanda al capofila"),
        variabili=(*COMUNI, PAGINA),
    ),
    TestoModificabile(
        codice="comitato/email/domanda_risposta",
        nome=_("Il capofila ha risposto al Comitato"),
        variabili=(
            *COMUNI,
            Variabile("risposta", _("la risposta"), _("Dal 7 gennaio."), obbligatoria=True),
            PAGINA,
        ),
    ),
)
