"""The e-mails of the meetings: what they are about, the texts that staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import Motivo, TestoModificabile, Variabile

MOTIVI = (
    Motivo(
        codice="seduta_comitato",
        nome=_("Sedute del Comitato"),
        spiegazione=_("Convocazioni, cambiamenti e annullamenti, se il tuo ente siede nel Comitato."),
    ),
)
SEDUTA = (
    Variabile("seduta", _("numero e oggetto"), _("3/2026 · Stato dei progetti"), obbligatoria=True),
    Variabile(
        "quando",
        _("giorno e ora, o il termine"),
        _("giovedì 10 dicembre 2026 alle 10:00"),
        obbligatoria=True,
    ),
    Variabile("come", _("in presenza, a distanza, scritta"), _("in presenza")),
    Variabile("luogo", _("il luogo"), _("Sondrio, via Stelvio 35")),
    Variabile(
        "collegamento_video", _("l’indirizzo per partecipare a distanza"), "https://video.example.org/x"
    ),
    Variabile("ordine", _("i punti, uno per riga"), _("1. 10:00 Stato dei progetti (discussione)")),
)
PAGINA = Variabile(
    "collegamento",
    _("l’indirizzo della pagina della seduta"),
    "https://portale.example.it/admin/comitato/seduta/3/seduta/",
    obbligatoria=True,
)
TESTI = (
    TestoModificabile(
        codice="comitato/email/convocazione",
        nome=_("Convocazione di una seduta del Comitato"),
        variabili=(*SEDUTA, PAGINA),
    ),
    TestoModificabile(
        codice="comitato/email/cambiamento",
        nome=_("Cambia una seduta del Comitato già convocata"),
        variabili=(*SEDUTA, PAGINA),
    ),
    TestoModificabile(
        codice="comitato/email/annullamento",
        nome=_("Annullamento di una seduta del Comitato"),
        variabili=(
            *SEDUTA[:2],
            Variabile("motivo", _("perché è annullata"), _("neve sulle strade"), obbligatoria=True),
        ),
    ),
)
