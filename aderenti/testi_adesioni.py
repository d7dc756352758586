"""The e-mails about joining, confirming and leaving: the texts that staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import TestoModificabile, Variabile

CARTELLA = "aderenti/email/"
ENTE = Variabile("ente", _("il nome dell’ente"), _("Il Larice cooperativa sociale"))
AL_GIORNO = _("al 31 gennaio 2027")
DAL_GIORNO = _("dal 31 gennaio 2027")


def _collegamento(descrizione, percorso):
    esempio = f"https://portale.example.it{percorso}"
    return Variabile("collegamento", descrizione, esempio, obbligatoria=True)


SEGUI = _collegamento(_("l’indirizzo per seguire la domanda"), "/aderenti/domande/…/")
CONFERMA = (
    ENTE,
    Variabile("giorno", _("l’ultimo giorno per confermare, con “al”"), AL_GIORNO),
    _collegamento(_("l’indirizzo con il bottone “è tutto corretto”"), "/aderenti/conferma/…/"),
)


def _testo(nome, titolo, *variabili):
    return TestoModificabile(codice=f"{CARTELLA}{nome}", nome=titolo, variabili=variabili)


TESTI = (
    _testo("domanda_inviata", _("Domanda di adesione ricevuta"), ENTE, SEGUI),
    _testo(
        "domanda_da_correggere",
        _("Domanda di adesione da correggere"),
        ENTE,
        SEGUI,
        Variabile(
            "righe", _("che cosa correggere, una voce per riga"), _("CAP: manca una cifra"), obbligatoria=True
        ),
    ),
    _testo(
        "domanda_respinta",
        _("Domanda di adesione respinta"),
        ENTE,
        SEGUI,
        Variabile("motivo", _("il motivo"), _("La sede è fuori dal territorio."), obbligatoria=True),
        Variabile("chiarimenti", _("a chi chiedere"), _("Per chiarimenti scrivi a rete@example.it.")),
    ),
    _testo(
        "domanda_accolta",
        _("Domanda di adesione accolta"),
        ENTE,
        SEGUI,
        Variabile("giorno", _("il giorno dell’adesione, con “dal”"), DAL_GIORNO),
    ),
    _testo(
        "domanda_arrivata",
        _("Domanda di adesione da esaminare (per ATS)"),
        ENTE,
        Variabile("categoria", _("la categoria"), _("Cooperazione sociale")),
        Variabile("sede", _("il comune della sede"), "Sondrio"),
        _collegamento(_("la pagina della domanda nella gestione"), "/admin/…/"),
    ),
    _testo("conferma", _("Giro di conferme: è ancora tutto giusto?"), *CONFERMA),
    _testo("conferma_promemoria", _("Giro di conferme: promemoria"), *CONFERMA),
    _testo(
        "recesso_chiesto",
        _("Recesso da registrare (per ATS)"),
        ENTE,
        Variabile("giorno", _("il giorno del recesso, con “dal”"), DAL_GIORNO),
        Variabile("motivo", _("il motivo"), _("L’ente chiude.")),
        _collegamento(_("la pagina della richiesta nella gestione"), "/admin/…/"),
    ),
    _testo(
        "recesso_registrato",
        _("Recesso registrato"),
        ENTE,
        Variabile("giorno", _("il giorno del recesso, con “dal”"), DAL_GIORNO),
    ),
)
