"""The numbers for programs that follow them: Atom."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsletter.lettera import apertura_html
from newsletter.models import Argomento, Numero
from redazione.feeds import Atomo

QUANTI = 10


class NewsletterFeed(Feed):
    """The last numbers: how each begins and what it speaks of."""

    feed_type = Atomo
    title = _("Newsletter della Rete di Conciliazione della Montagna")
    subtitle = _("I numeri della newsletter: notizie, eventi, corsi, avvisi e servizi nuovi.")
    author_name = _("Rete Territoriale di Conciliazione della Montagna")

    def link(self):
        """Return the address of the archive."""
        return settings.SITE_URL + reverse("newsletter:archive")

    def feed_url(self):
        """Return the address of the feed."""
        return settings.SITE_URL + reverse("newsletter:feed")

    def feed_guid(self):
        """Return what names the feed for ever."""
        return self.feed_url()

    def items(self):
        """Return the numbers, the last first, with the items at hand."""
        return Numero.objects.pubblicati().recenti().prefetch_related("voci")[:QUANTI]

    def item_title(self, item):
        """Return the title, as text."""
        return item.titolo

    def item_description(self, item):
        """Return the opening words and what the number speaks of, as HTML; the page has the rest."""
        dette = {voce.argomento for voce in item.voci.all() if voce.inclusa}
        nomi = ", ".join(str(argomento.label) for argomento in Argomento if argomento in dette)
        parla_di = _("In questo numero: %(nomi)s.") % {"nomi": nomi} if nomi else ""
        return format_html("{}<p>{}</p>", apertura_html(item.apertura), parla_di)

    def item_link(self, item):
        """Return the address of the page."""
        return settings.SITE_URL + item.get_absolute_url()

    def item_guid(self, item):
        """Return what names the number for ever, even if its address changes."""
        return f"{settings.SITE_URL}/newsletter/archivio/#{item.pk}"

    def item_pubdate(self, item):
        """Return when it left."""
        return item.inviato_il

    def item_updateddate(self, item):
        """Return when it left: it does not change."""
        return item.inviato_il
