"""The dashboard in the admin: live at any date, as a snapshot, project by project."""

from datetime import date

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from comitato.accesso import chi_chiede
from comitato.admin.base import DelComitatoMixin
from comitato.cruscotto import novita, vista
from comitato.cruscotto.carica import progetti_del_ciclo
from comitato.cruscotto.istantanea import apri, scatta
from comitato.cruscotto.quadro import quadro
from comitato.models import Istantanea
from core.pagine_gestione import registra_pagine
from piani.models import Piano

FILTRI = ("ambito", "linea", "stato", "rischio", "tipo")
CHIAVE_MASSIMA = 2**63 - 1
PRIMO_GIORNO = date(2010, 1, 1)  # before DGR X/1081 of 2013 there is no cycle


def giorno_chiesto(request):
    """Return the day asked for with ``al``: today when it is none, before the Rete, or still to come."""
    oggi = timezone.localdate()
    try:
        giorno = date.fromisoformat(request.GET.get("al", ""))
    except ValueError:
        return oggi
    return giorno if PRIMO_GIORNO <= giorno <= oggi else oggi


def ciclo_in_corso(cicli):
    """Return the cycle to open with: the one in force, else the last."""
    in_corso = [piano for piano in cicli if piano.stato == Piano.Stato.IN_CORSO]
    return next(iter(in_corso or cicli), None)


def precedente(piano, cicli):
    """Return the cycle before: the one it was prepared from, else the last that began earlier."""
    prima = [altro for altro in cicli if altro.anno_dal < piano.anno_dal]
    return next((c for c in cicli if c.pk == piano.dal_ciclo_id), next(iter(prima), None))


class CruscottoBase(DelComitatoMixin, TemplateView):
    """A page that shows the content of a dashboard: what is asked in the query is read, never trusted."""

    template_name = "admin/comitato/cruscotto.html"

    @cached_property
    def ordine(self):
        """Return the column asked for, “-rischi” otherwise: who needs attention comes first."""
        chiesto = self.request.GET.get("ordina", "")
        return chiesto if chiesto.lstrip("-") in vista.COLONNE else "-rischi"

    @cached_property
    def filtri(self):
        """Return the filters asked for."""
        return {nome: self.request.GET.get(nome, "") for nome in FILTRI}

    def mostra(self, contenuto):
        """Return what the template needs of a content."""
        tutte = vista.righe(contenuto)
        scelte = vista.ordina(vista.filtra(tutte, **self.filtri), self.ordine)
        return {
            "contenuto": contenuto,
            "al": date.fromisoformat(contenuto["al"]),
            "righe": scelte,
            "quante": len(tutte),
            "totali": vista.totali(scelte),
            "indicatori": contenuto["indicatori"],
            "definizioni": contenuto["definizioni"],
            "colonne": [(nome, parola, self._link(nome)) for nome, parola in vista.COLONNE.items()],
            "ordine": self.ordine,
            "filtri": [(n, self._parola(n), self.filtri[n], v) for n, v in vista.scelte(tutte).items()],
            "query": self._query(),
        }

    def _parola(self, nome):
        parole = {
            "ambito": _("Ambito"),
            "linea": _("Linea"),
            "stato": _("Stato"),
            "rischio": _("Rischio"),
            "tipo": _("Tipo"),
        }
        return parole[nome]

    def _link(self, nome):
        """Return the address that sorts by a column, the other way round when it is already."""
        verso = f"-{nome}" if self.ordine == nome else nome
        return f"?{self._query(ordina=verso)}"

    def _query(self, **altro):
        query = self.request.GET.copy()
        for nome, valore in altro.items():
            query[nome] = valore
        return query.urlencode()

    def base_admin(self, titolo):
        """Return what the pages of the admin need."""
        return self.admin_site.each_context(self.request) | {"title": titolo, "chi": self.chi}


