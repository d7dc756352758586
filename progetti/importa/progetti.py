"""Projects from a table: the sheet, the capofila, the first event."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alleanze.models import AlleanzaLocale
from core.fogli.celle import Celle
from core.fogli.colonne import Colonna
from core.fogli.righe import TabellaDiModello
from core.importazione import Errore
from progetti.importa.colonne import ATTO, ENTE, provenienza
from progetti.models import EventoProgetto, PartnerProgetto, Progetto
from progetti.vita.azioni import registra_evento

CAPOFILA = PartnerProgetto.Ruolo.CAPOFILA


class TabellaProgetti(TabellaDiModello):
    """One row a project, told by its code.

    A capofila and a state are written where there is none yet: a change of either is dated, and has its page.
    """

    nome = "progetti"
    titolo = gettext_lazy("Progetti")
    spiegazione = gettext_lazy(
        "Una riga un progetto. Se il codice c’è già si aggiorna, altrimenti nasce; con stato e data ha "
        "anche il primo evento."
    )
    permessi = ("progetti.add_progetto", "progetti.change_progetto")
    modello = Progetto
    chiave = ("code",)

    def crea_colonne(self):
        """Return the columns."""
        celle = Celle(Progetto, {"alleanza": AlleanzaLocale.objects.select_related("ambito", "piano")})
        evento = Celle(EventoProgetto)

        def campo(nome, *sinonimi, **altro):
            return Colonna(nome, celle, sinonimi=sinonimi, **altro)

        return [
            campo("code", "codice progetto", "cod progetto", "id progetto", "progetto", obbligatoria=True),
            campo("titolo", "titolo progetto", "nome", "nome progetto", "denominazione progetto"),
            campo("tipo", "tipo progetto", "tipologia"),
            campo("piano", "piano", "ciclo di programmazione"),
            campo("alleanza", "alleanza locale"),
            campo("avviso", "bando", "codice avviso"),
            campo("fondo", "fondo", "fonte di finanziamento"),
            campo("atto", *ATTO),
            campo("azione", "azione"),
            campo("linee", "linea", "linea di azione", "linea azione"),
            campo("sintesi", "sintesi", "descrizione", "abstract"),
            campo("cup", "codice CUP", "codice unico di progetto"),
            campo("cup_assente_motivo", "motivo CUP assente", "motivo CUP"),
            campo("codice_locale", "codice locale progetto", "codice SIAGE", "codice bandi online"),
            campo("cofinanziamento_pct", "cofinanziamento", "percentuale cofinanziamento"),
            campo("n_partner", "numero partner", "n partner"),
            campo("ambiti", "ambito", "ambito territoriale"),
            campo("comuni", "comune"),
            campo("territorio", "territorio"),
            campo("titolo_en", "titolo EN", "title", "operation name"),
            campo("sintesi_en", "sintesi EN", "summary", "operation summary"),
            campo("categoria_intervento", "categoria intervento", "campo di intervento"),
            Colonna(
                "capofila",
                Celle(PartnerProgetto),
                "organizzazione",
                gettext_lazy("capofila"),
                sinonimi=("ente capofila", "beneficiario", "soggetto attuatore", *ENTE),
            ),
            Colonna("stato", evento, "tipo", gettext_lazy("stato"), sinonimi=("stato progetto", "evento")),
            Colonna("data", evento, "data", gettext_lazy("data dello stato"), sinonimi=("data", "stato al")),
            *provenienza(celle),
        ]

    def confronta(self, passi, *, blocca):
        """Return the steps; a code that differs by capital letters alone is the code that is there."""
        codici = {codice.casefold(): codice for codice in Progetto.objects.values_list("code", flat=True)}
        for passo in passi:
            passo.letti["code"] = codici.get(passo.letti["code"].casefold(), passo.letti["code"])
        return super().confronta(passi, blocca=blocca)

    def righe_con(self, passi):
        """Return the projects with those codes, with what tells capofila and state."""
        righe = Progetto.objects.con_stato().filter(code__in={passo.letti["code"] for passo in passi})
        return righe.prefetch_related("partner__organizzazione")

    def altro_confronto(self, passo):
        """Add capofila and first event; return the errors of a new project without its type."""
        errori = []
        if passo.oggetto is None and not passo.letti.get("tipo"):
            errori.append(Errore(passo.riga, "tipo", _("un progetto nuovo ha anche il tipo")))
        if passo.oggetto is None and not passo.letti.get("stato"):
            passo.avvisi.append(_("Senza stato: nel portale non si vede finché non registri un evento."))
        if "capofila" in passo.letti:
            self._capofila(passo)
        if "stato" in passo.letti:
            errori += self._stato(passo)
        return errori

    def altro_scrivi(self, oggetto, passo, utente):
        """Write capofila and first event; raise ValidationError on their columns."""
        if "capofila" in passo.cambi:
            partner = PartnerProgetto(
                progetto=oggetto, organizzazione_id=passo.cambi["capofila"], ruolo=CAPOFILA
            )
            _sulla_colonna("capofila", partner.full_clean)
            partner.save()
        if "stato" in passo.cambi:
            _sulla_colonna(
                "stato",
                registra_evento,
                progetto=oggetto,
                tipo=passo.cambi["stato"],
                data=EventoProgetto._meta.get_field("data").to_python(passo.cambi["data"]),
                utente=utente,
            )

    def _capofila(self, passo):
        oggi = timezone.localdate()
        partner = passo.oggetto.partner.all() if passo.oggetto else ()
        attuali = [p for p in partner if p.ruolo == CAPOFILA and p.in_vigore(oggi)]
        if not attuali:
            passo.cambi["capofila"] = passo.letti["capofila"]
        elif attuali[0].organizzazione_id != passo.letti["capofila"]:
            testo = _("Il capofila resta %(ente)s: si cambia dalla pagina del progetto, con la data.")
            passo.avvisi.append(testo % {"ente": attuali[0].organizzazione})

    def _stato(self, passo):
        """Add the first event; a project with a life of its own keeps it, and it is said."""
        if "data" not in passo.letti:
            return [Errore(passo.riga, "data", _("scrivi da quando è in questo stato"))]
        stato = passo.oggetto.stato if passo.oggetto else None
        if stato is None:
            passo.cambi |= {"stato": passo.letti["stato"], "data": passo.letti["data"]}
        elif stato != passo.letti["stato"]:
            testo = _("Lo stato resta «%(stato)s»: si cambia con un evento nella pagina del progetto.")
            passo.avvisi.append(testo % {"stato": EventoProgetto.Tipo(stato).label})
        return []


def _sulla_colonna(colonna, fai, **valori):
    """Do something and return its result; what it refuses is told on ``colonna``, a day on “data”."""
    try:
        return fai(**valori)
    except ValidationError as errore:
        del_giorno = errore.message_dict.pop("data", []) if hasattr(errore, "error_dict") else []
        altri = [testo for testo in errore.messages if testo not in del_giorno]
        raise ValidationError({k: v for k, v in (("data", del_giorno), (colonna, altri)) if v}) from errore
