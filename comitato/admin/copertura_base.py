"""What every page of the coverage reads: the filters and the ``Mondo`` they choose."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from comitato.admin.base import DelComitatoMixin
from comitato.admin.copertura_form import CoperturaForm
from comitato.copertura.calcolo import PICCOLI
from comitato.copertura.carica import carica
from comitato.copertura.eta import anni_del_destinatario
from comitato.copertura.matrice import Matrice


class CoperturaBase(DelComitatoMixin, TemplateView):
    """A page of the coverage."""

    @cached_property
    def modulo(self):
        """Return the form of the filters."""
        return CoperturaForm(self.request.GET)

    @cached_property
    def mondo(self):
        """Return what is counted."""
        return carica(
            dimostrativi="dimostrativi" in self.modulo.scelte,
            proposte=self.chi.segreteria,
            per={nome: self.modulo.scelte.get(nome) for nome in ("destinatari", "eta")},
            anni=self._anni(),
        )

    def _anni_o_chi(self):
        return bool(self.modulo.scelte.keys() & {"destinatari", "eta"})

    def _anni(self):
        """Return the years of age asked for, None when any."""
        destinatario, eta = self.modulo.scelta("destinatari"), self.modulo.scelte.get("eta")
        scelti = [
            anni_del_destinatario(destinatario) if destinatario else None,
            None if eta is None else frozenset({eta}),
        ]
        scelti = [anni for anni in scelti if anni is not None]
        return frozenset.intersection(*scelti) if scelti else None

    @cached_property
    def quando(self):
        """Return the period asked for, None: any."""
        chiesto = self.modulo.scelte.get("periodo")
        return next((periodo for periodo in self.mondo.periodi if periodo.code == chiesto), None)

    @cached_property
    def matrice(self):
        """Return the cells of the period asked for."""
        return Matrice(self.mondo, self.quando)

    @cached_property
    def tipi(self):
        """Return the typologies asked for."""
        gruppo, una = self.modulo.scelta("gruppo"), self.modulo.scelte.get("tipologia")
        return [
            tipo
            for tipo in self.mondo.tipologie
            if (una is None or tipo.code == una) and (una or gruppo is None or tipo.gruppo == gruppo.pk)
        ]

    @cached_property
    def ambito(self):
        """Return the ambito asked for, None: all."""
        ambito = self.modulo.scelta("ambito")
        return self.mondo.ambiti.get(ambito.pk) if ambito else None

    @cached_property
    def luoghi(self):
        """Return the comuni asked for."""
        return self.mondo.dell_ambito[self.ambito.pk] if self.ambito else list(self.mondo.comuni)

    def indirizzo(self, **cambi):
        """Return the page with the filters in force, some of them changed; an empty value takes one away."""
        scelte = {nome: valore for nome, valore in (self.modulo.scelte | cambi).items() if valore != ""}
        return f"{reverse('admin:comitato_coverage')}?{urlencode(scelte)}"

    def indirizzo_casella(self, casella, **cambi):
        """Return the page of a cell, in the same period and for the same people, but for ``cambi``."""
        scelte = self._tenute | cambi if cambi else self._tenute
        scelte = urlencode({nome: valore for nome, valore in scelte.items() if valore != ""})
        pagina = f"{self._inizio}{casella.luogo.codice}/{casella.tipo.code}/"
        return f"{pagina}?{scelte}" if scelte else pagina

    @cached_property
    def _tenute(self):
        """Return the filters that the page of a cell keeps."""
        tenute = ("periodo", "destinatari", "eta", "dimostrativi")
        return {nome: valore for nome, valore in self.modulo.scelte.items() if nome in tenute}

    @cached_property
    def _inizio(self):
        """Return what the addresses of all the cells begin with: a page has thousands of them."""
        return reverse("admin:comitato_coverage_cell", args=["0", "0"]).removesuffix("0/0/")

    def per_chi(self):
        """Return whom the services are counted for, in words."""
        destinatario, eta = self.modulo.scelta("destinatari"), self.modulo.scelte.get("eta")
        parti = [str(destinatario)] if destinatario else []
        if eta is not None:
            parti.append(ngettext("%(n)s anno", "%(n)s anni", eta) % {"n": eta})
        return ", ".join(parti) or _("chiunque")

    def get_context_data(self, **kwargs):
        """Add what every page says: day, sources, invented data."""
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "is_nav_sidebar_enabled": False,  # the tables need the room
                "mondo": self.mondo,
                "quando": self.quando,
                "per_chi": self.per_chi() if self._anni_o_chi() else "",
                "piccoli": PICCOLI,
                "con_dimostrativi": self.indirizzo(dimostrativi="si"),
                "senza_dimostrativi": self.indirizzo(dimostrativi=""),
            }
        )
