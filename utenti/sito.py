"""The name and address that e-mails and authenticator apps show."""

from urllib.parse import urlsplit

from django.apps import apps as global_apps
from django.conf import settings
from django.contrib.sites.management import create_default_site
from django.db import DEFAULT_DB_ALIAS

NOME = "Rete di Conciliazione della Montagna"


def allinea_sito(app_config, using=DEFAULT_DB_ALIAS, apps=global_apps, **kwargs):
    """Write the portal's name and the host of ``SITE_URL`` in the site row (``post_migrate`` receiver)."""
    try:
        Site = apps.get_model("sites", "Site")
    except LookupError:
        return
    # Django's own receiver, before its time: it also moves PostgreSQL's sequence past the row it makes.
    create_default_site(app_config, verbosity=0, using=using, apps=apps)
    Site.objects.using(using).update_or_create(
        pk=settings.SITE_ID, defaults={"domain": urlsplit(settings.SITE_URL).netloc, "name": NOME}
    )
