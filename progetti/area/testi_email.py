"""The e-mails to the members about their projects: what they are about, the texts that staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import Motivo, TestoModificabile, Variabile
from core.posta.motivi import Modo

MOTIVI = (
    Motivo(
        codice="scadenza_progetto",
        nome=_("Scadenze dei progetti"),
        spiegazione=_("Trenta, quindici e cinque giorni prima, se il tuo ente è capofila."),
        modi=(Modo.SUBITO, Modo.RIEPILOGO, Modo.MAI),
    ),
)

TESTI = (
    TestoModificabile(
        codice="progetti/email/promemoria",
        nome=_("Promemoria di una scadenza di un progetto"),
        variabili=(
            Variabile("ente", _("il nome del capofila"), _("Comune di Grosio")),
            Variabile("progetto", _("il nome del progetto"), _("Tempi della montagna"), obbligatoria=True),
            Variabile("scadenza", _("che cosa scade"), _("Relazione intermedia"), obbligatoria=True),
            Variabile("giorno", _("il giorno, con l’articolo"), _("il 15 dicembre 2026"), obbligatoria=True),
            Variabile("manca", _("quanto manca"), _("fra 15 giorni")),
            Variabile(
                "collegamento",
                _("l’indirizzo della pagina del progetto nell’area riservata"),
                "https://portale.example.it/area-riservata/enti/…/progetti/…/",
                obbligatoria=True,
            ),
        ),
    ),
    TestoModificabile(
        codice="progetti/email/scheda_in_ritardo",
        nome=_("Scheda di monitoraggio in ritardo"),
        variabili=(
            Variabile("ente", _("il nome del capofila"), _("Comune di Grosio")),
            Variabile("progetto", _("il nome del progetto"), _("Tempi della montagna"), obbligatoria=True),
            Variabile("rilevazione", _("il nome della rilevazione"), _("Primo semestre 2026")),
            Variabile("giorno", _("il giorno, con l’articolo"), _("il 31 luglio 2026")),
            Variabile(
                "collegamento",
                _("l’indirizzo della scheda nell’area riservata"),
                "https://portale.example.it/area-riservata/enti/…/monitoraggio/…/",
                obbligatoria=True,
            ),
        ),
    ),
)
