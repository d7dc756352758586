"""The page of the coverage: what exists, what is missing, for the Comitato and who runs the portal."""

from django.http import Http404
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comitato.accesso import chi_chiede
from comitato.admin.copertura_base import CoperturaBase
from comitato.copertura import disegno, parole, tabelle, tavole
from comitato.copertura.casella import scheda
from comitato.copertura.priorita import priorita_del_ciclo
from core.fogli.scrittura import FORMATI, scrivi
from core.pagine_gestione import registra_pagine

PRIME = 20  # cells of the ranking on the page: the file has them all


class CoperturaView(CoperturaBase):
    """Ambiti × typologies, comuni × typologies or, for one typology, its periods and its map."""

    template_name = "admin/comitato/copertura.html"

    def get_context_data(self, **kwargs):
        """Add the sentences, the table, the map, the ranking, projects and priorities."""
        una = self.tipi[0] if len(self.tipi) == 1 and "tipologia" in self.modulo.scelte else None
        somme = [self.matrice.somma(self.luoghi, tipo) for tipo in self.tipi]
        mancano = self.matrice.dove_manca(self.luoghi, self.tipi)
        ciclo, priorita, altre_linee = priorita_del_ciclo(self.mondo)
        return super().get_context_data(**kwargs) | {
            "title": _("Che cosa c'è e che cosa manca"),
            "modulo": self.modulo,
            "ambito": self.ambito,
            "una": una,
            "riassunto": parole.riassunto(somme, self.quando) if somme else [],
            "tavola": self._tavola(una),
            "mappa": self._mappa(una) if una else None,
            "somma": somme[0] if una else None,
            "eta": tavole.eta(una) if una else "",
            "mancano": [(casella, self.indirizzo_casella(casella)) for casella in mancano[:PRIME]],
            "quante_mancano": len(mancano),
            "territori": self._territori(),
            "ciclo": ciclo,
            "priorita": priorita,
            "altre_linee": altre_linee,
            "viste": self._viste(),
            "attivi": bool(self.modulo.scelte.keys() - {"vista", "dimostrativi"}),
            "file": self._file(una),
        }

    def _per_comuni(self):
        return self.ambito is not None or self.modulo.scelte.get("vista") == "comuni"

    def _tavola(self, una):
        if una:
            righe = self.luoghi if self._per_comuni() else list(self.mondo.ambiti.values())
            return tavole.per_periodi(self.matrice, righe, una, self.indirizzo_casella, self.indirizzo)
        if self._per_comuni():
            return tavole.per_comuni(
                self.matrice, self.luoghi, self.tipi, self.indirizzo_casella, self.indirizzo
            )
        return tavole.per_ambiti(self.matrice, self.tipi, self.indirizzo)

    def _mappa(self, una):
        titolo = _("Mappa di «%(che)s»") % {"che": una.nome}
        if self.ambito:
            caselle = [self.matrice.casella(luogo, una) for luogo in self.luoghi]
            return disegno.mappa_comuni(self.ambito, caselle, titolo, self.indirizzo_casella)
        per_ambito = {
            ambito: self.matrice.somma(self.mondo.dell_ambito[ambito.pk], una)
            for ambito in self.mondo.ambiti.values()
        }
        return disegno.mappa_ambiti(per_ambito, titolo, lambda ambito: self.indirizzo(ambito=ambito.slug))

    def _territori(self):
        """Return (ambito, its running projects that are part of something) of the ambiti asked for."""
        ambiti = [self.ambito] if self.ambito else self.mondo.ambiti.values()
        righe = []
        for ambito in ambiti:
            comuni = {luogo.pk for luogo in self.mondo.dell_ambito[ambito.pk]}
            opere = [o for o in self.mondo.opere if o.quando == "in_corso" and o.comuni & comuni]
            righe.append((ambito, [opera for opera in opere if opera.parti]))
        return righe

    def _viste(self):
        if self.ambito:
            return [(_("tutti gli ambiti"), self.indirizzo(ambito="", vista=""), False)]
        per_comuni = self._per_comuni()
        return [
            (_("per ambito"), self.indirizzo(vista=""), not per_comuni),
            (_("per comune"), self.indirizzo(vista="comuni"), per_comuni),
        ]

    def _file(self, una):
        """Return (title, [(format, address)]) of the downloads."""
        scelte = self.modulo.scelte
        titoli = [("", _("La matrice")), ("classifica", _("Dove manca di più"))]
        if una or "gruppo" in scelte:
            titoli.insert(1, ("periodi", _("La matrice con tutti i periodi")))
        return [
            (
                titolo,
                [
                    (
                        nome,
                        reverse("admin:comitato_coverage_export", args=[formato])
                        + "?"
                        + urlencode(scelte | ({"che": che} if che else {})),
                    )
                    for formato, nome in FORMATI.items()
                ],
            )
            for che, titolo in titoli
        ]


