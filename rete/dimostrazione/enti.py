"""The invented members of the demo, three in each ambito: a body, a cooperative, an association."""

# ambito slug: (body, cooperative, association). No such organisation exists.
ENTI = {
    "bormio": (
        "Ufficio Famiglie dell'Alta Valle",
        "Cooperativa La Genzianella",
        "Associazione Il Larice Amico",
    ),
    "tirano": ("Ufficio Famiglie del Tiranese", "Cooperativa Mela Rossa", "Associazione Terrazze Aperte"),
    "sondrio": (
        "Ufficio Famiglie di Mezza Valle",
        "Cooperativa Il Filo di Lana",
        "Associazione Ponte di Pietra",
    ),
    "morbegno": ("Ufficio Famiglie della Bassa Valle", "Cooperativa Il Casaro", "Associazione Passo Lento"),
    "chiavenna": ("Ufficio Famiglie dello Spluga", "Cooperativa Il Crotto", "Associazione Sasso Chiaro"),
    "vallecamonica": (
        "Ufficio Famiglie dell'Oglio",
        "Cooperativa Segni e Sogni",
        "Associazione Castagna d'Oro",
    ),
    "dongo": ("Ufficio Famiglie del Lario", "Cooperativa La Breva", "Associazione Molo Vecchio"),
    "menaggio": ("Ufficio Famiglie del Ceresio", "Cooperativa Il Tivano", "Associazione Val Serena"),
}
CATEGORIE = ("UDP", "COOP", "ODV")
NATURE = ("pubblico", "privato_non_profit", "privato_non_profit")
NOMI_DI_SERVIZI = (
    "Cielo Terso",
    "Il Bosco",
    "Girotondo",
    "La Baita",
    "Aquilone di Valle",
    "Il Sentiero",
    "Le Rondini",
    "Il Mulino",
    "La Cascata",
    "Prato Fiorito",
    "Il Ghiro",
    "La Marmotta",
    "Il Fienile",
    "Sotto il Melo",
    "La Sorgente",
    "Il Tarassaco",
    "Pian dei Giochi",
    "La Lanterna",
    "Il Campanile",
    "Due Torrenti",
)
