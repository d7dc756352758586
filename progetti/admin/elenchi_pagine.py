"""Pages of the admin that prepare a legal list: which there are, the report of one, its publication."""

from itertools import groupby

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from progetti.elenchi import catalogo, tabella
from progetti.elenchi.arretrati import mai_pubblicati
from progetti.elenchi.bozze import prepara
from progetti.elenchi.controlli import Livello
from progetti.elenchi.pubblicazione import pubblica
from progetti.elenchi.scadenze import prossima
from progetti.models import ElencoPubblicato

RIGHE = 200  # shown before publishing


class PaginaElenchi(PermissionRequiredMixin):
    """A page for who may publish the legal lists."""

    admin_site = None
    permission_required = "progetti.add_elencopubblicato"
    raise_exception = True

    def get_context_data(self, **kwargs):
        """Add the page of the admin."""
        contesto = super().get_context_data(**kwargs) | self.admin_site.each_context(self.request)
        return contesto | {"opts": ElencoPubblicato._meta}


class PreparaElenchiView(PaginaElenchi, TemplateView):
    """Every list that may be published: when it was, when it is to be again."""

    template_name = "admin/progetti/prepara_elenchi.html"

    def get_context_data(self, **kwargs):
        """Add the lists."""
        ultimi = {(elenco.tipo, elenco.anno): elenco for elenco in ElencoPubblicato.objects.ultimi()}
        vecchi = set(ElencoPubblicato.objects.da_aggiornare().values_list("pk", flat=True))
        mai = mai_pubblicati()
        righe = [
            {
                "voce": voce,
                "elenco": elenco,
                "prossima": prossima(elenco) if elenco else None,
                "da_fare": voce in mai or (bool(elenco) and elenco.pk in vecchi),
            }
            for voce in catalogo.di_legge()
            for elenco in [ultimi.get((voce.tipo, voce.anno))]
        ]
        titolo = _("Prepara gli elenchi di legge")
        return super().get_context_data(righe=righe, mai_pubblicati=mai, title=titolo, **kwargs)


class PubblicaForm(forms.Form):
    """Publish what was seen. ``con_lacune`` is asked only when something is missing."""

    impronta = forms.CharField(widget=forms.HiddenInput)
    precedente = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**63 - 1)
    con_lacune = forms.BooleanField(
        label=gettext_lazy("Mancano dei dati, lo so: pubblica con le caselle vuote"),
        required=False,
    )

    def __init__(self, *args, completa, **kwargs):
        super().__init__(*args, **kwargs)
        if completa:
            del self.fields["con_lacune"]


class PreparaElencoView(PaginaElenchi, FormView):
    """The report of one list, its rows as they would be published, the button."""

    template_name = "admin/progetti/prepara_elenco.html"
    form_class = PubblicaForm

    @cached_property
    def voce(self):
        """Return the list; raise Http404 for one that may not be published."""
        trovata = next((v for v in catalogo.di_legge() if v.slug == self.kwargs["elenco"]), None)
        if trovata is None:
            raise Http404
        return trovata

    @cached_property
    def bozza(self):
        """Return the list as it is now."""
        return prepara(self.voce.tipo, self.voce.anno)

    @cached_property
    def precedente(self):
        """Return the publication in force, None when there is none."""
        return ElencoPubblicato.objects.ultimo(self.voce.tipo, self.voce.anno)

    def get_form_kwargs(self):
        """Ask to accept what is missing only when something is."""
        return super().get_form_kwargs() | {"completa": self.bozza.completa}

    def get_initial(self):
        """Return what is being looked at."""
        return {
            "impronta": self.bozza.impronta,
            "precedente": self.precedente.pk if self.precedente else None,
        }

    def get_context_data(self, **kwargs):
        """Add the rows and the report, by level."""
        bozza = self.bozza
        avvertenze = [avvertenza.dati() for avvertenza in bozza.avvertenze]
        anteprima = ElencoPubblicato(
            colonne=[[c.code, c.it, c.en, c.forma] for c in bozza.colonne], righe=bozza.righe[:RIGHE]
        )
        return super().get_context_data(**kwargs) | {
            "title": self.voce.titolo,
            "voce": self.voce,
            "bozza": bozza,
            "precedente": self.precedente,
            "righe": tabella.righe(anteprima, ""),
            "altre": max(0, len(bozza.righe) - RIGHE),
            "rapporto": rapporto(avvertenze, anteprima.colonne),
            "oggi": timezone.localdate(),
        }

    def form_invalid(self, form):
        """Show the page again: only a page that was not ours sends something else."""
        messages.error(self.request, _("La pagina era vecchia: controlla di nuovo, poi pubblica."))
        return redirect(self.request.path)

    def form_valid(self, form):
        """Publish; show the page again, with rows and report of now, when something stands in the way."""
        try:
            elenco = pubblica(
                tipo=self.voce.tipo, anno=self.voce.anno, utente=self.request.user, **form.cleaned_data
            )
        except ValidationError as errore:
            for testo in errore.messages:
                messages.error(self.request, testo)
            return redirect(self.request.path)
        messages.success(self.request, _("Pubblicato. Quello che vedi qui non cambierà più."))
        return redirect("admin:progetti_elencopubblicato_change", elenco.pk)


def rapporto(avvertenze, colonne):
    """Return the report for a page: [(level, words, lines)], each line with the sheet that mends it.

    ``avvertenze`` are the dicts of ``controlli.Avvertenza``; ``colonne`` those of the publication.
    """
    titoli = {code: it for code, it, _en, _forma in colonne}
    ordine = list(Livello)
    righe = sorted(avvertenze, key=lambda a: (ordine.index(Livello(a["livello"])), a["riga"]))
    gruppi = groupby(righe, key=lambda a: Livello(a["livello"]))
    return [(livello, livello.label, [_riga(a, titoli) for a in gruppo]) for livello, gruppo in gruppi]


def _riga(avvertenza, titoli):
    try:
        scheda = reverse(f"admin:{avvertenza['modello']}_change", args=[avvertenza["pk"]])
    except NoReverseMatch:
        scheda = ""
    return avvertenza | {
        "titolo": titoli.get(avvertenza["colonna"], avvertenza["colonna"]),
        "scheda": scheda,
    }
