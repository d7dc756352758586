"""The e-mails of the newsletter: what they are about, the texts staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import Motivo, TestoModificabile, Variabile
from newsletter.invio import MOTIVO, MOTIVO_PROVA, registra_esito
from newsletter.iscrizioni import MOTIVO as MOTIVO_ISCRIZIONE

INDIRIZZO = "https://portale.example.it"
MOTIVI = (
    Motivo(codice=MOTIVO, nome=_("Newsletter"), racconta=registra_esito),
    Motivo(codice=MOTIVO_PROVA, nome=_("Prove della newsletter")),
    Motivo(codice=MOTIVO_ISCRIZIONE, nome=_("Iscrizioni alla newsletter")),
)
SITO = Variabile("sito", _("l’indirizzo del portale"), INDIRIZZO)
SMETTI = Variabile(
    "smetti",
    _("il collegamento per cancellare l’indirizzo"),
    f"{INDIRIZZO}/newsletter/…/disiscrivi/",
    obbligatoria=True,
)
TESTI = (
    TestoModificabile(
        codice="newsletter/email/conferma",
        nome=_("Newsletter: da confermare"),
        variabili=(
            Variabile(
                "conferma",
                _("il collegamento per confermare"),
                f"{INDIRIZZO}/newsletter/…/conferma/",
                obbligatoria=True,
            ),
            SMETTI,
            SITO,
        ),
    ),
    TestoModificabile(
        codice="newsletter/email/gia_attiva",
        nome=_("Newsletter: la ricevi già"),
        variabili=(
            Variabile(
                "preferenze",
                _("il collegamento per cambiare che cosa si riceve"),
                f"{INDIRIZZO}/newsletter/…/preferenze/",
                obbligatoria=True,
            ),
            SMETTI,
            SITO,
        ),
    ),
)
