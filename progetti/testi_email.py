"""The e-mails about calls, whose texts staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import TestoModificabile, Variabile

INDIRIZZO = "https://portale.example.it"
SITO = Variabile("sito", _("l’indirizzo del portale"), INDIRIZZO)
AVVISI = Variabile("avvisi", _("l’indirizzo dell’elenco degli avvisi"), f"{INDIRIZZO}/avvisi/")
SMETTI = Variabile(
    "smetti",
    _("il collegamento per non ricevere più nulla"),
    f"{INDIRIZZO}/avvisi/avvisami/…/disiscrivi/",
    obbligatoria=True,
)
CONFERMA = Variabile(
    "conferma",
    _("il collegamento per confermare"),
    f"{INDIRIZZO}/avvisi/avvisami/…/conferma/",
    obbligatoria=True,
)


def _testo(nome_file, nome, *variabili):
    return TestoModificabile(f"avvisi/email/{nome_file}", nome, (*variabili, SMETTI, AVVISI, SITO))


TESTI = (
    _testo("conferma", _("Aperture degli avvisi: da confermare"), CONFERMA),
    _testo("gia_attiva", _("Aperture degli avvisi: iscrizione già attiva")),
    _testo(
        "apertura",
        _("Un avviso ha aperto"),
        Variabile("titolo", _("il titolo dell’avviso"), _("Avviso per le Alleanze 2027"), obbligatoria=True),
        Variabile(
            "sintesi",
            _("l’avviso in parole semplici"),
            _("Contributi per i servizi che aiutano le famiglie."),
        ),
        Variabile("chiude", _("quando chiude, vuoto se non è noto"), _("venerdì 12 marzo 2027 alle 12")),
        Variabile(
            "pagina", _("l’indirizzo dell’avviso"), f"{INDIRIZZO}/avvisi/alleanze-2027/", obbligatoria=True
        ),
    ),
)
