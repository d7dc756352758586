"""The register as a table that ATS sends out and takes back; duplicates are said before it is written."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from aderenti.models import EventoAdesione, Organizzazione
from aderenti.schede import SchedaOrganizzazione
from aderenti.services import conferma_adesione
from core.fogli.caricamenti import Ricezione
from core.fogli.celle import leggi_giorno
from core.fogli.tabelle import ID, Tabella
from core.proposte import scrivi

SOMIGLIA = 90  # rapidfuzz ratio, 0-100, from which two names may be of one body
DAL, ATTO = "aderente dal", "atto di adesione"


class TabellaAderenti(Tabella):
    """The bodies of the register; for who joins, the day and the act of the adhesion."""

    altre = {DAL: leggi_giorno, ATTO: str}

    def __init__(self):
        super().__init__(SchedaOrganizzazione(), senza=("logo", "logo_alt"))

    def celle_altre(self, oggetto):
        """Return the day and the act of the last event that made it a member; empty cells for the others."""
        if oggetto.stato_adesione not in EventoAdesione.Tipo.attivi():
            return ["", ""]
        evento = oggetto.eventi_adesione.filter(tipo=oggetto.stato_adesione).latest("data", "pk")
        return [f"{evento.data:%d/%m/%Y}", evento.atto_estremi or str(evento.atto or "")]

    def leggi(self, foglio, oggetti):
        """Return the changes; an empty id with the codice fiscale of a known body means that body."""
        titolo = next(t for t, campo in self.campi.items() if campo == "codice_fiscale")
        per_codice = {o.codice_fiscale: o.pk for o in oggetti if o.codice_fiscale}
        gia = {n: str(per_codice.get(riga.get(titolo), "")) for n, riga in foglio.righe if not riga.get(ID)}
        righe = [(numero, riga | {ID: riga.get(ID) or gia[numero]}) for numero, riga in foglio.righe]
        cambi = super().leggi(foglio._replace(righe=righe), oggetti)
        for cambio in cambi:
            if gia.get(cambio.riga):
                cambio.avvisi.append(
                    _("Ha lo stesso codice fiscale: si aggiorna questa scheda, non se ne crea un’altra.")
                )
        return cambi

    def serve(self, oggetto, altro):
        """Return the adhesion to record: nothing for who is a member already."""
        gia = oggetto is not None and oggetto.stato_adesione in EventoAdesione.Tipo.attivi()
        return {} if gia or DAL not in altro else altro


def ricezioni():
    """Return {name: Ricezione} of the tables of the register, for ATS."""
    enti = Organizzazione.objects.con_stato().prefetch_related("ambiti", "certificazioni")
    return {
        "aderenti": Ricezione(
            nome="aderenti",
            titolo=_("Aderenti e altre organizzazioni"),
            tabella=TabellaAderenti(),
            oggetti=enti,
            scrivi=scrivi_aderente,
            avvisa=avvisa,
        )
    }


def scrivi_aderente(cambio, utente):
    """Carry out one change for ATS: write the body, and record its adhesion when the row says so.

    Raises ValidationError and CambiatoNelFrattempo. Within the transaction of the whole table.
    """
    if cambio.oggetto:
        ente = scrivi(oggetto=cambio.oggetto, cambi=cambio.cambi, base=cambio.base)
    else:
        ente = Organizzazione()
        SchedaOrganizzazione().scrivi(ente, cambio.cambi)
    if cambio.altro:
        if not cambio.altro.get(ATTO):
            raise ValidationError(_("Per un’adesione scrivi anche l’atto."))
        conferma_adesione(
            organizzazione=ente, data=cambio.altro[DAL], utente=utente, atto_estremi=cambio.altro[ATTO]
        )


def avvisa(cambi):
    """Say of each row what ATS should look at: adhesions, the same body twice, names that look alike."""
    nomi = dict(Organizzazione.objects.values_list("pk", "denominazione"))
    for cambio in cambi:
        if cambio.altro:
            testo = _("Diventa aderente dal %(giorno)s.") % {"giorno": f"{cambio.altro[DAL]:%d/%m/%Y}"}
            cambio.avvisi.append(testo)
        if cambio.oggetto is None:
            cambio.avvisi += _somiglianti(cambio.cambi.get("denominazione", ""), nomi)


def _somiglianti(nome, nomi):
    """Return what to say of a new body whose name looks like one of the register."""
    simili = process.extract(
        nome, nomi, scorer=fuzz.token_sort_ratio, processor=str.casefold, score_cutoff=SOMIGLIA, limit=3
    )
    return [
        _("Somiglia a «%(nome)s» (id %(id)s): se è lo stesso ente scrivi quell’id.")
        % {"nome": altro, "id": pk}
        for altro, _punti, pk in simili
    ]
