"""What to write in each field of a good practice: in plain words, with an example."""

from django.utils.translation import gettext_lazy as _

AIUTI = {
    "titolo": _("Che cosa fate, in poche parole. Per esempio: Un’ora di margine la mattina e la sera."),
    "settore": _("Quello principale. Per esempio: manifattura, per chi produce."),
    "dimensione": _("Quante persone lavorano con voi oggi. Per esempio: 8 persone sono «da 1 a 9»."),
    "ambito": _("Dove lavorate. Per esempio: Tirano. Se sono più di uno, lascia vuoto."),
    "anno": _("L’anno in cui avete cominciato. Per esempio: 2023."),
    "stato": _("Per esempio: «in prova» se avete cominciato da pochi mesi."),
    "bisogno": _(
        "Il problema da cui siete partiti. Per esempio: chi portava i figli al nido arrivava tardi."
    ),
    "misure": _("Per esempio: si entra tra le 7:30 e le 8:30 e si esce otto ore dopo, senza chiedere."),
    "strumento": _("Per esempio: «un regolamento», se avete scritto le regole in un foglio."),
    "norma": _("Solo se c’è una legge o un contratto. Per esempio: legge 81 del 2017, lavoro agile."),
    "passi": _("Un passo per riga. Per esempio: tre mesi di prova; un foglio con le regole; una riunione."),
    "costo": _("Quello che spende l’impresa. Per esempio: «quasi niente» se cambiano solo gli orari."),
    "finanziamento": _("Per esempio: l’impresa, oppure un bando della Regione. Vuoto se non costa."),
    "insieme_a": _("Per esempio: una cooperativa, il comune, un’altra impresa. I nomi di persone no."),
    "beneficiari": _("Per esempio: 12. Solo se sono almeno 5: altrimenti si capirebbe chi sono."),
    "prima": _("Com’era. Per esempio: tre permessi al giorno chiesti all’ultimo."),
    "dopo": _("Com’è adesso, meglio se con un numero. Per esempio: un permesso alla settimana."),
    "risultati_il": _("Il giorno a cui si riferisce «dopo». Per esempio: 30/06/2026."),
    "difficolta": _("Dillo con sincerità: aiuta gli altri. Per esempio: coprire il telefono alle 17."),
    "da_copiare": _(
        "La parte più letta. Per esempio: una fascia di un’ora, uguale per tutti, in una pagina."
    ),
    "temi": _("Quelli di cui parla. Per esempio: orari flessibili."),
}
