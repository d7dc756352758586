"""The e-mails about accounts, and the text that staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import TestoModificabile, Variabile

INVITO = "utenti/email/invito"

TESTI = (
    TestoModificabile(
        codice=INVITO,
        nome=_("Invito: scegli la password del tuo account"),
        variabili=(
            Variabile("indirizzo_email", _("l’indirizzo con cui entrare"), "giulia@example.org"),
            Variabile(
                "collegamento",
                _("il collegamento per scegliere la password: vale una volta sola"),
                "https://portale.example.it/account/password/reset/key/…/",
                obbligatoria=True,
            ),
            Variabile("sito", _("il nome della Rete"), _("Rete di Conciliazione della Montagna")),
        ),
    ),
)
