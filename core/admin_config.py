"""Put the portal's own admin site in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class AmministrazioneConfig(AdminConfig):
    """Django's admin application, with :class:`core.admin_site.SitoAdmin` as its default site."""

    default_site = "core.admin_site.SitoAdmin"
