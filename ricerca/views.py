"""The list of the services citizens can use: what they ask, and what is found."""

from django.db.models import Q
from django.http import Http404
from django.utils.decorators import method_decorator

from core.elenchi import ElencoView
from core.pubblico import pagina_pubblica
from ricerca.elenco import PaginatoreLimitato
from ricerca.filters import ServizioFilter
from servizi.models import Servizio
from territorio.models import Adiacenza, Comune


@method_decorator(pagina_pubblica, name="dispatch")
class ServizioListView(ElencoView):
    """The services citizens can use today. A wrong filter shows its message and no row."""

    filterset_class = ServizioFilter
    template_name = "ricerca/elenco.html"
    paginator_class = PaginatoreLimitato
    pagina_errata = ""

    def get(self, request, *args, **kwargs):
        """Show the list; a page that is not there is a 404 that says how many there are."""
        response = super().get(request, *args, **kwargs)
        if self.pagina_errata:
            response.status_code = 404
        return response

    def get_queryset(self):
        """Return the services in the list with what a card shows."""
        return Servizio.objects.in_elenco().per_elenco()

    def paginate_queryset(self, queryset, page_size):
        """Return the page asked for; no row when it is not there."""
        try:
            return super().paginate_queryset(queryset, page_size)
        except Http404:
            self.pagina_errata = self.request.GET["pagina"].replace("\x00", "")[:20] or "?"
            paginator = self.get_paginator(queryset, page_size)
            return paginator, paginator.page(1), [], False

    def get_context_data(self, **kwargs):
        """Add the filters in use with the address without each, and what to try when there is no row."""
        context = super().get_context_data(**kwargs)
        scelti = self.filterset.scelti()
        luogo = self.filterset.luogo
        vuoto = luogo and not self.pagina_errata and not context["page_obj"].paginator.count
        return context | {
            "pagina_errata": self.pagina_errata,
            "luogo": luogo,
            "scelti": [(testo, self._indirizzo(togli=nome)) for nome, testo in scelti],
            "vicini": [(c, self._indirizzo(casa=c.slug)) for c in vicini(luogo)] if vuoto else [],
            "simili": [(c, self._indirizzo(casa=c.slug)) for c in self._simili()],
            "prima_pagina": self._indirizzo(),
        }

    def _simili(self):
        """Return the comuni that look like a ``casa`` nobody knows."""
        if "casa" not in self.filterset.form.errors:
            return []
        return self.filterset.luoghi.simili(self.request.GET["casa"][:80])

    def _indirizzo(self, togli="", **metti):
        """Return this list without the page number and ``togli``, with ``metti``."""
        parametri = self.request.GET.copy()
        for nome in ("pagina", togli):
            parametri.pop(nome, None)
        for nome, valore in metti.items():
            parametri[nome] = valore
        return f"{self.request.path}?{parametri.urlencode()}" if parametri else self.request.path


def vicini(comune):
    """Return the comuni of today that share a border with ``comune``."""
    righe = Adiacenza.objects.filter(Q(a=comune) | Q(b=comune))
    return (
        Comune.objects.al()
        .filter(Q(pk__in=righe.values("a")) | Q(pk__in=righe.values("b")))
        .exclude(pk=comune.pk)
    )
