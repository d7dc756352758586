"""The pages that take a table from anywhere: the list, the table to fill in, upload, columns, preview."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View

from core.fogli.importa import CambiatoDopoLAnteprima, abbina, conferma, foglio_di, passi_di, ricevi
from core.fogli.limiti import FoglioError
from core.fogli.mappe import indovina
from core.fogli.modulo_colonne import ColonneForm, nome_con_segno
from core.fogli.scrittura import FORMATI, scrivi
from core.fogli.tabelle import RigheSbagliateError
from core.fogli.viste import ElencoFogliView, FogliMixin, FoglioForm
from core.models import Caricamento
from core.templatetags.formati import euro

UGUALI = 50  # rows that change nothing, named in the preview


class ElencoImportaView(ElencoFogliView):
    """The kinds of table there are, each with the one to fill in."""

    def get_context_data(self, **kwargs):
        """Add for each what it is for and its columns."""
        contesto = super().get_context_data(**kwargs)
        for voce, tabella in zip(contesto["tabelle"], self.ricezioni().values(), strict=True):
            voce["spiegazione"] = tabella.spiegazione
            voce["colonne"] = [nome_con_segno(colonna) for colonna in tabella.colonne]
        return contesto


class ModelloView(FogliMixin, View):
    """The table to fill in: its headings."""

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 for a format that is not there."""
        if kwargs["formato"] not in FORMATI:
            raise Http404
        return scrivi(kwargs["formato"], f"modello-{self.ricezione.nome}", self.ricezione.intestazioni, [])


class CaricaImportaView(FogliMixin, FormView):
    """Send a table: its columns are asked next, or known from before; nothing is written."""

    form_class = FoglioForm

    def form_valid(self, form):
        """Read the file; what cannot be read at all is said beside the field."""
        try:
            caricamento, nome = ricevi(
                file=form.cleaned_data["file"], tabella=self.ricezione, utente=self.request.user
            )
        except FoglioError as errore:
            for testo in errore.errori[:20]:
                form.add_error("file", testo)
            return self.form_invalid(form)
        if nome:
            messages.info(self.request, _("Colonne lette con la mappa «%(nome)s».") % {"nome": nome})
        pagina = "preview" if "mappa" in caricamento.foglio else "columns"
        if pagina == "preview" and not nome:
            messages.info(self.request, _("Colonne lette come nel tuo ultimo foglio: stesse intestazioni."))
        return redirect(self.indirizzo(pagina, tabella=self.ricezione.nome, pk=caricamento.pk))

    def get_context_data(self, **kwargs):
        """Add the title, and the way to the tables."""
        return super().get_context_data(ricezione=self.ricezione, elenco=self.indirizzo("list"), **kwargs)


class ColonneView(FogliMixin, FormView):
    """Which column fills which field; then the whole is tried."""

    form_class = ColonneForm

    def get_form_kwargs(self):
        """Add the table and the file; the choice of before, or what the headings suggest."""
        foglio = foglio_di(self.caricamento)
        mappa = self.caricamento.foglio.get("mappa") or indovina(foglio.intestazioni, self.ricezione.colonne)
        iniziali = {f"colonna_{n}": mappa.get(t, "") for n, t in enumerate(foglio.intestazioni)}
        return super().get_form_kwargs() | {
            "tabella": self.ricezione,
            "foglio": foglio,
            "initial": iniziali,
        }

    def form_valid(self, form):
        """Try the file with these columns."""
        abbina(
            caricamento=self.caricamento,
            tabella=self.ricezione,
            mappa=form.mappa(),
            nome=form.cleaned_data["nome_mappa"],
            utente=self.request.user,
        )
        return redirect(self.indirizzo("preview", **self.kwargs))

    def get_context_data(self, **kwargs):
        """Add the file and, before anything is sent, the needed fields that nothing fills yet."""
        contesto = super().get_context_data(
            ricezione=self.ricezione,
            caricamento=self.caricamento,
            quante=len(self.caricamento.foglio["righe"]),
            carica=self.indirizzo("upload", tabella=self.ricezione.nome),
            **kwargs,
        )
        modulo = contesto["form"]
        if not modulo.is_bound:
            mappa = {nome: valore for nome, valore in modulo.initial.items() if valore}
            contesto["mancano"] = [capfirst(c.titolo) for c in self.ricezione.mancanti(mappa)]
        return contesto


