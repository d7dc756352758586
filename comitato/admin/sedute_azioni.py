"""The actions of the secretariat on a meeting: convene, change, tell, call off, open, close."""

from django.contrib import messages
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from comitato.admin.azioni import AzioneSuSeduta
from comitato.composizione.seggi import ospiti_al, regolamento
from comitato.sedute.conti import giorno_di
from comitato.sedute.convoca import annulla, cambia, comunica, convoca, manca_preavviso
from comitato.sedute.forms import AnnullaForm, CambiaForm, ConvocaForm, SuSeduta
from comitato.sedute.posta import recapiti
from comitato.sedute.presenze import apri, chiudi


class CheScrive(AzioneSuSeduta):
    """An action that writes to the Comitato: it says who is not reached."""

    def racconta(self, muti):
        """Say which bodies nobody reads for."""
        if muti:
            enti = ", ".join(str(seggio) for seggio in muti)
            testo = gettext("Da avvisare a voce, non hanno né account né e-mail: %(enti)s.")
            messages.warning(self.request, testo % {"enti": enti})

    def quanti(self):
        """Return in words to how many it writes."""
        if self.riga.dimostrativo:
            return gettext("È una seduta dimostrativa: non parte nessuna e-mail.")
        a_chi = recapiti(self.riga)
        n, muti = len(a_chi.indirizzi), ", ".join(str(seggio) for seggio in a_chi.muti)
        testo = ngettext("Parte un’e-mail a %(n)s indirizzo.", "Parte un’e-mail a %(n)s indirizzi.", n)
        testo = testo % {"n": n}
        if muti:
            testo += " " + gettext("Non si possono raggiungere per e-mail: %(enti)s.") % {"enti": muti}
        return testo


class ConvocaView(CheScrive):
    """Convene a meeting."""

    form_class = ConvocaForm
    titolo = _("Convoca la seduta")
    bottone = _("Convoca")
    fatto = _("Seduta convocata: ha il suo numero.")

    @cached_property
    def corto(self):
        """Return how the notice is short, in words."""
        return manca_preavviso(self.riga)

    def get_form_kwargs(self):
        """Ask only what there is to ask."""
        ospiti = 0 if self.riga.dimostrativo else ospiti_al(giorno_di(self.riga)).count()
        return super().get_form_kwargs() | {"ospiti": ospiti, "corto": self.corto}

    def avviso(self):
        """Say to how many it writes, and that the notice is short or that no rule tells how long it is."""
        regole = regolamento(giorno_di(self.riga), dimostrativo=self.riga.dimostrativo)
        campo = "giorni_procedura_scritta" if self.riga.scritta else "giorni_convocazione"
        muto = regole is None or getattr(regole, campo) is None
        non_si_sa = gettext("Il preavviso non si controlla: il regolamento non lo dice.")
        return f"{self.quanti()} {non_si_sa if muto else self.corto}".strip()

    def esegui(self, form):
        """Convene it."""
        _seduta, muti = convoca(seduta=self.riga, utente=self.request.user, **form.cleaned_data)
        self.racconta(muti)


class CambiaView(CheScrive):
    """Change how, when or where."""

    form_class = CambiaForm
    titolo = _("Cambia data, ora o luogo")
    bottone = _("Cambia e avvisa tutti")
    fatto = _("Seduta cambiata.")

    def avviso(self):
        """Say to how many it writes."""
        return self.quanti()

    def esegui(self, form):
        """Change it."""
        _seduta, muti = cambia(seduta=self.riga, utente=self.request.user, **form.cleaned_data)
        self.racconta(muti)


class ComunicaView(CheScrive):
    """Tell that the agenda changed."""

    form_class = SuSeduta
    titolo = _("Avvisa che l’ordine del giorno è cambiato")
    bottone = _("Avvisa tutti")
    fatto = _("L’avviso con il nuovo ordine del giorno è in partenza.")

    def avviso(self):
        """Say to how many it writes."""
        return self.quanti()

    def esegui(self, form):
        """Tell."""
        _seduta, muti = comunica(seduta=self.riga, utente=self.request.user)
        self.racconta(muti)


class AnnullaView(CheScrive):
    """Call a meeting off."""

    form_class = AnnullaForm
    titolo = _("Annulla la seduta")
    bottone = _("Annulla la seduta")
    fatto = _("Seduta annullata.")
    pericolo = True

    def avviso(self):
        """Say to how many it writes; nobody knows of a meeting being prepared."""
        return self.quanti() if self.riga.numero else ""

    def esegui(self, form):
        """Call it off."""
        _seduta, muti = annulla(seduta=self.riga, utente=self.request.user, **form.cleaned_data)
        self.racconta(muti)


class ApriView(AzioneSuSeduta):
    """Open a meeting."""

    form_class = SuSeduta
    titolo = _("Apri la seduta")
    bottone = _("Apri")
    fatto = _("Seduta aperta: registra le presenze.")

    def esegui(self, form):
        """Open it."""
        apri(seduta=self.riga, utente=self.request.user)


class ChiudiView(AzioneSuSeduta):
    """Close a meeting."""

    form_class = SuSeduta
    titolo = _("Chiudi la seduta")
    bottone = _("Chiudi")
    fatto = _("Seduta chiusa: le presenze non cambiano più.")
    pericolo = True

    def avviso(self):
        """Say what it means."""
        return gettext("Dopo non si cambiano più presenze e carte.")

    def esegui(self, form):
        """Close it."""
        chiudi(seduta=self.riga, utente=self.request.user)
