"""The public page of who works with whom."""

from django import forms
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from alleanze.collaborazioni import insiemi, nodi
from alleanze.disegno import disegna
from core.elenchi import CampoVocabolario
from core.pubblico import pagina_pubblica
from piani.models import Piano
from territorio.models import Ambito

MOLTI = 60  # bodies beyond which a drawing says nothing


class CollaborazioniForm(forms.Form):
    """Which part of the network: a cycle, an ambito, one body."""

    ciclo = CampoVocabolario(
        label=_("Ciclo"),
        queryset=Piano.objects.pubblicati(),
        to_field_name="code",
        etichetta="anni",
        required=False,
        empty_label=_("Tutti i cicli"),
    )
    ambito = CampoVocabolario(
        label=_("Ambito"),
        queryset=Ambito.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=_("Tutti gli ambiti"),
    )
    ente = forms.SlugField(label=_("Ente"), required=False, max_length=120, widget=forms.HiddenInput)


@method_decorator(pagina_pubblica, name="dispatch")
class CollaborazioniView(TemplateView):
    """Bodies, what they do together, and with whom: a list and a drawing that say the same."""

    template_name = "alleanze/collaborazioni.html"

    def get_context_data(self, **kwargs):
        """Add the bodies and the things of the part asked for; nothing when the question is wrong."""
        form = CollaborazioniForm(self.request.GET)
        elenco, quali, scelto = [], [], None
        if form.is_valid():
            dati = form.cleaned_data
            elenco = insiemi(piano=dati["ciclo"], ambito=dati["ambito"])
            quali = nodi(elenco)
            scelto = next((nodo for nodo in quali if dati["ente"] and nodo.ente.slug == dati["ente"]), None)
        mostrati = [insieme for insieme in elenco if scelto is None or scelto.ente.pk in insieme.enti]
        vicini = quali if scelto is None else [n for n in quali if n is scelto or n.ente.pk in scelto.con]
        return super().get_context_data(**kwargs) | {
            "form": form,
            "nodi": vicini,
            "insiemi": mostrati,
            "finti": _di_cui_finti(vicini),
            "scelto": scelto,
            "colleghi": _colleghi(scelto, quali),
            "disegno": disegna(vicini, mostrati) if len(vicini) <= MOLTI else None,
            "ente_assente": bool(form.is_valid() and form.cleaned_data["ente"] and scelto is None),
        }


def _colleghi(scelto, quali):
    """Return [(body, things it shares with the chosen one)], those that share most first."""
    if scelto is None:
        return []
    per_pk = {nodo.ente.pk: nodo.ente for nodo in quali}
    coppie = [(per_pk[pk], comuni) for pk, comuni in scelto.con.items()]
    return sorted(coppie, key=lambda coppia: (-len(coppia[1]), coppia[0].denominazione.casefold()))


def _di_cui_finti(nodi):
    """Return how many of the bodies are invented, in words; empty when none is."""
    numero = sum(nodo.ente.dimostrativo for nodo in nodi)
    testo = ngettext("di cui %(n)s dimostrativo", "di cui %(n)s dimostrativi", numero)
    return testo % {"n": numero} if numero else ""
