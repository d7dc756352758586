"""Create the table of the cache that all worker processes share (rate limits of the login)."""

from django.core.management import call_command
from django.db import migrations


def crea_tabella(apps, schema_editor):
    """Create the table, unless it exists: Django's own command knows the columns of each database."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("utenti", "0001_initial")]

    operations = [migrations.RunPython(crea_tabella, migrations.RunPython.noop)]
