"""The e-mail of the ground floor that staff may change."""

from django.apps import apps as global_apps
from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext_lazy as _

from core.posta import testi
from core.posta.riepilogo import TEMPLATE
from core.posta.testi import TestoModificabile, Variabile

TESTI = (
    TestoModificabile(
        codice=TEMPLATE,
        nome=_("Riepilogo del giorno"),
        variabili=(
            Variabile(
                "voci",
                _("le e-mail della giornata, una dopo l’altra"),
                _("SCHEDA DA CONTROLLARE\n\nBuongiorno, una persona ci dice che …"),
                obbligatoria=True,
            ),
            Variabile("quanti", _("quante e-mail sono"), "2"),
            Variabile("sito", _("l’indirizzo del portale"), "https://portale.example.it"),
        ),
    ),
)


def allinea_testi(app_config, using=DEFAULT_DB_ALIAS, apps=global_apps, **kwargs):
    """Write the row of each text that staff may change (``post_migrate`` receiver of core)."""
    try:
        TestoEmail = apps.get_model("core", "TestoEmail")
    except LookupError:
        return
    righe = [TestoEmail(codice=codice) for codice in testi.TESTI]
    TestoEmail.objects.using(using).bulk_create(righe, ignore_conflicts=True)
