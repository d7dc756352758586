"""Budgets from a table: sources and headings of expenditure become the next draft for each project."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fogli.celle import Celle
from core.fogli.colonne import Colonna, TabellaLibera
from core.fogli.rifiuti import controlla
from core.fogli.tabelle import RigheSbagliateError
from core.importazione import Errore
from core.proposte.voci import Voce
from core.templatetags.formati import euro
from progetti.importa.colonne import DENARO, ENTE, colonna_progetto, progetti_dei
from progetti.models import Progetto, QuadroFinanziario, VoceDenaro, VoceSpesa

FONTE = ("pagatore", "organizzazione", "fondo", "importo", "in_natura")
SPESA = ("categoria", "importo", "ammissibile")
DI_RIPOSO = {"in_natura": False, "ammissibile": True}


@dataclass
class Bozza:
    """The budget that the rows of one project make: its version, its total and why there is one more."""

    progetto: Progetto
    numero: int = 0
    costo_totale: Decimal = Decimal(0)
    motivo: str = ""
    passi: list = field(default_factory=list)

    def __str__(self):
        return f"{self.progetto.pk} {self.numero} {self.costo_totale} {self.motivo}"


class TabellaQuadri(TabellaLibera):
    """One row a source (who pays) or a heading of expenditure. An approved budget is never touched."""

    nome = "quadri"
    titolo = gettext_lazy("Quadri finanziari: fonti e costi")
    spiegazione = gettext_lazy(
        "Una riga una fonte (chi paga) o una voce di costo (categoria). Per ogni progetto nasce la prossima "
        "versione del quadro, in bozza: quelli approvati non si toccano."
    )
    permessi = (
        "progetti.add_quadrofinanziario",
        "progetti.add_vocedenaro",
        "progetti.add_vocespesa",
    )

    def crea_colonne(self):
        """Return the columns."""
        fonte, spesa, quadro = Celle(VoceDenaro), Celle(VoceSpesa), Celle(QuadroFinanziario)
        return [
            colonna_progetto(QuadroFinanziario),
            Colonna("pagatore", fonte, sinonimi=("pagatore", "fonte", "chi paga", "fonte di finanziamento")),
            Colonna("organizzazione", fonte, sinonimi=ENTE),
            Colonna("fondo", fonte, sinonimi=("fondo",)),
            Colonna("in_natura", fonte, etichetta=gettext_lazy("in natura"), sinonimi=("valorizzazione",)),
            Colonna(
                "categoria",
                spesa,
                etichetta=gettext_lazy("categoria di costo"),
                sinonimi=("categoria", "voce di costo", "voce di spesa", "tipologia di spesa"),
            ),
            Colonna("ammissibile", spesa),
            Colonna("importo", fonte, obbligatoria=True, sinonimi=(*DENARO, "quota")),
            Colonna(
                "costo_totale", quadro, ripetuta=True, sinonimi=("costo totale progetto", "totale progetto")
            ),
            Colonna("motivo", quadro, sinonimi=("motivo", "variazione")),
        ]

    def confronta(self, passi, *, blocca):
        """Return the steps, by project: against the last version of its budget."""
        errori = [errore for passo in passi for errore in _fonte_o_costo(passo)]
        progetti = progetti_dei(passi, blocca=blocca)
        bozze = {pk: Bozza(progetto) for pk, progetto in progetti.items()}
        for passo in passi:
            passo.gruppo = bozze[passo.letti["progetto"]]
            passo.gruppo.passi.append(passo)
        for bozza in bozze.values():
            errori += _totale(bozza)
        if errori:
            raise RigheSbagliateError(errori)
        ultimi = self._ultimi(progetti)
        for pk, bozza in bozze.items():
            _confronta(bozza, ultimi.get(pk))
        return passi

    def scrivi(self, passo, utente):
        """Write one line of the draft, and the draft with the first one; raise ValidationError."""
        bozza = passo.gruppo
        quadro = bozza.progetto.quadri.filter(numero=bozza.numero).first()
        if quadro is None:
            quadro = QuadroFinanziario(
                progetto=bozza.progetto,
                numero=bozza.numero,
                costo_totale=bozza.costo_totale,
                motivo=bozza.motivo,
            )
            controlla(quadro, self.mappate)
            quadro.save()
        riga, campi = (VoceDenaro, FONTE) if "pagatore" in passo.letti else (VoceSpesa, SPESA)
        riga = riga(quadro=quadro)
        for nome in campi:
            if nome in passo.letti:
                Voce(nome).prepara(riga, passo.letti[nome])
        controlla(riga, self.mappate)
        riga.save()

    def _ultimi(self, progetti):
        """Return {project: its budget with the highest number}, lines read."""
        quadri = QuadroFinanziario.objects.filter(progetto__in=progetti).order_by("numero")
        quadri = quadri.prefetch_related("fonti_di_denaro", "voci_di_spesa")
        return {quadro.progetto_id: quadro for quadro in quadri}


def _fonte_o_costo(passo):
    """Return the errors of a row that is neither a source nor a heading of expenditure, or is both."""
    fonte, spesa = "pagatore" in passo.letti, "categoria" in passo.letti
    if fonte and spesa:
        testo = _("una riga è una fonte o un costo: scrivi chi paga oppure la categoria, non tutti e due")
        return [Errore(passo.riga, "categoria", testo)]
    if not fonte and not spesa:
        return [Errore(passo.riga, "pagatore", _("scrivi chi paga, oppure la categoria di costo"))]
    altri = set(passo.letti) & ({"ammissibile"} if fonte else {"organizzazione", "fondo", "in_natura"})
    testo = _("non serve in una riga di questo genere: lascia vuota la cella")
    return [Errore(passo.riga, nome, testo) for nome in sorted(altri)]


def _totale(bozza):
    """Set the total cost, declared or summed, and the reason; return the errors of rows that disagree."""
    detti, motivi, errori = {}, {}, []
    for passo in bozza.passi:
        for nome, visti in (("costo_totale", detti), ("motivo", motivi)):
            if nome in passo.letti:
                visti.setdefault(passo.letti[nome], passo.riga)
                if len(visti) > 1:
                    testo = _("non è quello della riga %(n)s per lo stesso progetto")
                    errori.append(Errore(passo.riga, nome, testo % {"n": next(iter(visti.values()))}))
    fonti, costi = _somma(bozza, "pagatore"), _somma(bozza, "categoria")
    bozza.costo_totale = Decimal(next(iter(detti))) if detti else fonti or costi
    bozza.motivo = next(iter(motivi), "")
    return errori


def _somma(bozza, nome):
    """Return the sum of the rows that fill the column ``nome``."""
    return sum((Decimal(p.letti["importo"]) for p in bozza.passi if nome in p.letti), Decimal(0))


def _confronta(bozza, ultimo):
    """Tell what the rows of a project do: nothing when its last budget says it, else the next version."""
    if ultimo and ultimo.costo_totale == bozza.costo_totale and _righe_di(ultimo) == _righe(bozza):
        return
    bozza.numero = ultimo.numero + 1 if ultimo else 1
    for passo in bozza.passi:
        passo.cambi = {nome: valore for nome, valore in passo.letti.items() if nome != "progetto"}
    prima = bozza.passi[0].avvisi
    nasce = {"n": bozza.numero, "progetto": bozza.progetto.code, "totale": euro(bozza.costo_totale)}
    prima.append(_("Nasce il quadro %(n)s di %(progetto)s, in bozza: costo totale %(totale)s.") % nasce)
    if ultimo and not ultimo.approvato_il:
        testo = _("C’è già in bozza il quadro %(n)s: resta com’è.")
        prima.append(testo % {"n": ultimo.numero})
    for nome, somma in (
        (_("Le fonti"), _somma(bozza, "pagatore")),
        (_("I costi"), _somma(bozza, "categoria")),
    ):
        if somma != bozza.costo_totale:
            testo = _("%(che)s fanno %(somma)s, non il costo totale: così il quadro non si potrà approvare.")
            prima.append(testo % {"che": nome, "somma": euro(somma)})


def _righe(bozza):
    """Return the lines of a draft, in whatever order."""
    return Counter(
        tuple(passo.letti.get(nome, DI_RIPOSO.get(nome)) for nome in campi)
        for passo in bozza.passi
        for campi in (FONTE if "pagatore" in passo.letti else SPESA,)
    )


def _righe_di(quadro):
    """Return the lines of a budget as ``_righe`` does."""
    gruppi = ((FONTE, quadro.fonti_di_denaro.all()), (SPESA, quadro.voci_di_spesa.all()))
    return Counter(
        tuple(Voce(nome).leggi(riga) for nome in campi) for campi, righe in gruppi for riga in righe
    )
