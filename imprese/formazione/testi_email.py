"""The e-mails of training: what they are about, the texts staff may change."""

from django.utils.translation import gettext_lazy as _

from core.posta import Motivo, TestoModificabile, Variabile

MOTIVI = (Motivo(codice="formazione", nome=_("Iscrizioni alla formazione")),)
VARIABILI = (
    Variabile("percorso", _("il titolo del percorso"), _("Welfare in dieci mosse"), obbligatoria=True),
    Variabile("quando", _("il primo giorno, con l’articolo"), _("il 12 gennaio 2027")),
    Variabile("dove", _("dove si fa"), _("Camera di commercio, Sondrio")),
    Variabile(
        "collegamento",
        _("la pagina dell’iscrizione, solo di chi riceve"),
        "https://portale.example.it/imprese/formazione/iscrizione/…/",
        obbligatoria=True,
    ),
)
NOMI = {
    "iscrizione_conferma": _("Formazione: conferma l’iscrizione"),
    "iscrizione_fatta": _("Formazione: hai un posto"),
    "iscrizione_lista": _("Formazione: sei in lista d’attesa"),
    "iscrizione_promossa": _("Formazione: si è liberato un posto"),
    "iscrizione_gia": _("Formazione: eri già iscritto"),
    "iscrizione_promemoria": _("Formazione: promemoria"),
}
TESTO = Variabile("testo", _("quello che scrive l’ufficio"), _("La sede cambia: …"), obbligatoria=True)
CON_TESTO = {
    "percorso_annullato": _("Formazione: il percorso è annullato"),
    "percorso_avviso": _("Formazione: avviso a chi è iscritto"),
}
TESTI = tuple(
    TestoModificabile(codice=f"imprese/email/{codice}", nome=nome, variabili=VARIABILI)
    for codice, nome in NOMI.items()
) + tuple(
    TestoModificabile(codice=f"imprese/email/{codice}", nome=nome, variabili=(*VARIABILI, TESTO))
    for codice, nome in CON_TESTO.items()
)
