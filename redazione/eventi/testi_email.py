"""The e-mails about the events of a member: the texts staff may change."""

from django.utils.translation import gettext_lazy as _

from core.models import PreferenzaPosta
from core.posta import Motivo, TestoModificabile, Variabile

Modo = PreferenzaPosta.Modo
MOTIVI = (
    Motivo(
        codice="evento_proposto",
        nome=_("I nostri eventi"),
        spiegazione=_("Quando ATS pubblica, restituisce o annulla un evento del tuo ente."),
        modi=(Modo.SUBITO, Modo.RIEPILOGO),
    ),
)
COMUNI = (
    Variabile("ente", _("il nome dell’ente"), _("Comune di Grosio")),
    Variabile("evento", _("il titolo dell’evento"), _("Festa dei nonni"), obbligatoria=True),
)
PERCHE = Variabile("perche", _("il motivo"), _("Manca l’orario della domenica."), obbligatoria=True)
PAGINA = Variabile(
    "collegamento", _("l’indirizzo della pagina"), "https://portale.example.it/…", obbligatoria=True
)
TESTI = (
    TestoModificabile(
        codice="redazione/email/evento_restituito",
        nome=_("ATS restituisce un evento"),
        variabili=(*COMUNI, PERCHE, PAGINA),
    ),
    TestoModificabile(
        codice="redazione/email/evento_pubblicato",
        nome=_("ATS pubblica un evento"),
        variabili=(*COMUNI, PAGINA),
    ),
    TestoModificabile(
        codice="redazione/email/evento_annullato",
        nome=_("ATS annulla un evento"),
        variabili=(*COMUNI, PERCHE, PAGINA),
    ),
)
