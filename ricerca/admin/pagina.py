"""“Che cosa non si trova”: the page that the Comitato reads."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.foglio import foglio_csv
from ricerca.admin import tabelle
from ricerca.admin.settimane import PREDEFINITA, SPANNE, primo_giorno

RIGHE = 20
# Of each table: what makes it, and its columns in a spreadsheet, {name of the value: heading}.
FOGLI = {
    "parole": (
        tabelle.parole,
        {"termini": _("Parole cercate"), "volte": _("Volte"), "comuni": _("Comuni")},
    ),
    "mancanti": (
        tabelle.mancanti,
        {
            "tipologia": _("Servizio"),
            "comune": _("Comune"),
            "periodo": _("Periodo"),
            "volte": _("Volte"),
        },
    ),
    "segnalazioni": (
        tabelle.segnalazioni,
        {
            "servizio": _("Scheda"),
            "motivo": _("Che cosa è sbagliato"),
            "volte": _("Volte"),
            "aperte": _("Ancora aperte"),
        },
    ),
}


class BisogniView(PermissionRequiredMixin, TemplateView):
    """Three tables of a span of weeks (``settimane``), or one of them for a spreadsheet (``foglio``)."""

    admin_site = None
    template_name = "admin/ricerca/bisogni.html"
    permission_required = [
        "ricerca.view_ricercasenzaesito",
        "ricerca.view_serviziomancante",
        "servizi.view_segnalazione",
    ]
    raise_exception = True

    def get(self, request, *args, **kwargs):
        """Show the page, or download a table whole."""
        chiesta = request.GET.get("settimane")
        self.spanna = chiesta if chiesta in SPANNE else PREDEFINITA
        self.dal = primo_giorno(self.spanna)
        foglio = request.GET.get("foglio")
        return self._scarica(foglio) if foglio in FOGLI else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the tables and the choice of the weeks."""
        pagina = self.admin_site.each_context(self.request)
        return (
            super().get_context_data(**kwargs)
            | pagina
            | {
                "title": _("Che cosa non si trova"),
                "spanne": [(codice, nome, codice == self.spanna) for codice, nome in SPANNE.items()],
                "spanna": self.spanna,
                "dal": self.dal,
                "righe": RIGHE,
                **{nome: fai(self.spanna, self.dal, RIGHE) for nome, (fai, _colonne) in FOGLI.items()},
            }
        )

    def _scarica(self, foglio):
        fai, colonne = FOGLI[foglio]
        righe = [[_cella(riga[nome]) for nome in colonne] for riga in fai(self.spanna, self.dal)]
        return foglio_csv(f"{foglio}-{self.dal}-{timezone.localdate()}", colonne.values(), righe)


def _cella(valore):
    """Return a value of a table for a spreadsheet: comuni as “Grosio 2, Tirano 1”."""
    if isinstance(valore, list):
        return ", ".join(f"{voce['nome']} {voce['volte']}" for voce in valore)
    return valore
