"""The e-mails about the requests of a capofila: the texts that staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import TestoModificabile, Variabile

CARTELLA = "progetti/email/"
PROGETTO = Variabile("progetto", _("il nome del progetto"), _("La comunità che concilia"))
COSA = Variabile("cosa", _("che cosa si chiede"), _("più tempo (proroga), fino al 30 giugno 2027"))

TESTI = (
    TestoModificabile(
        codice=f"{CARTELLA}richiesta_arrivata",
        nome=_("Un capofila chiede una proroga o una variazione"),
        variabili=(
            PROGETTO,
            Variabile("ente", _("il nome del capofila"), _("Comune di Breno")),
            COSA,
            Variabile("perche", _("il motivo scritto dal capofila"), _("I lavori sono in ritardo.")),
            Variabile(
                "collegamento",
                _("l’indirizzo dove si risponde"),
                "https://portale.example.it/admin/progetti/richiestaprogetto/1/change/",
                obbligatoria=True,
            ),
        ),
    ),
    TestoModificabile(
        codice=f"{CARTELLA}richiesta_accolta",
        nome=_("La richiesta del capofila è accolta"),
        variabili=(
            PROGETTO,
            COSA,
            Variabile(
                "fine", _("la nuova fine, per una proroga"), _("Il progetto ora finisce il 30/06/2027.")
            ),
            Variabile("risposta", _("che cosa ha scritto ATS"), _("Mandate il nuovo cronoprogramma.")),
        ),
    ),
    TestoModificabile(
        codice=f"{CARTELLA}richiesta_non_accolta",
        nome=_("La richiesta del capofila non è accolta"),
        variabili=(
            PROGETTO,
            COSA,
            Variabile("risposta", _("perché non è accolta"), _("Il ciclo finisce prima."), obbligatoria=True),
        ),
    ),
)
