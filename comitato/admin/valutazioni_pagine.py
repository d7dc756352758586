"""The pages of an evaluation: mine, one evaluation, a proposal. Each asks the one guard before any method."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from comitato.accesso import chi_chiede
from comitato.admin.base import DelComitatoMixin
from comitato.models import SchedaPunteggio, Seduta, Valutazione
from comitato.valutazione import azioni, fascicolo, lettura
from comitato.valutazione.attese import attese, proposte
from comitato.valutazione.conflitti import Porte
from comitato.valutazione.foglio import da_foglio, modello
from comitato.valutazione.moduli import DichiaraForm, FoglioForm, PuntiForm, RiconciliaForm
from core.fogli import FORMATI, FoglioError, scrivi
from core.pagine_gestione import registra_pagine
from progetti.models import Candidatura

CHIAVE_MASSIMA = 2**63 - 1
Stato = Valutazione.Stato


def _riga(righe, pk):
    if pk > CHIAVE_MASSIMA:
        raise Http404
    return get_object_or_404(righe, pk=pk)


class PaginaBase(DelComitatoMixin):
    """A page of the evaluations, with what the admin needs."""

    def base(self, titolo, **altro):
        """Return the context of the admin."""
        return self.admin_site.each_context(self.request) | {"title": titolo, "chi": self.chi} | altro


class MieView(PaginaBase, TemplateView):
    """What I have to declare, to score, to read."""

    template_name = "admin/comitato/valutazioni/mie.html"

    def get_context_data(self, **kwargs):
        """Add the evaluations with my proposals."""
        valutazioni = list(Valutazione.objects.select_related("avviso").order_by("-pk"))
        siede = self.chi.seggio is not None
        voci = [(v, lettura.mie(v, self.chi) if siede else []) for v in valutazioni]
        return super().get_context_data(**kwargs) | self.base(_("Le mie valutazioni"), voci=voci, siede=siede)


class ValutazioneMixin(PaginaBase):
    """A page about one evaluation (``pk``)."""

    @cached_property
    def valutazione(self):
        """Return the evaluation; raise Http404."""
        return _riga(Valutazione.objects.select_related("avviso", "griglia"), self.kwargs["pk"])

    def apribili(self):
        """Return the proposals of the evaluation that who asks may open, by arrival."""
        return [c for c in self.candidature if self.porte.apre(c, self.chi)]

    @cached_property
    def candidature(self):
        """Return the proposals of the evaluation, by arrival."""
        return list(proposte(self.valutazione))

    @cached_property
    def porte(self):
        """Return who may open them."""
        return Porte(self.candidature)

    def indirizzo(self):
        """Return its page."""
        return reverse("admin:comitato_evaluation", args=[self.valutazione.pk])


class ValutazioneView(ValutazioneMixin, TemplateView):
    """An evaluation: who declared and handed in; after closing the totals; the ranking once frozen."""

    template_name = "admin/comitato/valutazioni/valutazione.html"

    def get_context_data(self, **kwargs):
        """Add what who asks may see: never a score before closing, never one of a proposal it cannot open."""
        riga = self.valutazione
        apribili = {c.pk for c in self.apribili()}
        finali = azioni.finali(riga) if riga.stato in lettura.CHIUSE else {}
        posti = riga.graduatoria.filter(candidatura__in=apribili)
        return super().get_context_data(**kwargs) | self.base(
            str(riga.avviso),
            valutazione=riga,
            attese=attese(riga) if self.chi.segreteria else [],
            finali=[(c, somma) for c, (_punti, somma) in finali.items() if c.pk in apribili],
            posti=posti.select_related("candidatura__progetto__alleanza__ambito"),
            criteri=riga.griglia.criteri.all(),
            sedute=Seduta.objects.filter(stato=Seduta.Stato.APERTA),
            formati=FORMATI,
        )


class PassoView(ValutazioneMixin, View):
    """A step of an evaluation, by the secretariat: a POST with what it needs."""

    solo_segreteria = True
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Take it, or say what stands in the way."""
        try:
            detto = self.passi[self.kwargs["passo"]](self)
        except KeyError as errore:
            raise Http404 from errore
        except ValidationError as errore:
            messages.error(request, " ".join(errore.messages))
        else:
            messages.success(request, detto)
        return HttpResponseRedirect(self.indirizzo())

    def _apri(self):
        azioni.apri(valutazione=self.valutazione)
        return _("Valutazione aperta: chi ha dichiarato può dare i punti.")

    def _chiudi(self):
        azioni.chiudi(valutazione=self.valutazione, motivo=self.request.POST.get("motivo", ""))
        return _("Valutazione chiusa: i punteggi si vedono, ora si riconciliano in seduta.")

    def _congela(self):
        chiave = self.request.POST.get("seduta", "")
        seduta = Seduta.objects.filter(pk=chiave).first() if chiave.isdecimal() and len(chiave) < 19 else None
        if seduta is None:
            raise ValidationError(_("Scegli la seduta aperta in cui la graduatoria è approvata."))
        azioni.congela(valutazione=self.valutazione, seduta=seduta)
        return _("Graduatoria congelata: non cambia più. Ora si può pubblicare l’esito, senza punteggi.")

    passi = {"apri": _apri, "chiudi": _chiudi, "congela": _congela}