class AnteprimaImportaView(FogliMixin, TemplateView):
    """What each row would do, with its values as they were understood; then all of it at once."""

    @cached_property
    def caricamento(self):
        """Return the upload of the address, once its columns are mapped; raise Http404."""
        caricamento = super().caricamento
        if "mappa" not in caricamento.foglio:
            raise Http404
        return caricamento

    def post(self, request, *args, **kwargs):
        """Carry out the upload: once, however many times it is asked."""
        if Caricamento.objects.filter(**self._di_qui(), applicato_il__isnull=False).exists():
            messages.info(request, _("Questo foglio è già stato registrato."))
            return redirect(self.indirizzo("list"))
        try:
            numero = conferma(caricamento=self.caricamento, tabella=self.ricezione, utente=request.user)
        except Caricamento.DoesNotExist:
            return redirect(self.indirizzo("list"))
        except (RigheSbagliateError, CambiatoDopoLAnteprima):
            abbina(
                caricamento=self.caricamento,
                tabella=self.ricezione,
                mappa=self.caricamento.foglio["mappa"],
                utente=request.user,
            )
            messages.error(
                request,
                _("Non ho scritto nulla: qualcosa è cambiato dopo l’anteprima. Guardala di nuovo."),
            )
            return redirect(request.path)
        testo = ngettext("%(n)s riga registrata.", "%(n)s righe registrate.", numero)
        messages.success(request, testo % {"n": numero})
        return redirect(self.indirizzo("list"))

    def get_context_data(self, **kwargs):
        """Add the steps in words, or the errors."""
        errori, passi = self.caricamento.errori, []
        if not errori:
            try:
                passi = sorted(passi_di(self.caricamento, self.ricezione), key=lambda passo: passo.riga)
            except RigheSbagliateError as sbagliate:
                errori = [[e.riga, e.colonna, e.messaggio] for e in sbagliate.errori]
        mappa = self.caricamento.foglio["mappa"]
        usate = [self.ricezione.per_nome[nome] for nome in mappa.values() if nome in self.ricezione.per_nome]
        cambiano = [passo for passo in passi if passo.cambi]
        uguali = [passo.riga for passo in passi if not passo.cambi]
        return super().get_context_data(
            ricezione=self.ricezione,
            caricamento=self.caricamento,
            errori=errori,
            titoli=[capfirst(colonna.titolo) for colonna in usate],
            righe=[self._in_parole(passo, usate) for passo in cambiano],
            nuove=sum(passo.oggetto is None for passo in cambiano),
            cambiate=sum(passo.oggetto is not None for passo in cambiano),
            uguali=len(uguali),
            righe_uguali=", ".join(map(str, uguali[:UGUALI])) + ("…" if len(uguali) > UGUALI else ""),
            somme=_somme(passi, usate),
            ignorate=[titolo for titolo, nome in mappa.items() if not nome],
            errori_da_scaricare=self.indirizzo("errors", **self.kwargs),
            colonne=self.indirizzo("columns", **self.kwargs),
            carica=self.indirizzo("upload", tabella=self.ricezione.nome),
            **kwargs,
        )

    def _di_qui(self):
        return {"pk": self.kwargs["pk"], "tabella": self.ricezione.nome, "utente": self.request.user}

    def _in_parole(self, passo, usate):
        """Return a step for the page; of a row that is there already, what changes and from what."""
        celle = []
        for colonna in usate:
            prima = passo.base.get(colonna.nome) if passo.oggetto else None
            cambia = passo.oggetto is not None and colonna.nome in passo.cambi
            celle.append(
                {
                    "prima": colonna.mostra(prima) if cambia and prima is not None else "",
                    "dopo": colonna.mostra(passo.letti.get(colonna.nome)),
                    "cambia": cambia,
                    "denaro": colonna.denaro,
                }
            )
        return {"riga": passo.riga, "nuova": passo.oggetto is None, "celle": celle, "avvisi": passo.avvisi}


def _somme(passi, usate):
    """Return (name, sum of the file, sum of the rows to write) of each column of euro."""
    somme = []
    for colonna in usate:
        if colonna.denaro and not colonna.ripetuta:
            tutte = [(colonna.euro(p.letti.get(colonna.nome)), bool(p.cambi)) for p in passi]
            da_scrivere = sum(importo for importo, cambia in tutte if cambia)
            tutto = sum(importo for importo, _cambia in tutte)
            somme.append((capfirst(colonna.titolo), euro(tutto), euro(da_scrivere)))
    return somme
