"""The e-mails about action points and written votes: what they are about, the texts staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import Motivo, TestoModificabile, Variabile
from core.posta.motivi import Modo

MOTIVI = (
    Motivo(
        codice="azione_comitato",
        nome=_("Azioni e domande del Comitato"),
        spiegazione=_("Quello che il Comitato affida o chiede al tuo ente, e le risposte alle tue domande."),
        modi=(Modo.SUBITO, Modo.RIEPILOGO),
    ),
    Motivo(
        codice="voto_scritto",
        nome=_("Votazioni scritte del Comitato"),
        spiegazione=_("Due giorni prima del termine, se il tuo ente non ha ancora votato."),
    ),
)
AZIONE = (
    Variabile("ente", _("il nome dell’ente"), _("Comune di Grosio")),
    Variabile("azione", _("che cosa fare"), _("Mandare il nuovo cronoprogramma"), obbligatoria=True),
    Variabile("giorno", _("entro quando, con l’articolo"), _("il 15 dicembre 2026"), obbligatoria=True),
)
PAGINA = Variabile(
    "collegamento",
    _("l’indirizzo della pagina nell’area riservata"),
    "https://portale.example.it/area-riservata/enti/…/azioni/",
    obbligatoria=True,
)
TESTI = (
    TestoModificabile(
        codice="comitato/email/azione_affidata",
        nome=_("Il Comitato affida un’azione a un ente"),
        variabili=(*AZIONE, PAGINA),
    ),
    TestoModificabile(
        codice="comitato/email/azione_rimandata",
        nome=_("Un’azione del Comitato torna all’ente con il motivo"),
        variabili=(
            *AZIONE,
            Variabile("motivo", _("che cosa manca"), _("Manca la data di fine."), obbligatoria=True),
            PAGINA,
        ),
    ),
    TestoModificabile(
        codice="comitato/email/azione_promemoria",
        nome=_("Promemoria di un’azione del Comitato"),
        variabili=(
            *AZIONE,
            Variabile("manca", _("quando scade, o che è in ritardo"), _("scade fra 15 giorni")),
            PAGINA,
        ),
    ),
    TestoModificabile(
        codice="comitato/email/voto_scritto",
        nome=_("Promemoria di una votazione scritta"),
        variabili=(
            Variabile("seduta", _("numero e oggetto"), _("3/2026 · Stato dei progetti"), obbligatoria=True),
            Variabile("termine", _("entro quando"), _("il 10 dicembre 2026 alle 12:00"), obbligatoria=True),
            Variabile(
                "decisioni",
                _("le decisioni da votare, ognuna con il suo indirizzo"),
                "Proroga del progetto\nhttps://portale.example.it/admin/…",
                obbligatoria=True,
            ),
        ),
    ),
)