class GraduatoriaView(ValutazioneMixin, View):
    """The frozen ranking as a file, for the secretariat: it is internal."""

    solo_segreteria = True

    def get(self, request, *args, **kwargs):
        """Return the download; 404 for a format that there is not, or before it is frozen."""
        formato = self.kwargs["formato"]
        if formato not in FORMATI or self.valutazione.stato != Stato.CONGELATA:
            raise Http404
        posti = self.valutazione.graduatoria.select_related("candidatura__progetto__alleanza__ambito")
        if len(self.apribili()) < len(self.candidature):
            raise PermissionDenied
        titoli = [_("posizione"), _("progetto"), _("protocollo"), _("punteggio"), _("esito")]
        righe = [
            [
                p.posizione,
                p.candidatura.progetto.nome,
                p.candidatura.protocollo,
                p.totale,
                p.get_esito_display(),
            ]
            for p in posti
        ]
        return scrivi(formato, f"graduatoria-{self.valutazione.pk}", titoli, righe)


class FinaliView(ValutazioneMixin, FormView):
    """The final scores from a spreadsheet: its model to download, the whole file or nothing."""

    solo_segreteria = True
    form_class = FoglioForm
    template_name = "admin/comitato/valutazioni/foglio.html"

    def controlla(self):
        """Raise PermissionDenied for who may not open one of the proposals."""
        super().controlla()
        if len(self.apribili()) < len(self.candidature):
            raise PermissionDenied

    def get(self, request, *args, **kwargs):
        """Show the page, or the model to fill."""
        formato = request.GET.get("formato")
        if formato in FORMATI:
            return scrivi(formato, f"punteggi-finali-{self.valutazione.pk}", *modello(self.valutazione))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the evaluation."""
        return super().get_context_data(**kwargs) | self.base(
            _("Punteggi finali da un foglio"), valutazione=self.valutazione, formati=FORMATI
        )

    def form_valid(self, form):
        """Write them all, or show every line that is wrong."""
        try:
            quante = da_foglio(self.valutazione, **form.cleaned_data)
        except FoglioError as errore:
            form.add_error("file", errore.errori[:50])
            return self.form_invalid(form)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Scritti i punteggi finali di %(n)s proposte.") % {"n": quante})
        return HttpResponseRedirect(self.indirizzo())


class PropostaMixin(PaginaBase):
    """A page about one proposal (``pk``): who may not open it gets 403, on every method."""

    chiede_di_aprire = True

    @cached_property
    def candidatura(self):
        """Return the proposal of an evaluation; raise Http404."""
        righe = Candidatura.objects.select_related(
            "avviso__valutazione__griglia", "progetto__alleanza__ambito", "progetto__alleanza__piano"
        )
        return _riga(righe.filter(avviso__valutazione__isnull=False), self.kwargs["pk"])

    @property
    def valutazione(self):
        """Return its evaluation."""
        return self.candidatura.avviso.valutazione

    @cached_property
    def porte(self):
        """Return who may open it."""
        return Porte([self.candidatura])

    def valuta(self):
        """Return whether who asks scores it: it acts for a voting seat, declared and is free of conflict."""
        return self.chi.vota and self.porte.libero(self.candidatura, self.chi.componente)

    def controlla(self):
        """Raise PermissionDenied for who has no place, or may not open it."""
        super().controlla()
        if self.chiede_di_aprire and not self.porte.apre(self.candidatura, self.chi):
            raise PermissionDenied

    def indirizzo(self):
        """Return the page of the proposal."""
        return reverse("admin:comitato_proposal", args=[self.candidatura.pk])


class DichiaraView(PropostaMixin, FormView):
    """Declare on a proposal: title, lead, partners and call are all that shows."""

    chiede_di_aprire = False
    form_class = DichiaraForm
    template_name = "admin/comitato/valutazioni/dichiara.html"

    def controlla(self):
        """Raise PermissionDenied for who has no seat."""
        super().controlla()
        if self.chi.seggio is None:
            raise PermissionDenied

    def get_context_data(self, **kwargs):
        """Add the essentials of the proposal."""
        partner = self.candidatura.progetto.partner.select_related("organizzazione")
        return super().get_context_data(**kwargs) | self.base(
            _("Dichiara"),
            candidatura=self.candidatura,
            partner=partner,
            contro=self.porte.conflitto(self.candidatura, self.chi.componente),
        )

    def form_valid(self, form):
        """Write it."""
        try:
            azioni.dichiara(candidatura=self.candidatura, componente=self.chi.componente, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        if Porte([self.candidatura]).apre(self.candidatura, self.chi):
            messages.success(self.request, _("Dichiarazione registrata: ora puoi leggere la proposta."))
            return HttpResponseRedirect(self.indirizzo())
        messages.success(self.request, _("Dichiarazione registrata: su questa proposta ti astieni."))
        return HttpResponseRedirect(reverse("admin:comitato_my_evaluations"))


class PropostaView(PropostaMixin, TemplateView):
    """A proposal to read; after closing, also how each one scored it."""

    template_name = "admin/comitato/valutazioni/proposta.html"

    def get_context_data(self, **kwargs):
        """Add the parts of the dossier, and the scores for who may see them."""
        vede = lettura.vede_i_punteggi(self.candidatura, self.valutazione, self.chi)
        colonne, criteri = lettura.confronto(self.candidatura, self.valutazione) if vede else ([], [])
        finali = {f.criterio_id: f for f in self.candidatura.punteggi_finali.all()} if vede else {}
        righe = [
            (criterio, spread, [c.punti.get(criterio.pk) for c in colonne], finali.get(criterio.pk))
            for criterio, spread in criteri
        ]
        return super().get_context_data(**kwargs) | self.base(
            self.candidatura.progetto.nome,
            candidatura=self.candidatura,
            valutazione=self.valutazione,
            sezioni=fascicolo.sezioni(self.candidatura),
            carte=fascicolo.carte(self.candidatura),
            vede=vede,
            colonne=colonne,
            righe=righe,
            valuta=self.valutazione.stato == Stato.APERTA and self.valuta(),
        )


class PuntiView(PropostaMixin, FormView):
    """My scores on a proposal: a draft as long as I want, then handed in. Nobody else opens them."""

    form_class = PuntiForm
    template_name = "admin/comitato/valutazioni/punti.html"

    def controlla(self):
        """Raise PermissionDenied for who does not score: without a vote, or without a declaration."""
        super().controlla()
        if not self.valuta():
            raise PermissionDenied

    @cached_property
    def scheda(self):
        """Return my scores, None before the first draft."""
        return SchedaPunteggio.objects.filter(
            candidatura=self.candidatura, componente=self.chi.componente
        ).first()

    def get_form_kwargs(self):
        """Add the criteria and what I wrote."""
        scritti = (
            {r.criterio_id: (r.punti, r.motivo) for r in self.scheda.punteggi.all()} if self.scheda else {}
        )
        return super().get_form_kwargs() | {
            "criteri": self.valutazione.griglia.criteri.all(),
            "scritti": scritti,
        }

    def get_context_data(self, **kwargs):
        """Add the proposal."""
        return super().get_context_data(**kwargs) | self.base(
            _("I miei punti"),
            candidatura=self.candidatura,
            valutazione=self.valutazione,
            consegnata=self.scheda.consegnata_il if self.scheda else None,
        )

    def form_valid(self, form):
        """Save or hand in."""
        consegna = "consegna" in self.request.POST
        try:
            azioni.salva_punteggi(
                candidatura=self.candidatura,
                componente=self.chi.componente,
                punti=form.punti(),
                consegna=consegna,
            )
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(
            self.request, _("Punti consegnati.") if consegna else _("Bozza salvata: la vedi solo tu.")
        )
        return HttpResponseRedirect(
            self.indirizzo() if consegna else reverse("admin:comitato_score", args=[self.candidatura.pk])
        )


class RiconciliaView(PropostaMixin, FormView):
    """The final scores of a proposal, as agreed in a meeting."""

    solo_segreteria = True
    form_class = RiconciliaForm
    template_name = "admin/comitato/valutazioni/riconcilia.html"

    def controlla(self):
        """Raise PermissionDenied before the closing."""
        super().controlla()
        if not lettura.vede_i_punteggi(self.candidatura, self.valutazione, self.chi):
            raise PermissionDenied

    def get_form_kwargs(self):
        """Add the criteria and the final points written."""
        scritti = {f.criterio_id: (f.punti, f.motivo) for f in self.candidatura.punteggi_finali.all()}
        return super().get_form_kwargs() | {
            "criteri": self.valutazione.griglia.criteri.all(),
            "scritti": scritti,
        }

    def get_context_data(self, **kwargs):
        """Add the proposal and the scores of everybody."""
        colonne, criteri = lettura.confronto(self.candidatura, self.valutazione)
        return super().get_context_data(**kwargs) | self.base(
            _("Punteggio finale"),
            candidatura=self.candidatura,
            valutazione=self.valutazione,
            dispersioni={criterio.pk: spread for criterio, spread in criteri},
            colonne=colonne,
        )

    def form_valid(self, form):
        """Write them."""
        try:
            azioni.riconcilia(
                candidatura=self.candidatura, seduta=form.cleaned_data["seduta"], punti=form.punti()
            )
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Punteggio finale registrato."))
        return HttpResponseRedirect(reverse("admin:comitato_evaluation", args=[self.valutazione.pk]))


class FascicoloView(PropostaMixin, View):
    """The dossier of a proposal: one PDF, or a zip that opens offline."""

    def get(self, request, *args, **kwargs):
        """Return the file; 404 for another format."""
        fai = {"pdf": fascicolo.in_pdf, "zip": fascicolo.in_zip}.get(self.kwargs["formato"])
        if fai is None:
            raise Http404
        return fai(self.candidatura)


def _percorsi(sito):
    def vista(percorso, classe, nome):
        return path(
            f"comitato/{percorso}", sito.admin_view(classe.as_view(admin_site=sito)), name=f"comitato_{nome}"
        )

    return [
        vista("le-mie-valutazioni/", MieView, "my_evaluations"),
        vista("valutazioni/<int:pk>/", ValutazioneView, "evaluation"),
        vista("valutazioni/<int:pk>/passo/<slug:passo>/", PassoView, "evaluation_step"),
        vista("valutazioni/<int:pk>/graduatoria.<slug:formato>", GraduatoriaView, "ranking"),
        vista("valutazioni/<int:pk>/punteggi-finali/", FinaliView, "final_upload"),
        vista("proposte/<int:pk>/", PropostaView, "proposal"),
        vista("proposte/<int:pk>/dichiara/", DichiaraView, "declare"),
        vista("proposte/<int:pk>/punti/", PuntiView, "score"),
        vista("proposte/<int:pk>/punteggio-finale/", RiconciliaView, "reconcile"),
        vista("proposte/<int:pk>/fascicolo.<slug:formato>", FascicoloView, "dossier"),
    ]


def _voci(request):
    if not chi_chiede(request).legge:
        return []
    return [
        {
            "titolo": _("Le mie valutazioni"),
            "testo": _("le proposte su cui dichiarare, quelle da valutare"),
            "indirizzo": reverse("admin:comitato_my_evaluations"),
        }
    ]


registra_pagine(_percorsi, _voci)
