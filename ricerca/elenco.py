"""The pages of a long list, counted up to a limit: the cost does not grow with the rows."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MASSIMO = 1000


class PaginatoreLimitato(Paginator):
    """Pages of the first ``MASSIMO`` rows; ``oltre`` says that there are more."""

    @cached_property
    def _contate(self):
        if not hasattr(self.object_list, "values"):
            return len(self.object_list)
        return self.object_list.order_by().values("pk")[: MASSIMO + 1].count()

    @property
    def count(self):
        """Return the number of rows, no more than ``MASSIMO``."""
        return min(self._contate, MASSIMO)

    @property
    def oltre(self):
        """Return whether there are more rows than ``MASSIMO``."""
        return self._contate > MASSIMO

    def page(self, number):
        """Return a page, its rows found by the index of the list before anything is joined to them.

        Asked in one query, SQLite walks 100,000 services by typology and sorts them: 15 times slower.
        """
        pagina = super().page(number)
        if hasattr(self.object_list, "values_list"):
            righe = self.object_list.values_list("pk", flat=True)
            inizio = (pagina.number - 1) * self.per_page
            chiavi = list(righe[inizio : min(inizio + self.per_page, self.count)])
            pagina.object_list = self.object_list.filter(pk__in=chiavi)
        return pagina
