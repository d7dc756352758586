"""What search engines should know: one map per kind of page, only what citizens may see."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from aderenti.models import Organizzazione
from alleanze.models import AlleanzaLocale
from comitato.models import Seduta
from imprese.models import BuonaPratica, Percorso, Tema
from newsletter.models import Numero
from piani.models import Piano
from progetti.elenchi import catalogo
from progetti.models import Avviso, ElencoPubblicato, Progetto
from redazione.models import Documento, Evento, Notizia
from servizi.models import Servizio
from territorio.models import Ambito, AppartenenzaAmbito


class PagineSitemap(Sitemap):
    """Pages with a fixed address."""

    def items(self):
        """Return URL names."""
        return [
            "rete:home",
            "ricerca:list",
            "ricerca:weeks",
            "ricerca:guide",
            "ricerca:map",
            "territorio:index",
            "aderenti:list",
            "alleanze:list",
            "alleanze:network",
            "piani:list",
            "progetti:list",
            "avvisi:list",
            "progetti:overview",
            "progetti:overview-rows",
            "progetti:downloads",
            "elenchi:index",
            "comitato:index",
            "imprese:home",
            "imprese:services",
            "imprese:practices",
            "imprese:courses",
            "notizie:list",
            "biblioteca:list",
            "biblioteca:acts",
            "eventi:list",
            "eventi:past",
            "redazione:press",
            "redazione:faq",
            "newsletter:archive",
            "rete:search",
            "rete:about",
            "rete:sources",
            "rete:contact",
            "rete:privacy",
            "rete:legal",
            "rete:accessibility",
        ]

    def location(self, item):
        """Return the address of a name."""
        return reverse(item)


class SchedeSitemap(Sitemap):
    """Sheets of the objects a queryset gives, with the day of their last change."""

    limit = 5000

    def __init__(self, queryset):
        self.queryset = queryset

    def items(self):
        """Return the objects in a stable order."""
        return self.queryset().order_by("pk")

    def lastmod(self, item):
        """Return the last change."""
        return item.aggiornato_il


class ComuniSitemap(Sitemap):
    """Pages of the comuni, below the ambito of each."""

    def items(self):
        """Return the memberships of comuni that exist."""
        righe = AppartenenzaAmbito.objects.filter(comune__cessato_il=None).select_related("comune", "ambito")
        return list({riga.comune_id: riga for riga in righe.order_by("dal")}.values())

    def location(self, item):
        """Return the address of the comune."""
        return reverse("territorio:comune", args=[item.ambito.slug, item.comune.slug])


class ElenchiSitemap(Sitemap):
    """The legal lists: those of the operations, and the years of grants that are published."""

    def items(self):
        """Return the lists that have something to say."""
        anni = set(ElencoPubblicato.objects.exclude(anno=None).values_list("anno", flat=True))
        return [voce for voce in catalogo.di_legge() if voce.anno is None or voce.anno in anni]


class SeduteSitemap(SchedeSitemap):
    """Meetings whose minutes are published, real ones."""

    def lastmod(self, item):
        """Return the last change of the minutes."""
        return item.verbale.aggiornato_il


class TemiSitemap(Sitemap):
    """The topics of welfare in use."""

    def items(self):
        """Return the topics."""
        return Tema.objects.filter(ritirato_il=None)


SITEMAPS = {
    "pagine": PagineSitemap,
    "servizi": SchedeSitemap(Servizio.objects.in_elenco),
    "aderenti": SchedeSitemap(Organizzazione.objects.pubblicati),
    "alleanze": SchedeSitemap(AlleanzaLocale.objects.pubblicati),
    "piani": SchedeSitemap(Piano.objects.pubblicati),
    "avvisi": SchedeSitemap(Avviso.objects.pubblicati),
    "progetti": SchedeSitemap(Progetto.objects.indicizzabili),
    "elenchi": ElenchiSitemap,
    "sedute": SeduteSitemap(lambda: Seduta.objects.pubblicati().select_related("verbale")),
    "pratiche": SchedeSitemap(BuonaPratica.objects.pubblicati),
    "percorsi": SchedeSitemap(Percorso.objects.pubblicati),
    "temi": TemiSitemap,
    "notizie": SchedeSitemap(Notizia.objects.pubblicati),
    "documenti": SchedeSitemap(Documento.objects.pubblicati),
    "eventi": SchedeSitemap(Evento.objects.pubblicati),
    "newsletter": SchedeSitemap(Numero.objects.pubblicati),
    "ambiti": SchedeSitemap(Ambito.objects.all),
    "comuni": ComuniSitemap,
}
