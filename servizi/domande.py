"""The questions that a sheet answers: which fields hold the answer, why people ask. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

VUOTI = (None, "", [])


@dataclass(frozen=True)
class Domanda:
    """A question of the sheet. ``campi``: its fields, in ``sezione``; ``manca``: why it is missed.

    ``vuota`` are pairs of a field and a value that is no answer, where emptiness is not enough to tell.
    ``anche``: fields of other questions that answer this one too.
    """

    codice: str
    sezione: str
    etichetta: str
    manca: str
    campi: tuple
    vuota: tuple = ()
    anche: tuple = ()

    def risposta(self, valori):
        """Return whether the plain ``valori`` of a sheet answer it."""
        nulla = dict(self.vuota)
        return any(
            valori.get(campo) not in VUOTI and (campo not in nulla or valori[campo] != nulla[campo])
            for campo in (*self.campi, *self.anche)
        )


class DomandaIsee(Domanda):
    """Whether the price depends on the ISEE: told by the bands of the fees, or by a service that is free."""

    def risposta(self, valori):
        """Return whether a fee has a band, or there is nothing to pay."""
        fasce = (riga.get(c) for riga in valori.get("tariffe") or () for c in ("isee_da", "isee_a"))
        return bool(valori.get("gratuito")) or any(fascia is not None for fascia in fasce)


DOMANDE = (
    Domanda("titolo", "che-cosa", _("Titolo"), _("manca il titolo"), ("titolo",)),
    Domanda(
        "descrizione_breve",
        "che-cosa",
        _("Descrizione breve"),
        _("manca la frase degli elenchi: è quella che fa aprire la scheda"),
        ("descrizione_breve",),
    ),
    Domanda(
        "descrizione",
        "che-cosa",
        _("Descrizione"),
        _("manca la descrizione: come si svolge una giornata, chi se ne occupa"),
        ("descrizione",),
    ),
    Domanda(
        "autorizzazione",
        "che-cosa",
        _("Autorizzazione"),
        _("manca se il servizio è autorizzato: per un’unità d’offerta le famiglie lo guardano"),
        ("autorizzazione",),
    ),
    Domanda(
        "destinatari",
        "per-chi",
        _("A chi è rivolto"),
        _("manca a chi è rivolto: chi cerca filtra per destinatari"),
        ("a_chi", "destinatari"),
    ),
    Domanda(
        "eta",
        "per-chi",
        _("Età"),
        _("manca l’età: chi cerca per un figlio la scrive sempre"),
        ("eta_min_mesi", "eta_max_mesi"),
    ),
    Domanda(
        "aree",
        "per-chi",
        _("Comuni e ambiti serviti"),
        _("manca dove abita chi può usarlo: senza, nessun comune lo trova"),
        ("aree",),
    ),
    Domanda(
        "non_residenti",
        "per-chi",
        _("Chi abita altrove"),
        _("manca se può chiederlo chi abita altrove"),
        ("non_residenti",),
    ),
    Domanda(
        "sedi",
        "dove",
        _("Sedi"),
        _("manca l’indirizzo: sulla mappa e nei risultati «vicino a te» non compare"),
        ("sedi_servizio",),
    ),
    Domanda(
        "periodi",
        "quando",
        _("Periodi dell’anno"),
        _("manca il periodo dell’anno: chi cerca per l’estate o per Natale non lo trova"),
        ("periodi",),
    ),
    Domanda(
        "orari",
        "quando",
        _("Orari della settimana"),
        _("mancano gli orari: chi lavora deve sapere se bastano"),
        ("orari",),
    ),
    Domanda(
        "aperture",
        "quando",
        _("Settimane e date"),
        _("mancano le date: senza, non compare tra le settimane coperte"),
        ("aperture",),
    ),
    Domanda(
        "posti",
        "posti",
        _("Disponibilità di posti"),
        _("manca se ci sono posti: si dice in due tocchi, anche dal telefono"),
        ("posti",),
        vuota=(("posti", "da_verificare"),),
    ),
    Domanda(
        "posti_totali",
        "posti",
        _("Posti in tutto"),
        _("manca quanti posti ci sono in tutto"),
        ("posti_totali",),
    ),
    Domanda(
        "prezzo",
        "prezzo",
        _("Prezzo"),
        _("manca il prezzo: le famiglie lo chiedono per primo"),
        ("gratuito", "tariffe", "prezzo_nota"),
        vuota=(("gratuito", False),),
    ),
    DomandaIsee(
        "isee",
        "prezzo",
        _("Prezzo secondo l’ISEE"),
        _("manca se il prezzo cambia con l’ISEE"),
        (),
    ),
    Domanda("voucher", "prezzo", _("Voucher"), _("manca se si accettano voucher"), ("voucher",)),
    Domanda(
        "come_fare",
        "come-fare",
        _("Come si chiede"),
        _("manca come si chiede: un passo alla volta"),
        ("come_fare",),
    ),
    Domanda(
        "documenti",
        "come-fare",
        _("Cosa serve"),
        _("manca che cosa portare: si evita un viaggio a vuoto"),
        ("cosa_serve", "documenti"),
    ),
    Domanda(
        "cosa_si_ottiene",
        "come-fare",
        _("Cosa si ottiene"),
        _("manca che cosa si ottiene"),
        ("cosa_si_ottiene",),
    ),
    Domanda(
        "tempi",
        "come-fare",
        _("Tempi e scadenze"),
        _("mancano i tempi: quanto prima si chiede, dopo quanto si ha risposta"),
        ("tempi_scadenze",),
    ),
    Domanda(
        "iscrizioni",
        "come-fare",
        _("Date delle iscrizioni"),
        _("mancano le date delle iscrizioni"),
        ("iscrizioni_dal", "iscrizioni_al"),
    ),
    Domanda(
        "accesso",
        "come-fare",
        _("Accesso e iscrizione online"),
        _("manca dove ci si iscrive"),
        ("accesso", "accesso_url"),
    ),
    Domanda("condizioni", "come-fare", _("Condizioni"), _("mancano le condizioni"), ("condizioni",)),
    Domanda(
        "contatti",
        "contatti",
        _("Telefono o e-mail"),
        _("manca un contatto: telefono, e-mail o indirizzo per iscriversi"),
        ("telefono", "email"),
        anche=("accesso_url",),
    ),
    Domanda(
        "ufficio",
        "contatti",
        _("Ufficio e suoi orari"),
        _("mancano gli orari dell’ufficio: si sa quando telefonare"),
        ("ufficio", "orari_ufficio"),
    ),
    Domanda(
        "accessibilita",
        "accessibilita",
        _("Accessibilità"),
        _("manca se si entra in carrozzina"),
        ("accessibile", "accessibilita"),
    ),
    Domanda(
        "sostegni",
        "accessibilita",
        _("Sostegno per disabilità, DSA e BES"),
        _("manca quale sostegno c’è per chi ha una disabilità o un DSA"),
        ("supporto_disabilita", "supporto_dsa"),
    ),
    Domanda("pasti", "accessibilita", _("Pasti"), _("manca se i pasti sono compresi"), ("pasti",)),
    Domanda(
        "trasporto", "accessibilita", _("Trasporto"), _("manca se il trasporto è compreso"), ("trasporto",)
    ),
    Domanda("lingue", "accessibilita", _("Lingue parlate"), _("mancano le lingue parlate"), ("lingue",)),
    Domanda(
        "validita",
        "durata",
        _("Fino a quando vale"),
        _("manca fino a quando vale la scheda"),
        ("valido_fino_al",),
    ),
)
PER_CODICE = {domanda.codice: domanda for domanda in DOMANDE}
