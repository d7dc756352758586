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
