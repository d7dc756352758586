"""Which event may follow which in the life of a project: the one table, for forms, actions and database.

Words: a *state event* changes the state of the project, which is the last one that no correction took back; a
*note* (proroga, variazione …) leaves it. Reading: dominio §1.4; DGR X/5969, XI/2398.
"""

FINE_ANTICIPATA = ("rinuncia", "decadenza", "revoca")
PROPOSTA = ("rinuncia",)

DOPO = {
    "bozza": ("candidatura_presentata", *PROPOSTA),
    "candidatura_presentata": ("istruttoria_formale", *PROPOSTA),
    "istruttoria_formale": ("non_ammissibile", "in_valutazione", *PROPOSTA),
    "non_ammissibile": (),
    "in_valutazione": ("ammessa_finanziata", "ammessa_non_finanziata", "esclusa", *PROPOSTA),
    "ammessa_non_finanziata": ("ammessa_finanziata", *PROPOSTA),
    "esclusa": (),
    "ammessa_finanziata": ("inserita_nel_piano", "avviata", *FINE_ANTICIPATA),
    "inserita_nel_piano": ("avviata", *FINE_ANTICIPATA),
    "avviata": ("in_corso", "sospensione", "conclusa_attivita", *FINE_ANTICIPATA),
    "in_corso": ("sospensione", "conclusa_attivita", *FINE_ANTICIPATA),
    "sospensione": ("ripresa", "conclusa_attivita", *FINE_ANTICIPATA),
    "ripresa": ("sospensione", "conclusa_attivita", *FINE_ANTICIPATA),
    "conclusa_attivita": ("rendicontazione_presentata", *FINE_ANTICIPATA),
    "rendicontazione_presentata": ("in_verifica", *FINE_ANTICIPATA),
    "in_verifica": ("saldo_liquidato", "chiusa", *FINE_ANTICIPATA),
    "saldo_liquidato": ("chiusa", "revoca"),
    "chiusa": ("revoca",),
    "rinuncia": (),
    "decadenza": (),
    "revoca": (),
}
"""State → state events that may follow. The first state event of a project may be any: the register takes up
projects that began before it, from where their life is known."""

ATTIVI = ("avviata", "in_corso", "sospensione", "ripresa")
FINANZIATI = ("ammessa_finanziata", "inserita_nel_piano", *ATTIVI)

NOTE = {
    "variazione": FINANZIATI,
    "proroga": FINANZIATI,
    "monitoraggio_intermedio": (*ATTIVI, "conclusa_attivita"),
    "richiesta_integrazioni": ("istruttoria_formale", "rendicontazione_presentata", "in_verifica"),
    "revoca_parziale": (*FINANZIATI, "conclusa_attivita", "rendicontazione_presentata", "in_verifica"),
}
"""Note → states in which it may be recorded. A correction is always possible: see ``CORREZIONE_VIETATA``."""

STATI = tuple(DOPO)
COPPIE = frozenset((prima, dopo) for prima, seguono in DOPO.items() for dopo in seguono)


def ammessi(stato):
    """Return the types of event that a project in ``stato`` may have next (None: no event yet), in order."""
    if stato is None:
        return list(STATI)
    return [*DOPO[stato], *(nota for nota, stati in NOTE.items() if stato in stati)]


def _elenco(valori):
    return "(" + ", ".join(f"'{valore}'" for valore in sorted(valori)) + ")"


_PRIMA_DI_NEW = "(NEW.id IS NULL OR {0}.id < NEW.id)"
_VALIDO = (
    "NOT EXISTS (SELECT 1 FROM progetti_eventoprogetto c WHERE c.corregge_id = e.id AND "
    + _PRIMA_DI_NEW.format("c")
    + ")"
)
_DEL_PROGETTO = f"""FROM progetti_eventoprogetto e WHERE e.progetto_id = NEW.progetto_id
    AND {_PRIMA_DI_NEW.format("e")} AND e.tipo IN {_elenco(STATI)} AND {_VALIDO}"""
STATO_SQL = f"(SELECT e.tipo {_DEL_PROGETTO} ORDER BY e.id DESC LIMIT 1)"

TRANSIZIONE_VIETATA = f"""NEW.tipo IN {_elenco(STATI)} AND {STATO_SQL} IS NOT NULL
    AND {STATO_SQL} || '>' || NEW.tipo NOT IN {_elenco(f"{prima}>{dopo}" for prima, dopo in COPPIE)}"""
NOTA_VIETATA = f"""NEW.tipo IN {_elenco(NOTE)}
    AND COALESCE({STATO_SQL}, '') || '>' || NEW.tipo NOT IN {
    _elenco(f"{stato}>{nota}" for nota, stati in NOTE.items() for stato in stati)
}"""
DATA_ALL_INDIETRO = f"""NEW.tipo IN {_elenco(STATI)}
    AND EXISTS (SELECT 1 {_DEL_PROGETTO} AND e.data > NEW.data)"""
CORREZIONE_VIETATA = f"""NEW.corregge_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM progetti_eventoprogetto v WHERE v.id = NEW.corregge_id
    AND v.progetto_id = NEW.progetto_id AND v.tipo <> 'correzione'
    AND (v.tipo NOT IN {_elenco(STATI)}
        OR v.id = (SELECT e.id {_DEL_PROGETTO} ORDER BY e.id DESC LIMIT 1)
        AND NOT EXISTS (SELECT 1 FROM progetti_eventoprogetto e WHERE e.progetto_id = NEW.progetto_id
            AND e.id > v.id AND {_PRIMA_DI_NEW.format("e")} AND e.tipo IN {_elenco(NOTE)} AND {_VALIDO})))"""
"""A correction takes back a note, or the last state event when no note came after it: a state event before
others would leave a hole, one before a note would leave the note in a state that does not allow it."""
