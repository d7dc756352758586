"""What the sheets of services and places are made of, and which changes of a member wait for ATS."""

from django.urls import reverse
from django.utils.timezone import localdate

from aderenti.schede import chi_tiene
from core.proposte import Scheda, Voce, VoceMolti, VoceRighe
from servizi.freschezza.verifica import verifica
from servizi.models import Sede, Servizio, Verifica
from servizi.parole import mesi_in_parole


class VoceEta(Voce):
    """An age in completed months, read in years and months."""

    def etichetta(self, modello):
        """Return the name, without the unit of the field."""
        return super().etichetta(modello).partition(" (")[0]

    def intestazione(self, modello):
        """Return the name with the unit: in a table the age is a number of months."""
        return super().etichetta(modello)

    def mostra(self, modello, valore):
        """Return the age in words."""
        return super().mostra(modello, None) if valore is None else [mesi_in_parole(valore)]


class SchedaServizio(Scheda):
    """The sheet of a service: what it is, whom it is for and what it costs wait; days and contacts do not.

    A draft waits for nobody; its first publication does (the field ``stato``).
    """

    modello = Servizio
    cerca_in = ("titolo", "gestore__denominazione")
    con = ("gestore", "tipologia")
    ente = "gestore"
    voci = (
        Voce("titolo", "che-cosa", sensibile=True),
        Voce("tipologia", "che-cosa", sensibile=True),
        Voce("stato", "stato"),
        Voce("motivo_stato", "stato"),
        Voce("descrizione_breve", "che-cosa"),
        Voce("descrizione", "che-cosa"),
        Voce("a_chi", "per-chi", sensibile=True),
        VoceMolti("destinatari", "per-chi", sensibile=True),
        VoceEta("eta_min_mesi", "per-chi", sensibile=True),
        VoceEta("eta_max_mesi", "per-chi", sensibile=True),
        Voce("non_residenti", "per-chi", sensibile=True),
        VoceRighe("aree", "per-chi", sensibile=True, colonne=("ambito", "comune")),
        VoceRighe("sedi_servizio", "dove", colonne=("sede", "principale", "nota")),
        VoceMolti("periodi", "quando"),
        VoceRighe("orari", "quando", colonne=("sede", "giorno", "dalle", "alle", "periodo", "dal", "al")),
        VoceRighe("aperture", "quando", colonne=("sede", "tipo", "dal", "al", "descrizione", "posti")),
        Voce("posti_totali", "posti"),
        Voce("posti", "posti"),
        Voce("posti_al", "posti"),
        Voce("gratuito", "prezzo", sensibile=True),
        VoceRighe(
            "tariffe",
            "prezzo",
            sensibile=True,
            colonne=("descrizione", "importo", "unita", "isee_da", "isee_a", "residenti", "dal", "al"),
        ),
        Voce("voucher", "prezzo", sensibile=True),
        Voce("prezzo_nota", "prezzo", sensibile=True),
        Voce("come_fare", "come-fare"),
        Voce("cosa_serve", "come-fare"),
        VoceRighe("documenti", "come-fare", colonne=("nome", "obbligatorio", "modulo_url")),
        Voce("cosa_si_ottiene", "come-fare"),
        Voce("tempi_scadenze", "come-fare"),
        Voce("iscrizioni_dal", "come-fare"),
        Voce("iscrizioni_al", "come-fare"),
        Voce("accesso", "come-fare"),
        Voce("accesso_url", "come-fare"),
        Voce("condizioni", "come-fare"),
        Voce("ufficio", "contatti"),
        Voce("telefono", "contatti"),
        Voce("email", "contatti"),
        Voce("orari_ufficio", "contatti"),
        Voce("accessibile", "accessibilita"),
        Voce("accessibilita", "accessibilita"),
        Voce("supporto_disabilita", "accessibilita"),
        Voce("supporto_dsa", "accessibilita"),
        Voce("pasti", "accessibilita"),
        Voce("trasporto", "accessibilita"),
        Voce("lingue", "accessibilita"),
        Voce("autorizzazione", "che-cosa", sensibile=True),
        Voce("valido_fino_al", "durata"),
        Voce("frequenza", "durata"),
    )

    def pubblica(self, oggetto):
        """Return whether the sheet is no longer a draft."""
        return oggetto.stato != Servizio.Stato.BOZZA

    def aspettano_sempre(self, oggetto):
        """Return ``stato`` for a draft: its first publication is of ATS."""
        return {"stato"} if oggetto.stato == Servizio.Stato.BOZZA else set()

    def e_nuova(self, cambi):
        """Return whether the sheet leaves its draft."""
        return cambi.get("stato", {}).get("prima") == Servizio.Stato.BOZZA

    def fidata(self, oggetto):
        """Return whether ATS trusts the body that runs it."""
        return oggetto.gestore.fidata

    def di_chi(self, oggetto):
        """Return the body that runs it."""
        return oggetto.gestore

    def scrivono(self, oggetto, autore):
        """Return the author while it may write for the body, else the administrators of the body."""
        return chi_tiene(oggetto.gestore, autore)

    def indirizzo(self, oggetto):
        """Return its page in the reserved area."""
        return reverse("area_servizi:detail", args=[oggetto.gestore.slug, oggetto.slug])

    def scrivi(self, oggetto, valori):
        """Write as every sheet does; what a trusted body publishes by itself is verified today."""
        prima = oggetto.stato
        super().scrivi(oggetto, valori)
        if _pubblicata(prima, oggetto.stato) and self.fidata(oggetto):
            _verificata(oggetto, localdate())

    def accolta(self, oggetto, proposta, campi):
        """Count the first publication as a verification, made on the day the member sent it."""
        cambio = proposta.cambi.get("stato", {}) if "stato" in campi else {}
        if _pubblicata(cambio.get("prima"), cambio.get("dopo")):
            _verificata(oggetto, localdate(proposta.inviata_il), proposta.autore)


