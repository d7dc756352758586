"""What the sheet of a member is made of, and which of its fields wait for ATS when a member changes them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aderenti import loghi
from aderenti.models import Accesso, Organizzazione
from core.proposte import Scheda, Voce, VoceMolti, VoceRighe


class SchedaOrganizzazione(Scheda):
    """The profile of a body: identity waits for ATS, contacts and words go live at once."""

    modello = Organizzazione
    cerca_in = ("denominazione", "acronimo")
    voci = (
        Voce("denominazione", "identita", sensibile=True),
        Voce("acronimo", "identita"),
        Voce("categoria", "identita", sensibile=True),
        Voce("natura", "identita", sensibile=True),
        Voce("forma_giuridica", "identita", sensibile=True),
        Voce(
            "codice_fiscale",
            "identita",
            sensibile=True,
            lettori=_(
                "È pubblico solo quello di un ente (11 cifre). Quello di una persona lo vede solo ATS."
            ),
        ),
        Voce("partita_iva", "identita", sensibile=True),
        Voce("codice_ipa", "identita"),
        Voce("runts", "identita"),
        Voce("indirizzo", "sede"),
        Voce("cap", "sede"),
        Voce("comune", "sede"),
        Voce("sede_nome", "sede"),
        VoceMolti("ambiti", "sede"),
        Voce("sito", "contatti"),
        Voce("email", "contatti"),
        Voce("telefono", "contatti"),
        Voce("pec", "contatti"),
        Voce("descrizione", "presentazione"),
        Voce("offre", "presentazione"),
        Voce("cerca", "presentazione"),
        Voce("logo", "presentazione"),
        Voce("logo_alt", "presentazione"),
        VoceRighe(
            "certificazioni",
            "certificazioni",
            lettori=_("Sono pubbliche quelle in vigore. Quelle scadute le vedete solo tu e ATS."),
            colonne=("tipo", "ente_certificatore", "numero", "dal", "al"),
        ),
    )

    def pubblica(self, oggetto):
        """Return whether the body is a member today: else it has no public sheet."""
        return Organizzazione.objects.pubblicati().filter(pk=oggetto.pk).exists()

    def fidata(self, oggetto):
        """Return whether ATS trusts the body."""
        return oggetto.fidata

    def di_chi(self, oggetto):
        """Return the body itself."""
        return oggetto

    def scrivono(self, oggetto, autore):
        """Return the author while it keeps the sheet, else the administrators of the body."""
        return chi_tiene(oggetto, autore)

    def indirizzo(self, oggetto):
        """Return its page in the reserved area."""
        return reverse("area:profile", args=[oggetto.slug])

    def scrivi(self, oggetto, valori):
        """Write the values; the file of a logo that is replaced goes, when nothing else names it."""
        vecchio = oggetto.logo.name
        super().scrivi(oggetto, valori)
        if "logo" in valori:
            loghi.pulisci(oggetto, vecchio)

    def mossa(self, oggetto, proposta):
        """Delete the files of the logos that only this proposal named, when it does no more."""
        if "logo" in proposta.cambi or proposta.eventi.filter(voci__has_key="logo").exists():
            loghi.pulisci(oggetto)


def chi_tiene(ente, autore):
    """Return the address of ``autore`` (an account, perhaps None) if it may still write for ``ente``.

    Else those of the administrators of the body.
    """
    accessi = Accesso.objects.attivi().filter(organizzazione=ente)
    suo = accessi.filter(utente=autore) if autore else accessi.none()
    chi = suo if suo.exists() else accessi.amministratori()
    return list(chi.order_by("pk").values_list("utente__email", flat=True))
