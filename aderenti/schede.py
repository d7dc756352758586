"""What the sheet of a member is made of, and which of its fields wait for ATS when a member changes them."""

from django.urls import reverse

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
        Voce("codice_fiscale", "identita", sensibile=True),
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


def chi_tiene(ente, autore):
    """Return the address of ``autore`` (an account, perhaps None) if it may still write for ``ente``.

    Else those of the administrators of the body.
    """
    accessi = Accesso.objects.attivi().filter(organizzazione=ente)
    suo = accessi.filter(utente=autore) if autore else accessi.none()
    chi = suo if suo.exists() else accessi.amministratori()
    return list(chi.order_by("pk").values_list("utente__email", flat=True))
