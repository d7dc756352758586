"""The pages of a long list, counted up to a limit: the cost does not grow with the rows."""

from django.core.paginator import Paginator


class PaginatoreLimitato(Paginator):
    """Pages of a ``ricerca.risultati.Risultati``; ``oltre`` says that there are more than it counts."""

    @property
    def oltre(self):
        """Return whether there are more services than are counted."""
        return self.object_list.oltre
