"""What the demo services look like, one recipe per typology. Every text and figure is invented."""

from dataclasses import dataclass, field

FERIALI = (0, 1, 2, 3, 4)
TUTTI_I_GIORNI = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Ricetta:
    """A demo service: ``orari`` are (days, from, to); ``tariffe`` are (euro, unit, ISEE from, ISEE to)."""

    tipologia: str
    titolo: str
    breve: str
    ottieni: str
    orari: tuple = ()
    tariffe: tuple = ()
    periodi: tuple = ("ANNO_SCOL",)
    serve: tuple = ("Documento d'identità di chi fa la domanda",)
    extra: dict = field(default_factory=dict)


MINORI = (
    "Documento d'identità di un genitore",
    "Codice fiscale del bambino",
    "Attestazione ISEE, per la riduzione",
)


def isee(bassa, media, piena, unita):
    """Return three fees by ISEE band: below 10,000, below 20,000, above."""
    return (
        (bassa, unita, None, "9999.99"),
        (media, unita, "10000.00", "19999.99"),
        (piena, unita, "20000.00", None),
    )


RICETTE = (
    Ricetta(
        "NIDO",
        "Nido {nome}",
        "Nido per bambini da 3 mesi a 3 anni, con pasti e riposo.",
        "Un posto al nido per tutto l'anno educativo, con pranzo e merenda.",
        orari=((FERIALI, "07:00", "18:00"),),
        tariffe=isee("180.00", "320.00", "480.00", "mese"),
        periodi=("ANNO_SOL",),
        serve=MINORI,
        extra={"pasti": True, "voucher": True, "posti_totali": 30, "autorizzazione": "si"},
    ),
    Ricetta(
        "MICRO",
        "Micronido {nome}",
        "Un nido piccolo, per dieci bambini da 3 mesi a 3 anni.",
        "Un posto al micronido, con pranzo.",
        orari=((FERIALI, "07:30", "16:30"),),
        tariffe=isee("170.00", "300.00", "450.00", "mese"),
        serve=MINORI,
        extra={"pasti": True, "voucher": True, "posti_totali": 10, "autorizzazione": "si"},
    ),
    Ricetta(
        "NFAM",
        "Nido famiglia {nome}",
        "Cinque bambini da 3 mesi a 3 anni, accolti in una casa.",
        "Accoglienza in un ambiente familiare, con orari concordati.",
        orari=((FERIALI, "07:30", "14:30"),),
        tariffe=(("5.50", "ora", None, None),),
        serve=MINORI,
        extra={"posti_totali": 5, "autorizzazione": "si"},
    ),
    Ricetta(
        "CPI",
        "Centro prima infanzia {nome}",
        "Giochi e incontri per bambini fino a 3 anni, anche con un genitore.",
        "Mattine di gioco con educatrici.",
        orari=(((1, 3), "09:00", "12:00"),),
        tariffe=(("6.00", "giorno", None, None),),
        extra={"autorizzazione": "si"},
    ),
    Ricetta(
        "SPRIM",
        "Sezione primavera {nome}",
        "Una classe per bambini da 2 a 3 anni dentro la scuola dell'infanzia.",
        "Un anno educativo per prepararsi alla scuola dell'infanzia.",
        orari=((FERIALI, "08:00", "15:30"),),
        tariffe=isee("120.00", "200.00", "280.00", "mese"),
        serve=MINORI,
        extra={"pasti": True},
    ),
    Ricetta(
        "INF",
        "Scuola dell'infanzia {nome}: orario prolungato",
        "Due ore in più al giorno, fino alle 18, per bambini da 3 a 6 anni.",
        "Accoglienza dalle 16 alle 18 con merenda.",
        orari=((FERIALI, "16:00", "18:00"),),
        tariffe=(("45.00", "mese", None, None),),
        serve=MINORI,
    ),
    Ricetta(
        "BABY",
        "Baby-sitting professionale {nome}",
        "Una persona formata viene a casa tua, anche con un giorno di preavviso.",
        "Una baby-sitter selezionata e formata dall'ente, con contratto regolare.",
        tariffe=(("9.00", "ora", None, "19999.99"), ("12.00", "ora", "20000.00", None)),
        periodi=("ANNO_SOL", "EMERGENZA"),
        extra={"voucher": True},
    ),
    Ricetta(
        "PRE",
        "Pre-scuola {nome}",
        "Chi entra al lavoro presto può portare i bambini a scuola dalle 7:15.",
        "Accoglienza a scuola fino all'inizio delle lezioni.",
        orari=((FERIALI, "07:15", "08:20"),),
        tariffe=(("18.00", "mese", None, "19999.99"), ("28.00", "mese", "20000.00", None)),
        periodi=("ANNO_SCOL", "PRE_ORARIO"),
        serve=MINORI,
    ),
    Ricetta(
        "POST",
        "Post-scuola {nome}",
        "Dopo le lezioni i bambini restano a scuola con un educatore fino alle 18.",
        "Merenda, gioco e compiti dopo la scuola.",
        orari=((FERIALI, "16:00", "18:00"),),
        tariffe=(("35.00", "mese", None, "19999.99"), ("50.00", "mese", "20000.00", None)),
        periodi=("ANNO_SCOL", "POST_ORARIO"),
        serve=MINORI,
    ),
    Ricetta(
        "DOPO",
        "Doposcuola {nome}",
        "Compiti e gioco il pomeriggio, per chi va alla primaria o alle medie.",
        "Tre pomeriggi la settimana con educatori, a piccoli gruppi.",
        orari=(((0, 2, 4), "14:00", "17:30"),),
        tariffe=(("30.00", "mese", None, None),),
        serve=MINORI,
        extra={
            "supporto_dsa": "Un educatore formato aiuta chi ha un DSA a usare gli strumenti compensativi."
        },
    ),
    Ricetta(
        "MENSA",
        "Assistenza alla mensa {nome}",
        "Pranzo a scuola con un educatore, nei giorni di rientro.",
        "Il pasto e qualcuno che segue i bambini.",
        orari=(((0, 2), "12:30", "14:00"),),
        tariffe=(("4.80", "pasto", None, None),),
        extra={"pasti": True},
    ),
    Ricetta(
        "CRD",
        "Grest {nome}",
        "Settimane d'estate con giochi, gite e laboratori, da 6 a 14 anni.",
        "Una o più settimane di centro estivo, con pranzo.",
        orari=((FERIALI, "08:00", "17:00"),),
        tariffe=(("70.00", "settimana", None, "19999.99"), ("95.00", "settimana", "20000.00", None)),
        periodi=("ESTATE",),
        serve=MINORI,
        extra={"pasti": True, "voucher": True, "posti_totali": 60, "eta_min_mesi": 72, "eta_max_mesi": 179},
    ),
    Ricetta(
        "CAMPO",
        "Campo estivo in quota {nome}",
        "Cinque giorni in rifugio con educatori e guide, da 8 a 14 anni.",
        "Un turno di cinque giorni con vitto, alloggio e attività.",
        tariffe=(("210.00", "turno", None, None),),
        periodi=("ESTATE",),
        extra={"pasti": True, "trasporto": True, "eta_min_mesi": 96, "eta_max_mesi": 179},
    ),
    Ricetta(
        "VAC",
        "Vacanze coperte {nome}",
        "Attività quando la scuola è chiusa: Natale, Carnevale, Pasqua.",
        "Giornate intere con educatori nei giorni di chiusura.",
        orari=((FERIALI, "08:00", "16:30"),),
        tariffe=(("16.00", "giorno", None, None),),
        periodi=("NATALE", "CARNEVALE", "PASQUA"),
        serve=MINORI,
        extra={"pasti": True},
    ),
    Ricetta(
        "LAB",
        "Laboratori del sabato {nome}",
        "Musica, teatro e sport il sabato, da 6 a 13 anni.",
        "Un laboratorio a scelta ogni trimestre.",
        orari=(((5,), "09:30", "12:30"),),
        tariffe=(("40.00", "iscrizione", None, None),),
        periodi=("ANNO_SCOL", "SABATO"),
        extra={"eta_min_mesi": 72, "eta_max_mesi": 167},
    ),
    Ricetta(
        "CAG",
        "Centro giovani {nome}",
        "Un posto dove ragazze e ragazzi si incontrano, con educatori.",
        "Spazio libero, sala prove e aiuto per lo studio.",
        orari=(((1, 3, 4), "15:00", "19:00"),),
        extra={"gratuito": True, "autorizzazione": "si"},
    ),
    Ricetta(
        "TUTOR",
        "Tutor per ragazzi {nome}",
        "Un educatore segue una ragazza o un ragazzo nello studio, da 11 a 18 anni.",
        "Due incontri la settimana per un anno scolastico.",
        tariffe=(("8.00", "ora", None, None),),
        extra={"supporto_dsa": "Il tutor conosce gli strumenti compensativi e parla con la scuola."},
    ),
    Ricetta(
        "SED",
        "Servizio educativo diurno {nome}",
        "Pomeriggi con educatori per minori che hanno bisogno di un sostegno in più.",
        "Un progetto educativo personale, concordato con i servizi sociali.",
        orari=((FERIALI, "13:30", "18:00"),),
        extra={
            "gratuito": True,
            "autorizzazione": "si",
            "condizioni": "Si entra su proposta del servizio sociale.",
        },
    ),
    Ricetta(
        "TRMIN",
        "Pulmino dei ragazzi {nome}",
        "Porta i figli a scuola, allo sport e al centro estivo.",
        "Andata e ritorno con accompagnatore a bordo.",
        orari=((FERIALI, "07:00", "08:30"), (FERIALI, "16:00", "19:00")),
        tariffe=(("1.50", "viaggio", None, None),),
        extra={"trasporto": True},
    ),
    Ricetta(
        "TRSOC",
        "Trasporto sociale {nome}",
        "Accompagna anziani e malati a visite, dialisi e terapie.",
        "Andata, attesa e ritorno, con un volontario.",
        orari=((FERIALI, "07:00", "18:00"),),
        tariffe=(("5.00", "viaggio", None, None),),
        periodi=("ANNO_SOL",),
        extra={
            "trasporto": True,
            "accessibile": True,
            "tempi_scadenze": "Prenota tre giorni prima. Per la dialisi si concorda un calendario fisso.",
        },
    ),
    Ricetta(
        "TRDIS",
        "Trasporto ai centri diurni {nome}",
        "Viaggio verso i centri diurni per persone con disabilità, anche in carrozzina.",
        "Un posto fisso sul mezzo attrezzato.",
        orari=((FERIALI, "07:30", "09:00"), (FERIALI, "15:30", "17:00")),
        tariffe=(("2.00", "viaggio", None, None),),
        periodi=("ANNO_SOL",),
        extra={
            "trasporto": True,
            "accessibile": True,
            "supporto_disabilita": "Mezzo con pedana e accompagnatore.",
        },
    ),
    Ricetta(
        "SAD",
        "Aiuto a casa {nome}",
        "Un operatore viene a casa per igiene, pasti e compagnia.",
        "Un piano di ore settimanali concordato con la famiglia.",
        orari=((TUTTI_I_GIORNI, "07:30", "19:30"),),
        tariffe=isee("4.00", "9.00", "17.00", "ora"),
        periodi=("ANNO_SOL", "FESTIVI"),
    ),
    Ricetta(
        "CAREG",
        "Sollievo per chi assiste {nome}",
        "Qualcuno ti sostituisce per qualche ora, anche il fine settimana.",
        "Ore di sollievo a casa e un gruppo di aiuto al mese.",
        orari=(((5, 6), "09:00", "18:00"),),
        tariffe=(("3.00", "ora", None, "19999.99"), ("10.00", "ora", "20000.00", None)),
        periodi=("ANNO_SOL", "SABATO", "FESTIVI"),
        extra={"supporto_disabilita": "Operatori formati anche per la demenza."},
    ),
    Ricetta(
        "ASSFAM",
        "Sportello badanti {nome}",
        "Ti aiuta a cercare e ad assumere in regola un assistente familiare.",
        "Un colloquio, una rosa di nomi e l'aiuto per il contratto.",
        orari=(((1, 3), "09:00", "12:30"),),
        periodi=("ANNO_SOL",),
        extra={"gratuito": True},
    ),
    Ricetta(
        "CDANZ",
        "Centro diurno anziani {nome}",
        "Gli anziani passano la giornata in compagnia e la sera tornano a casa.",
        "Giornate intere o mezze, con pranzo e attività.",
        orari=((FERIALI, "08:30", "17:00"),),
        tariffe=isee("12.00", "20.00", "28.00", "giorno"),
        periodi=("ANNO_SOL",),
        extra={"pasti": True, "trasporto": True, "accessibile": True, "autorizzazione": "si"},
    ),
    Ricetta(
        "CDDIS",
        "Centro diurno {nome} per persone con disabilità",
        "Giornate con educatori, laboratori e uscite.",
        "Un progetto individuale, cinque giorni la settimana.",
        orari=((FERIALI, "09:00", "16:00"),),
        tariffe=isee("6.00", "14.00", "22.00", "giorno"),
        periodi=("ANNO_SOL",),
        extra={
            "pasti": True,
            "accessibile": True,
            "autorizzazione": "si",
            "supporto_disabilita": "Un educatore ogni tre persone.",
        },
    ),
    Ricetta(
        "SPORT",
        "Sportello famiglia {nome}",
        "Un ufficio che ti dice quali servizi ci sono e come chiederli.",
        "Un colloquio, le informazioni e l'aiuto con le domande.",
        orari=(((0, 2), "09:00", "12:30"), ((3,), "14:00", "18:00")),
        periodi=("ANNO_SOL",),
        serve=(),
        extra={"gratuito": True, "lingue": "italiano, inglese, arabo", "accessibile": True},
    ),
    Ricetta(
        "VOUC",
        "Voucher famiglia {nome}",
        "Un buono che abbassa il costo di nidi, doposcuola e centri estivi.",
        "Un buono fino a 600 euro per figlio, da usare nei servizi della Rete.",
        periodi=("ANNO_SOL",),
        serve=("Attestazione ISEE sotto 25.000 euro", "Contratto di lavoro dei genitori"),
        extra={"gratuito": True, "accesso_url": "https://example.org/voucher"},
    ),
    Ricetta(
        "SALVA",
        "Salvatempo {nome}",
        "Spesa, ritiri e piccole pratiche, mentre sei al lavoro.",
        "Commissioni fatte entro la giornata.",
        orari=((FERIALI, "09:00", "17:00"),),
        tariffe=(("7.00", "ora", None, None),),
        periodi=("ANNO_SOL",),
    ),
    Ricetta(
        "WELF",
        "Consulenza welfare {nome}",
        "Aiuta le piccole imprese a offrire servizi ai dipendenti.",
        "Due incontri gratuiti e una proposta scritta.",
        periodi=("ANNO_SOL",),
        serve=("Numero di dipendenti e contratto applicato",),
        extra={"gratuito": True},
    ),
    Ricetta(
        "FLEX",
        "Orari che conciliano {nome}",
        "Esempi e aiuto per cambiare orari, turni e permessi in azienda.",
        "Un'analisi degli orari e un accordo tipo.",
        periodi=("ANNO_SOL",),
        serve=("Gli orari di oggi dell'azienda",),
        extra={"gratuito": True},
    ),
    Ricetta(
        "SMART",
        "Spazio di lavoro condiviso {nome}",
        "Una scrivania e internet veloce vicino a casa.",
        "Postazione, rete e sala riunioni.",
        orari=((FERIALI, "08:30", "18:30"),),
        tariffe=(("8.00", "giorno", None, None), ("110.00", "mese", None, None)),
        periodi=("ANNO_SOL",),
        extra={"accessibile": True},
    ),
    Ricetta(
        "FORM",
        "Incontri sulla conciliazione {nome}",
        "Tre serate per aziende, operatori e famiglie.",
        "Tre incontri e i materiali.",
        orari=(((3,), "18:00", "20:00"),),
        periodi=("SERALE",),
        serve=(),
        extra={"gratuito": True},
    ),
    Ricetta(
        "AUT",
        "Aiuto agli autonomi {nome}",
        "Un sostegno a chi lavora in proprio e ha figli piccoli.",
        "Un colloquio e un contributo per la sostituzione in maternità.",
        periodi=("ANNO_SOL",),
        serve=("Partita IVA attiva", "Attestazione ISEE"),
        extra={"gratuito": True},
    ),
)

PER_TIPOLOGIA = {ricetta.tipologia: ricetta for ricetta in RICETTE}
# Found in every ambito; the other typologies go round the ambiti.
OVUNQUE = ("NIDO", "PRE", "POST", "DOPO", "CRD", "VAC", "TRMIN", "TRSOC", "SAD", "SPORT", "CAREG")
