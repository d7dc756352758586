"""The e-mails about the good practices of a member: the texts staff may change."""

from django.utils.translation import gettext_lazy as _

from core.models import PreferenzaPosta
from core.posta import Motivo, TestoModificabile, Variabile

Modo = PreferenzaPosta.Modo
MOTIVO = "pratica_proposta"
RESTITUITA = "imprese/email/pratica_restituita"
PUBBLICATA = "imprese/email/pratica_pubblicata"
MOTIVI = (
    Motivo(
        codice=MOTIVO,
        nome=_("Le nostre buone pratiche"),
        spiegazione=_("Quando ATS pubblica o restituisce una buona pratica del tuo ente."),
        modi=(Modo.SUBITO, Modo.RIEPILOGO),
    ),
)
PRATICA = Variabile("pratica", _("il titolo"), _("Si entra dalle 8 alle 9.30"), obbligatoria=True)
PAGINA = Variabile(
    "collegamento", _("l’indirizzo della pagina"), "https://portale.example.it/…", obbligatoria=True
)
COMUNI = (Variabile("ente", _("il nome dell’ente"), _("Latteria di Postalesio")), PRATICA, PAGINA)
QUANTI = Variabile("quanti", _("quante parti sono da correggere"), "2")
TESTI = (
    TestoModificabile(
        codice=RESTITUITA, nome=_("ATS restituisce una buona pratica"), variabili=(*COMUNI, QUANTI)
    ),
    TestoModificabile(codice=PUBBLICATA, nome=_("ATS pubblica una buona pratica"), variabili=COMUNI),
)