def _pubblicata(prima, dopo):
    return (prima, dopo) == (Servizio.Stato.BOZZA, Servizio.Stato.ATTIVO)


def _verificata(oggetto, giorno, utente=None):
    """Record that its member checked the sheet on ``giorno``; not one that had ended before."""
    if not oggetto.scaduto(giorno):
        servizi = Servizio.objects.filter(pk=oggetto.pk)
        verifica(servizi=servizi, il=giorno, come=Verifica.Come.AREA, utente=utente)


def con_righe(servizi):
    """Return ``servizi`` (a queryset) with all that their sheets are made of: a query a kind of line."""
    legami = [v.campo for v in SchedaServizio.voci if isinstance(v, VoceMolti | VoceRighe)]
    return servizi.select_related("tipologia__gruppo", "gestore").prefetch_related(*legami)


class SchedaSede(Scheda):
    """A place of a body: nothing of it waits, every change of a place that citizens see is recorded."""

    modello = Sede
    cerca_in = ("nome", "organizzazione__denominazione")
    con = ("organizzazione", "comune")
    ente = "organizzazione"
    voci = (
        Voce("nome"),
        Voce("indirizzo"),
        Voce("cap"),
        Voce("comune"),
        Voce("accessibile"),
        Voce("come_arrivare"),
    )

    def pubblica(self, oggetto):
        """Return whether a public service is there."""
        return Servizio.objects.pubblicati().filter(sedi_servizio__sede=oggetto).exists()

    def fidata(self, oggetto):
        """Return whether ATS trusts the body whose place it is."""
        return oggetto.organizzazione.fidata

    def di_chi(self, oggetto):
        """Return the body whose place it is."""
        return oggetto.organizzazione

    def scrivono(self, oggetto, autore):
        """Return the author while it may write for the body, else the administrators of the body."""
        return chi_tiene(oggetto.organizzazione, autore)

    def indirizzo(self, oggetto):
        """Return its page in the reserved area."""
        return reverse("area_servizi:place", args=[oggetto.organizzazione.slug, oggetto.pk])
