"""Pages of the overview: groups, rows, downloads with their dictionary."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core.pubblico import pagina_pubblica
from progetti.models import Progetto
from progetti.panoramica import carta, colonne, confronto, record, scarica
from progetti.panoramica.abitanti import carica_abitanti
from progetti.panoramica.carica import carica
from progetti.panoramica.chiavi import PER
from progetti.panoramica.forms import DIMOSTRATIVI, MAPPE, PanoramicaForm, RigheForm, cicli_da_confrontare
from progetti.panoramica.gruppi import NATURE
from progetti.panoramica.tavola import Tavola


class PanoramicaMixin:
    """What the pages share: the form, what is counted, addresses that keep the filters."""

    form_class = PanoramicaForm

    @cached_property
    def dati(self):
        """Return the real ``Dati``, or those of the demo projects when they are asked for."""
        return carica(dimostrativi=self.request.GET.get("dati") == DIMOSTRATIVI)

    @cached_property
    def form(self):
        """Return the form, bound to the address."""
        return self.form_class(self.request.GET, dati=self.dati)

    @cached_property
    def tavola(self):
        """Return the ``Tavola`` of the address; with a wrong value there is none: see ``form.errors``."""
        return Tavola(self.dati, carica_abitanti(), self.form.raggruppa, self.form.scelte)

    def indirizzo(self, nome, *args, **cambi):
        """Return the address of a page with the filters of this one; an empty value takes one away."""
        valori = self.form.cleaned_data if self.form.is_valid() else {}
        tenuti = {chiave: valori.get(chiave, "") for chiave in (*PER, "per", "mappa", "dati")} | cambi
        query = urlencode({chiave: valore for chiave, valore in tenuti.items() if valore})
        return reverse(f"progetti:{nome}", args=args) + (f"?{query}" if query else "")

    def file_da_scaricare(self, che, **cambi):
        """Return (name of the format, address) of a download with the same filters."""
        return [
            (etichetta, self.indirizzo("download", che, formato, **cambi))
            for formato, etichetta in scarica.FORMATI.items()
        ]


@method_decorator(pagina_pubblica, name="dispatch")
class PanoramicaView(PanoramicaMixin, TemplateView):
    """Projects and money by group, on a map, two cycles side by side."""

    template_name = "progetti/panoramica/panoramica.html"

    def get_context_data(self, **kwargs):
        """Add the groups; nothing is added up while a filter is wrong."""
        context = super().get_context_data(**kwargs) | {"form": self.form, "dati": self.dati}
        if not self.form.is_valid():
            return context
        tavola, che = self.tavola, self.form.cleaned_data["mappa"] or "abitante"
        ambiti = tavola.righe_ambiti(lambda slug: self.indirizzo("overview-rows", ambito=slug))
        svg, voci = carta.disegna(ambiti, che)
        return (
            context
            | {
                "per": PER[tavola.per],
                "totale": self._in_tabella(tavola.totale),
                "righe": [self._in_tabella(riga) for riga in tavola.righe],
                "nature": [natura.label for natura in self._nature],
                "attivi": any(tavola.scelte.values()),
                "ambiti": ambiti,
                "mappa": svg,
                "voci": voci,
                "che": MAPPE[che],
                "cofinanziamento_ignoto": NATURE[-1] not in self._nature,
                "fuori": any(riga.fuori for riga in ambiti),
                "a_parte": self._a_parte(),
                "scarica": [(che, self.file_da_scaricare(che)) for che in colonne.TABELLE],
                "dimostrativi_url": self.indirizzo(
                    "overview", dati="" if self.dati.dimostrativi else DIMOSTRATIVI
                ),
            }
            | self._confronto()
        )

    @cached_property
    def _nature(self):
        """Return the kinds of sums to show: co-financing only when some is known."""
        totali = self.tavola.totale.gruppo
        return [natura for natura in NATURE if natura != NATURE[-1] or totali.somma(natura).numero]

    def _in_tabella(self, riga):
        """Return a group as the table shows it: each figure with the address of its rows."""
        gruppo = riga.gruppo
        chiave = {riga.per: gruppo.chiave} if gruppo.chiave else {}
        return {
            "nome": gruppo.nome,
            "progetti": len(gruppo.progetti),
            "noti": gruppo.quanti("noto"),
            "insieme": gruppo.quanti("insieme"),
            "url": self.indirizzo("overview-rows", **chiave),
            "residenti": riga.residenti,
            "celle": [
                {
                    "somma": gruppo.somma(natura),
                    "a_persona": riga.a_persona(natura) if natura != NATURE[-1] else None,
                    "residenti": riga.di_natura[natura],
                    "url": self.indirizzo("overview-rows", natura=natura.value, **chiave),
                }
                for natura in self._nature
            ],
        }

    def _a_parte(self):
        """Return the groups of ambiti that the map cannot show, when they hold money."""
        gruppi = self.tavola.insieme.per("ambito", self.dati.nomi["ambito"])
        return [
            (gruppo.nome, self.indirizzo("overview-rows", ambito=gruppo.chiave))
            for gruppo in gruppi
            if gruppo.chiave.startswith("~") and gruppo.righe
        ]

    def _confronto(self):
        """Return what the comparison shows; an error in words when the cycles are not two that exist."""
        piani = {piano.code: piano for piano in self.dati.voc.piani.values()}
        cicli, errore = cicli_da_confrontare(self.request.GET, piani)
        scelti = [piano.code for piano in cicli] if cicli else ["", ""]
        altri = {k: v for k, v in self.form.cleaned_data.items() if v and k not in ("ciclo", "per", "mappa")}
        context = {
            "piani": list(piani.values()),
            "confronto_scelti": scelti,
            "confronto_errore": errore,
            "confronto_altri": altri,
        }
        if not cicli:
            return context
        insieme = self.dati.insieme.scelto(self.tavola.scelte | {"ciclo": ""})
        ambito = self.tavola.chiave_ambito(self._ambito_con_abitanti())
        lati = [confronto.lato(self.dati, insieme, piano, self.tavola.abitanti, ambito) for piano in cicli]
        return context | {"lati": lati, "cifre": confronto.confronta(*lati)}

    def _ambito_con_abitanti(self):
        scelto = self.tavola.scelte.get("ambito", "")
        return "" if scelto.startswith("~") else scelto


@method_decorator(pagina_pubblica, name="dispatch")
class RigheView(PanoramicaMixin, TemplateView):
    """The rows a total was added up from, and the projects of the same filters."""

    form_class = RigheForm
    template_name = "progetti/panoramica/righe.html"

    def get_context_data(self, **kwargs):
        """Add a table for each kind of sum, with the total at its foot."""
        context = super().get_context_data(**kwargs) | {"form": self.form, "dati": self.dati}
        if not self.form.is_valid():
            return context
        natura, insieme = self.form.cleaned_data["natura"], self.dati.insieme.scelto(self.form.scelte)
        tutto, righe = insieme.tutto(), record.di_denaro(insieme, self.dati.voc, natura)
        return context | {
            "natura": natura,
            "attivi": natura or any(self.form.scelte.values()),
            "tabelle": [
                {"somma": tutto.somma(n), "righe": [self._in_tabella(r) for r in righe if r.riga.natura == n]}
                for n in NATURE
                if tutto.righe_di(n) and natura in ("", n)
            ],
            "progetti": [] if natura else self._progetti(insieme),
            "gruppo": tutto,
            "panoramica": self.indirizzo("overview"),
            "scarica": self.file_da_scaricare("denaro", natura=natura),
            "scarica_progetti": self.file_da_scaricare("progetti"),
        }

    def _in_tabella(self, riga):
        """Return a row; for a sum of a whole cycle, how many projects of its Alleanze and where they are."""
        alleanze = 0
        if not riga.riga.n_progetti and riga.riga.piano_id:
            alleanze = sum(
                voce.oggetto.piano_id == riga.riga.piano_id and voce.chiavi["tipo"] == Progetto.Tipo.ALLEANZA
                for voce in self.dati.insieme.progetti
            )
        ciclo = {"ciclo": riga.chiavi["ciclo"], "tipo": Progetto.Tipo.ALLEANZA.value}
        return {
            "record": riga,
            "ciclo": self.dati.nomi["ciclo"][riga.chiavi["ciclo"]],
            "alleanze": alleanze,
            "alleanze_url": reverse("progetti:overview-rows") + f"?{urlencode(ciclo)}#progetti",
        }

    def _progetti(self, insieme):
        """Return the projects, with their cycle and how their grant is known."""
        soldi = record.importi(insieme)
        return [
            {
                "progetto": voce.oggetto,
                "ciclo": self.dati.nomi["ciclo"][voce.chiavi["ciclo"]],
                "ambito": self.dati.nomi["ambito"][voce.chiavi["ambito"]],
                "importo": soldi[voce.oggetto.pk][0],
                "insieme": insieme.note.get(voce.oggetto.pk) == "insieme",
            }
            for voce in insieme.progetti
        ]


@method_decorator(pagina_pubblica, name="dispatch")
class ScaricaView(PanoramicaMixin, View):
    """A download with the filters of the address; a wrong filter is refused in words (400)."""

    form_class = RigheForm

    def get(self, request, che, formato):
        """Return the file; raise Http404 for a table or a format that is not there."""
        if che not in {*colonne.TABELLE, "dizionario"} or formato not in scarica.FORMATI:
            raise Http404
        if che == "dizionario":
            return scarica.file(formato, "dizionario", colonne.DIZIONARIO, colonne.righe_dizionario(), {})
        if not self.form.is_valid():
            return HttpResponse(self._errori(), status=400, content_type="text/plain; charset=utf-8")
        filtri = {chiave: valore for chiave, valore in self.form.cleaned_data.items() if valore}
        nome = f"{che}-dimostrativi" if self.dati.dimostrativi else che
        return scarica.file(formato, nome, colonne.TABELLE[che], getattr(self, f"_{che}")(), filtri)

    def _errori(self):
        righe = [
            f"{self.form[campo].label}: {' '.join(errori)}" for campo, errori in self.form.errors.items()
        ]
        return _("Un filtro non va bene, non ho preparato il file.") + "\n" + "\n".join(righe) + "\n"

    def _progetti(self):
        return record.di_progetti(self.dati.insieme.scelto(self.form.scelte))

    def _denaro(self):
        insieme = self.dati.insieme.scelto(self.form.scelte)
        return record.di_denaro(insieme, self.dati.voc, self.form.cleaned_data["natura"])

    def _panoramica(self):
        return [*self.tavola.righe, self.tavola.totale]


@method_decorator(pagina_pubblica, name="dispatch")
class DatiView(TemplateView):
    """The downloads, and what every column means."""

    template_name = "progetti/panoramica/dati.html"

    def get_context_data(self, **kwargs):
        """Add the tables with their formats."""
        nomi = [*colonne.TABELLE, "dizionario"]
        formati = {
            nome: [(e, reverse("progetti:download", args=[nome, f])) for f, e in scarica.FORMATI.items()]
            for nome in nomi
        }
        tabelle = [(nome, tabella, formati[nome]) for nome, tabella in colonne.TABELLE.items()]
        return super().get_context_data(**kwargs) | {
            "tabelle": tabelle,
            "dizionario": formati["dizionario"],
            "licenza": scarica.LICENZA,
        }
