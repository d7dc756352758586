"""The page of one proposal: what changes, what to decide, what happened; and what its buttons do."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.admin.proposte_modulo import DecisioneForm
from core.models import Proposta
from core.proposte import (
    PropostaSuperata,
    VociMosse,
    annulla,
    con_proposta,
    controlla,
    decidi,
    differenze,
    riallinea,
    scheda_di,
    storia,
)
from core.proposte.valori import NIENTE

Stato = Proposta.Stato


class VoceDellaPagina(NamedTuple):
    """A field of the page: how it changes (or its lines as they are), and the controls to decide it."""

    etichetta: str
    differenza: object
    righe: list
    scelta: object
    commento: object
    chiesto: str


class Pagina:
    """The page of ``proposta``, for ``gestione`` (its admin) and a request."""

    def __init__(self, gestione, request, proposta):
        self.gestione, self.request = gestione, request
        self._leggi(proposta)
        self.form, self.errori = None, []

    def _leggi(self, proposta):
        """Take the proposal as it is now."""
        self.proposta, self.oggetto = proposta, proposta.oggetto
        self.scheda = self.oggetto and scheda_di(self.oggetto)
        self.nuova = bool(self.scheda) and self.scheda.e_nuova(proposta.cambi)

    def risposta(self):
        """Return the answer to the request."""
        return self._post() if self.request.method == "POST" else self._mostra()

    def _post(self):
        if not self.gestione.has_change_permission(self.request, self.proposta):
            raise PermissionDenied
        azioni = {
            "decidi": self._decidi,
            "accogli": self._accogli,
            "riallinea": self._riallinea,
            "controlla": self._controlla,
            "annulla": self._annulla,
        }
        azione = azioni.get(self.request.POST.get("azione"), self._decidi)
        self.form = self._modulo(self.request.POST)
        try:
            fatto = self.form.is_valid() and azione(self.form.cleaned_data["testo"])
        except PropostaSuperata:
            self._rileggi(_("È cambiata mentre la leggevi: ecco com’è ora. Le tue parole sono ancora qui."))
        except VociMosse:
            self._rileggi(
                _("La scheda nel portale è cambiata: confronta di nuovo prima di decidere.")
                if self.proposta.aperta
                else _("La scheda è cambiata ancora, dopo questa modifica: correggila dalla sua pagina.")
            )
        except ValidationError as errore:
            self._rileggi(*self._in_parole(errore))
        else:
            if fatto:
                messages.success(self.request, fatto)
                return HttpResponseRedirect(self._dopo())
        return self._mostra()

    def _decidi(self, testo):
        proposta = decidi(**self._chi(), **self.form.decisione, testo=testo)
        if proposta.aperta:
            return _("Proposta restituita: chi l’ha mandata riceve i commenti per e-mail.")
        return _("Decisione registrata: chi ha mandato la proposta riceve un’e-mail.")

    def _accogli(self, testo):
        if self.form.commentate:
            raise ValidationError(
                _("Hai scritto dei commenti: registra le decisioni, oppure cancellali e accogli tutto.")
            )
        decidi(**self._chi(), accolti=list(self.proposta.cambi), testo=testo)
        return _("Accolta: la scheda nel portale è aggiornata e chi l’ha mandata riceve un’e-mail.")

    def _riallinea(self, _testo):
        riallinea(**self._chi())
        return _("Confronto aggiornato con la scheda di adesso.")

    def _controlla(self, _testo):
        controlla(proposta=self.proposta, da=self.request.user)
        return _("Controllata.")

    def _annulla(self, testo):
        annulla(proposta=self.proposta, da=self.request.user, testo=testo)
        return _("Annullata: la scheda è tornata com’era e chi l’ha cambiata riceve un’e-mail.")

    def _chi(self):
        versione = self.form.cleaned_data["versione"]
        return {"proposta": self.proposta, "versione": versione, "da": self.request.user}

    def _dopo(self):
        """Return where to go: on with the queue, or again here when there is more to read."""
        if self.request.POST.get("azione") == "riallinea":
            return self.request.get_full_path()
        return reverse("admin:core_proposta_changelist")

    def _rileggi(self, *errori):
        """Show the proposal of now with what was typed, and why nothing was written."""
        self._leggi(get_object_or_404(Proposta, pk=self.proposta.pk))
        self.errori = list(errori)
        self.form = self._modulo(self.request.POST).riletta(self.proposta.versione)

    def _in_parole(self, errore):
        if not hasattr(errore, "error_dict"):
            return errore.messages
        nomi = {v.campo: capfirst(v.etichetta(self.scheda.modello)) for v in self.scheda.voci}
        return [
            f"{nomi[campo]}: {testo}" if campo in nomi else testo
            for campo, testi in errore.message_dict.items()
            for testo in testi
        ]

    def _modulo(self, dati=None):
        aperta = self.proposta.aperta and self.scheda
        cambiano = self.scheda.ancora(self.proposta.cambi) if aperta else ()
        return DecisioneForm(
            dati,
            initial={"versione": self.proposta.versione},
            cambiano=cambiano,
            altre=[c for c in self.scheda.per_campo if c not in cambiano] if aperta and self.nuova else (),
        )

    def _mostra(self):
        form = self.form or self._modulo()
        gestione, opts = self.gestione, self.gestione.opts
        voci, intera = self._voci(form), self._intera(form)
        contesto = gestione.admin_site.each_context(self.request) | {
            "title": _("Nuova scheda da pubblicare") if self.nuova else _("Modifica di una scheda"),
            "subtitle": str(self.oggetto or ""),
            "opts": opts,
            "proposta": self.proposta,
            "oggetto": self.oggetto,
            "ente": self.oggetto and self.scheda.di_chi(self.oggetto),
            "form": form,
            "errori": self.errori,
            "voci": voci,
            "intera": [voce for voce in intera if voce.righe != [NIENTE]],
            "vuote": [voce for voce in intera if voce.righe == [NIENTE] and voce.commento],
            "nuova": self.nuova,
            "mosse": any(voce.differenza.ora is not None for voce in voci),
            "decide": bool(self.scheda) and gestione.has_change_permission(self.request, self.proposta),
            "fatti": storia(self.proposta),
            "giorni": gestione.giorni(self.proposta),
            "scritti": [] if self.proposta.aperta else self._scritti(),
        }
        if self.oggetto:
            contesto["gestione"] = self._in_gestione()
            contesto["pubblica"] = self._nel_portale()
        return TemplateResponse(self.request, "admin/core/proposta.html", contesto)

    def _voci(self, form):
        return [
            VoceDellaPagina(
                d.etichetta,
                d,
                [],
                form[f"scelta_{d.campo}"] if f"scelta_{d.campo}" in form.fields else None,
                form[f"commento_{d.campo}"] if f"commento_{d.campo}" in form.fields else None,
                self.proposta.commenti.get(d.campo, ""),
            )
            for d in differenze(self.proposta)
        ]

    def _intera(self, form):
        """Return every field of the sheet as it would be."""
        if not (self.proposta.aperta and self.scheda):
            return []
        valori = con_proposta(self.oggetto, self.proposta)
        return [
            VoceDellaPagina(
                voce.etichetta(self.scheda.modello),
                None,
                self.scheda.mostra(voce.campo, valori[voce.campo]),
                None,
                form[f"commento_{voce.campo}"] if voce.campo in form.altre else None,
                self.proposta.commenti.get(voce.campo, ""),
            )
            for voce in self.scheda.voci
        ]

    def _scritti(self):
        """Return what was typed about a proposal that somebody else decided meanwhile: it is not lost."""
        if not self.errori:
            return []
        dati = self.request.POST.items()
        parole = [v for nome, v in dati if nome == "testo" or nome.startswith("commento_")]
        return [parola.replace("\x00", "") for parola in parole if parola.strip()]

    def _in_gestione(self):
        opts = self.oggetto._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[self.oggetto.pk])

    def _nel_portale(self):
        return self.scheda.pubblica(self.oggetto) and self.oggetto.get_absolute_url()
