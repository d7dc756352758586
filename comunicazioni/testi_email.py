"""The mail to many: what it is about, and the text around what the office writes."""

from django.utils.translation import gettext_lazy as _

from comunicazioni.destinatari import MOTIVO
from comunicazioni.services import TEMPLATE, registra_esito
from core.posta import Motivo, TestoModificabile, Variabile
from core.posta.motivi import Modo

MOTIVI = (
    Motivo(
        codice=MOTIVO,
        nome=_("Comunicazioni dell’ufficio"),
        spiegazione=_("Quando ATS scrive a molti aderenti insieme. Le trovi sempre fra i tuoi messaggi."),
        modi=(Modo.SUBITO, Modo.MAI),
        racconta=registra_esito,
    ),
)

TESTI = (
    TestoModificabile(
        codice=TEMPLATE,
        nome=_("Comunicazione a molti aderenti"),
        variabili=(
            Variabile("oggetto", _("l’oggetto scritto dall’ufficio"), _("Riunione del 12 maggio")),
            Variabile(
                "testo",
                _("il testo scritto dall’ufficio"),
                _("Ci vediamo alle 15 in sala consiliare, a Tirano."),
                obbligatoria=True,
            ),
            Variabile("a_chi", _("a chi è mandata"), _("gli aderenti di un ambito: Tirano")),
            Variabile("sito", _("l’indirizzo del portale"), "https://portale.example.it"),
        ),
    ),
)
