"""The e-mails about the people of a member: the texts that staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import TestoModificabile, Variabile

CARTELLA = "aderenti/email/"
ENTE = Variabile("ente", _("il nome dell’ente"), _("Comune di Grosio"))
RUOLO = Variabile("ruolo", _("il ruolo: redattore o amministratore"), _("redattore"))


def _collegamento(descrizione, percorso):
    esempio = f"https://portale.example.it{percorso}"
    return Variabile("collegamento", descrizione, esempio, obbligatoria=True)


AREA = _collegamento(_("l’indirizzo dell’area riservata"), "/area-riservata/")

TESTI = (
    TestoModificabile(
        codice=f"{CARTELLA}invito",
        nome=_("Invito a curare le pagine di un ente"),
        variabili=(
            ENTE,
            RUOLO,
            _collegamento(_("l’indirizzo che accetta l’invito: vale una volta sola"), "/inviti/…/"),
            Variabile("giorno", _("l’ultimo giorno in cui vale, con “al”"), _("al 10 dicembre 2026")),
        ),
    ),
    TestoModificabile(
        codice=f"{CARTELLA}ruolo_cambiato",
        nome=_("Il ruolo di una persona è cambiato"),
        variabili=(
            ENTE,
            RUOLO,
            Variabile(
                "cosa_puoi_fare",
                _("che cosa può fare con il nuovo ruolo"),
                _("Tieni aggiornate le pagine e decidi chi può lavorarci."),
            ),
            AREA,
        ),
    ),
    TestoModificabile(
        codice=f"{CARTELLA}accesso_tolto",
        nome=_("L’accesso di una persona è stato tolto"),
        variabili=(ENTE,),
    ),
    TestoModificabile(
        codice=f"{CARTELLA}richiesta_accesso",
        nome=_("Una persona chiede di curare le pagine di un ente"),
        variabili=(
            ENTE,
            Variabile("email", _("l’indirizzo di chi chiede"), "ufficio@example.org", obbligatoria=True),
            Variabile("mansione", _("che cosa fa nell’ente"), _("ufficio servizi sociali")),
            _collegamento(_("l’indirizzo dove si decide"), "/area-riservata/enti/…/persone/richieste/1/"),
        ),
    ),
    TestoModificabile(
        codice=f"{CARTELLA}gia_dentro",
        nome=_("Chi chiede l’accesso lo ha già"),
        variabili=(ENTE, AREA),
    ),
    TestoModificabile(
        codice=f"{CARTELLA}richiesta_respinta",
        nome=_("La richiesta di curare le pagine non è accolta"),
        variabili=(
            ENTE,
            Variabile("contatto", _("l’indirizzo e-mail dell’ufficio di ATS"), "rete@example.org"),
        ),
    ),
)
