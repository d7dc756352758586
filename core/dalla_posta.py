"""Pages that open from a link in an e-mail: no account, no cookie; the code in the address is the key."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from core.protezione import pagina_anonima


@method_decorator(pagina_anonima, name="dispatch")
class DallaPostaView(DetailView):
    """A page that asks for a press of a button: programs that follow links do not press it.

    An unknown code, or one that is no longer good, gets the page ``assente``, that says what to do.
    """

    slug_field = slug_url_kwarg = "codice"
    assente = None

    def dispatch(self, request, *args, **kwargs):
        """Answer; a code that opens nothing is a 404 with words of its own."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except (Http404, ObjectDoesNotExist):
            return render(request, self.assente, status=404)
