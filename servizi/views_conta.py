"""Where a sheet says that it was opened, or its office called."""

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views.generic import View

from core.protezione import consenti, pagina_anonima
from servizi.conteggi import conta


@method_decorator(pagina_anonima, name="dispatch")
class ContaView(View):
    """Count, up to 60 times an hour from one place; the answer is the same whatever was counted."""

    def post(self, request):
        """Return 204."""
        if consenti(request, azione="conta", limite=60, secondi=3600):
            conta(slug=request.POST.get("s", "")[:120].replace("\x00", ""), evento=request.POST.get("e"))
        return HttpResponse(status=204)