class CoperturaExportView(CoperturaBase):
    """The matrix, in the long format, or the ranking, as a spreadsheet: same filters, same numbers."""

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 for a format that does not exist."""
        formato = kwargs["formato"]
        if formato not in FORMATI:
            raise Http404
        che = request.GET.get("che")
        segno = "-con-dati-dimostrativi" if self.mondo.con_dimostrativi else ""
        nome = f"copertura-{self.mondo.giorno}{segno}"
        if che == "classifica":
            mancano = self.matrice.dove_manca(self.luoghi, self.tipi)
            return scrivi(
                formato,
                f"dove-manca-{self.mondo.giorno}{segno}",
                *tabelle.classifica(mancano, self.mondo, self.per_chi()),
            )
        periodi = [self.quando]
        if che == "periodi" and self.modulo.scelte.keys() & {"gruppo", "tipologia"}:
            periodi = [None, *self.mondo.periodi]
        righe = tabelle.righe(self.mondo, self.luoghi, self.tipi, periodi, self.per_chi())
        return scrivi(formato, nome, tabelle.intestazioni(), righe)


class CasellaView(CoperturaBase):
    """A comune and a typology: services, requests, projects, people. Each number with its rows."""

    template_name = "admin/comitato/copertura_casella.html"

    def get_context_data(self, **kwargs):
        """Add the cell; raise Http404 for a comune or a typology that is not in use."""
        luogo = next((x for x in self.mondo.comuni if x.codice == kwargs["comune"]), None)
        tipo = next((x for x in self.mondo.tipologie if x.code == kwargs["tipologia"]), None)
        if luogo is None or tipo is None:
            raise Http404
        casella = self.matrice.casella(luogo, tipo)
        ambito = self.mondo.ambiti[luogo.ambito]
        return super().get_context_data(**kwargs) | {
            "title": _("%(che)s a %(dove)s") % {"che": tipo.nome, "dove": luogo.nome},
            "casella": casella,
            "eta": tavole.eta(tipo),
            "stato": parole.stato_in_parole(casella),
            "ambito": ambito,
            "torna": self.indirizzo(ambito=ambito.slug, tipologia=tipo.code),
            "con_dimostrativi": self.indirizzo_casella(casella, dimostrativi="si"),
            "senza_dimostrativi": self.indirizzo_casella(casella, dimostrativi=""),
            **scheda(self.mondo, casella),
        }


def _percorsi(sito):
    def vista(classe):
        return sito.admin_view(classe.as_view(admin_site=sito))

    return [
        path("comitato/copertura/", vista(CoperturaView), name="comitato_coverage"),
        path(
            "comitato/copertura/scarica/<slug:formato>/",
            vista(CoperturaExportView),
            name="comitato_coverage_export",
        ),
        path(
            "comitato/copertura/<str:comune>/<str:tipologia>/",
            vista(CasellaView),
            name="comitato_coverage_cell",
        ),
    ]


def _voci(request):
    if not chi_chiede(request).legge:
        return []
    return [
        {
            "titolo": _("Che cosa c'è e che cosa manca"),
            "testo": _("i servizi comune per comune, le richieste, i progetti"),
            "indirizzo": reverse("admin:comitato_coverage"),
        }
    ]


registra_pagine(_percorsi, _voci)
