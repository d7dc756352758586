"""The e-mails about services: what they may be about, and the texts that staff may change."""

from django.utils.translation import gettext as frase
from django.utils.translation import gettext_lazy as _

from core.posta import Motivo, TestoModificabile, Variabile
from core.posta.motivi import Modo

MOTIVI = (
    Motivo(
        codice="segnalazione",
        nome=_("Segnalazioni sulle schede"),
        spiegazione=_("Quando un cittadino dice che in una scheda qualcosa non va."),
        modi=(Modo.SUBITO, Modo.RIEPILOGO, Modo.MAI),
    ),
)


def _della_segnalazione(contesto):
    segnalazione = contesto["segnalazione"]
    return {
        "titolo": contesto["servizio"].titolo,
        "motivo": segnalazione.get_motivo_display(),
        "testo": segnalazione.testo,
        "scheda": contesto["scheda"],
        "cosa_fare": _cosa_fare(contesto),
    }


def _cosa_fare(contesto):
    """Return what to do next: answer in the admin for ATS, write to ATS for the others."""
    if contesto["gestione"]:
        invito = frase("Controlla, correggi la scheda se serve e rispondi da qui:")
        return f"{invito}\n{contesto['gestione']}"
    if contesto["contatto"]:
        return frase(
            "Controlla, per favore, e scrivici che cosa è giusto: rispondi a questa e-mail. "
            "Correggiamo noi la scheda."
        )
    return frase("Controlla, per favore, e comunica ad ATS della Montagna che cosa è giusto.")


TESTI = (
    TestoModificabile(
        codice="servizi/email/segnalazione",
        nome=_("Segnalazione su una scheda"),
        variabili=(
            Variabile("titolo", _("il titolo della scheda"), _("Nido Betulla")),
            Variabile("motivo", _("che cosa non va"), _("Gli orari sono sbagliati"), obbligatoria=True),
            Variabile("testo", _("quello che ha scritto chi segnala"), _("Il martedì chiude prima.")),
            Variabile(
                "scheda",
                _("l’indirizzo della scheda"),
                "https://portale.example.it/servizi/nido-betulla/",
                obbligatoria=True,
            ),
            Variabile(
                "cosa_fare",
                _("che cosa fare: rispondere nella gestione per ATS, scrivere ad ATS per gli altri"),
                _("Controlla, per favore, e scrivici che cosa è giusto: rispondi a questa e-mail."),
                obbligatoria=True,
            ),
        ),
        valori=_della_segnalazione,
    ),
)
