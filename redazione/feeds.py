"""The news for programs that follow them: Atom, one address for all and one for the press."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from redazione.models import Notizia
from redazione.testo import in_html

QUANTE = 20


class Atomo(Atom1Feed):
    """Atom whose relative links lead to the portal, wherever the feed is read."""

    def root_attributes(self):
        """Return the attributes of the feed."""
        return super().root_attributes() | {"xml:base": f"{settings.SITE_URL}/"}


class NotizieFeed(Feed):
    """The last news that came out, whole."""

    feed_type = Atomo
    title = _("Notizie della Rete di Conciliazione della Montagna")
    subtitle = _("I fatti della Rete: piani, progetti, avvisi, territorio.")
    author_name = _("Rete Territoriale di Conciliazione della Montagna")
    pagina, indirizzo, radice = "notizie:list", "notizie:feed", "notizie"

    def link(self):
        """Return the address of the page of the same news."""
        return settings.SITE_URL + reverse(self.pagina)

    def feed_url(self):
        """Return the address of the feed."""
        return settings.SITE_URL + reverse(self.indirizzo)

    def feed_guid(self):
        """Return what names the feed for ever."""
        return self.feed_url()

    def items(self):
        """Return the news, those that came out last first."""
        return self.righe()[:QUANTE]

    def righe(self):
        """Return all the news it is about."""
        return Notizia.objects.pubblicati().per_uscita()

    def item_title(self, item):
        """Return the title, as text."""
        return item.titolo

    def item_description(self, item):
        """Return the summary and the text, as HTML."""
        return format_html("<p>{}</p>{}", item.sommario, in_html(item.testo))

    def item_link(self, item):
        """Return the address of the page."""
        return settings.SITE_URL + item.get_absolute_url()

    def item_guid(self, item):
        """Return what names the item for ever, even if its address changes."""
        return f"{settings.SITE_URL}/{self.radice}/#{item.pk}"

    def item_pubdate(self, item):
        """Return when it came out."""
        return item.pubblica_dal

    def item_updateddate(self, item):
        """Return when it was last changed."""
        return max(item.aggiornato_il, item.pubblica_dal)


class StampaFeed(NotizieFeed):
    """The press releases alone."""

    title = _("Comunicati stampa della Rete di Conciliazione della Montagna")
    subtitle = _("I comunicati dell’ATS della Montagna sulla Rete.")
    pagina, indirizzo = "redazione:press", "notizie:press-feed"

    def righe(self):
        """Return the press releases."""
        return super().righe().comunicati()