class CruscottoView(CruscottoBase):
    """The dashboard of a cycle at a date, beside the cycle before, with what is new since a meeting."""

    @cached_property
    def cicli(self):
        """Return the cycles, the last first."""
        return list(Piano.objects.order_by("-anno_dal"))

    @cached_property
    def piano(self):
        """Return the cycle asked for; raise Http404 when there is none."""
        chiesto = self.request.GET.get("ciclo")
        scelto = next((p for p in self.cicli if p.code == chiesto), None) or ciclo_in_corso(self.cicli)
        if scelto is None:
            raise Http404
        return scelto

    @cached_property
    def giorno(self):
        """Return the date asked for."""
        return giorno_chiesto(self.request)

    def get_context_data(self, **kwargs):
        """Add the dashboard."""
        contenuto = quadro(self.piano, self.giorno)
        return (
            super().get_context_data(**kwargs)
            | self.base_admin(_("Cruscotto"))
            | self.mostra(contenuto)
            | self._prima()
            | self._novita()
            | {"piano": self.piano, "cicli": self.cicli, "oggi": timezone.localdate()}
        )

    def _prima(self):
        """Return the totals of the cycle before at the same month, when they are asked for."""
        altro = precedente(self.piano, self.cicli)
        if altro is None or not self.request.GET.get("confronta"):
            return {"precedente": altro}
        giorno = min(vista.stesso_mese(self.piano, altro, self.giorno), timezone.localdate())
        prima = vista.righe(quadro(altro, giorno))
        return {"precedente": altro, "prima_al": giorno, "prima": vista.totali(prima)}

    def _novita(self):
        seduta = novita.ultima_seduta(self.giorno)
        if seduta is None:
            return {"seduta": None}
        progetti = list(progetti_del_ciclo(self.piano, self.giorno).con_nome())
        dal = timezone.localdate(seduta.chiusa_il)
        prese, azioni = novita.decise(seduta)
        return {
            "seduta": seduta,
            "novita": novita.novita(progetti, dal, self.giorno)[:50],
            "decise": prese,
            "azioni": azioni,
        }


class FissaForm(forms.Form):
    """The name and the day of a snapshot."""

    nome = forms.CharField(
        label=gettext_lazy("Nome"),
        max_length=120,
        help_text=gettext_lazy("Per esempio: situazione al 30/09/2026."),
    )
    al = forms.DateField(label=gettext_lazy("Situazione al"), widget=AdminDateWidget)


class FissaView(DelComitatoMixin, FormView):
    """Keep the dashboard as it is, for the minutes."""

    solo_segreteria = True
    form_class = FissaForm
    template_name = "admin/comitato/fissa.html"

    @cached_property
    def piano(self):
        """Return the cycle of the address."""
        return get_object_or_404(Piano, code=self.kwargs["ciclo"])

    def get_initial(self):
        """Propose today."""
        oggi = timezone.localdate()
        return {"al": oggi, "nome": _("Situazione al %(giorno)s") % {"giorno": f"{oggi:%d/%m/%Y}"}}

    def get_context_data(self, **kwargs):
        """Add the page of the admin."""
        contesto = self.admin_site.each_context(self.request)
        return (
            super().get_context_data(**kwargs)
            | contesto
            | {
                "title": _("Fissa la situazione"),
                "piano": self.piano,
                "bottone": _("Fissa: non si potrà più cambiare"),
                "torna": f"{reverse('admin:comitato_dashboard')}?ciclo={self.piano.code}",
            }
        )

    def form_valid(self, form):
        """Keep it."""
        try:
            riga = scatta(piano=self.piano, utente=self.request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("admin:comitato_snapshot", args=[riga.pk]))


class IstantaneaMixin(DelComitatoMixin):
    """A page about one snapshot."""

    @cached_property
    def istantanea(self):
        """Return the snapshot; raise Http404 when there is none."""
        if self.kwargs["pk"] > CHIAVE_MASSIMA:
            raise Http404
        return get_object_or_404(Istantanea.objects.select_related("piano"), pk=self.kwargs["pk"])


class IstantaneaView(IstantaneaMixin, CruscottoBase):
    """A snapshot: drawn from what it kept and from nothing else."""

    def get_context_data(self, **kwargs):
        """Add the content; with ``confronta`` what changed since."""
        contenuto = apri(self.istantanea)
        contesto = super().get_context_data(**kwargs) | self.base_admin(self.istantanea.nome)
        if self.request.GET.get("confronta"):
            adesso = quadro(self.istantanea.piano, timezone.localdate())
            contesto["differenze"] = vista.differenze(contenuto, adesso)
        return contesto | self.mostra(contenuto) | {"istantanea": self.istantanea}


def _percorsi(sito):
    def vista_di(classe):
        return sito.admin_view(classe.as_view(admin_site=sito))

    return [
        path("comitato/cruscotto/", vista_di(CruscottoView), name="comitato_dashboard"),
        path("comitato/cruscotto/<slug:ciclo>/fissa/", vista_di(FissaView), name="comitato_freeze"),
        path("comitato/istantanee/<int:pk>/", vista_di(IstantaneaView), name="comitato_snapshot"),
    ]


def _voci(request):
    if not chi_chiede(request).legge:
        return []
    titolo = _("Cruscotto del ciclo")
    return [
        {
            "titolo": titolo,
            "testo": _("a che punto sono i progetti, che cosa è in ritardo, che cosa si è deciso"),
            "indirizzo": reverse("admin:comitato_dashboard"),
        }
    ]


registra_pagine(_percorsi, _voci)
