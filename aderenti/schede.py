"""What the sheet of a member is made of, and which of its fields wait for ATS when a member changes them."""

from django.urls import reverse

from aderenti.models import Organizzazione
from core.proposte import Scheda, Voce, VoceMolti, VoceRighe


class SchedaOrganizzazione(Scheda):
    """The profile of a body: identity waits for ATS, contacts and words go live at once."""

    modello = Organizzazione
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

    def indirizzo(self, oggetto):
        """Return its page in the reserved area."""
        return reverse("area:profile", args=[oggetto.slug])
