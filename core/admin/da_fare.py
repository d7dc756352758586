"""What needs action: the same voices filter a list and fill the first page of the admin."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class FiltroDaFare(admin.SimpleListFilter):
    """A filter whose default is what needs action; a text search looks everywhere.

    Subclasses set ``voci``, what needs action, most pressing first, and perhaps ``altre``, other ways to cut
    the list: {value: (label, function of the queryset)}.
    """

    title = _("da fare")
    parameter_name = "da_fare"
    tutto = "tutto"
    voci = {}
    altre = {}

    @classmethod
    def conti(cls, model_admin, request):
        """Return the lines of the first page: dicts of label, number of rows, address of their list."""
        righe = model_admin.get_queryset(request)
        opts = model_admin.opts
        elenco = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        return [
            {
                "etichetta": etichetta,
                "numero": scegli(righe).count(),
                "indirizzo": f"{elenco}?{cls.parameter_name}={valore}",
            }
            for valore, (etichetta, scegli) in cls.voci.items()
        ]

    def lookups(self, request, model_admin):
        """Return the lists of things to do, the others, then everything."""
        self.cerca = bool(request.GET.get("q"))
        self.scelte = {**self.voci, **self.altre, self.tutto: (_("tutto"), lambda righe: righe)}
        return [(valore, etichetta) for valore, (etichetta, _scegli) in self.scelte.items()]

    def value(self):
        """Return the value asked for, or the default."""
        return super().value() or (self.tutto if self.cerca else next(iter(self.voci)))

    def verso_tutto(self):
        """Return the address of the whole list."""
        return f"?{self.parameter_name}={self.tutto}"

    def choices(self, changelist):
        """Yield the choices, without Django's “all”."""
        _tutte, *scelte = super().choices(changelist)
        for scelta, (valore, _etichetta) in zip(scelte, self.lookup_choices, strict=True):
            yield scelta | {"selected": self.value() == valore}

    def queryset(self, request, queryset):
        """Return the rows of the chosen list; an unknown value gives everything."""
        _etichetta, scegli = self.scelte.get(self.value(), self.scelte[self.tutto])
        return scegli(queryset)
