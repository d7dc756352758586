"""Small public and private pages for the tests of the page cache."""

from django.contrib.redirects.models import Redirect
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from core.pubblico import pagina_pubblica

RIEMPIMENTO = "<p>" + "montagna " * 200 + "</p>"
resi = []
durante_la_resa = []


@pagina_pubblica
def elenco(request):
    """List the redirects; count itself; run what a test wants to happen after the rows are read."""
    righe = ",".join(Redirect.objects.order_by("old_path").values_list("old_path", flat=True))
    resi.append(request.get_full_path())
    for azione in durante_la_resa:
        azione()
    return HttpResponse(f"<h1>[{righe}]</h1>{RIEMPIMENTO}")


@pagina_pubblica
def sessione(request):
    return HttpResponse(request.session.get("nome", "nessuno"))


@pagina_pubblica
def utente(request):
    return HttpResponse(str(request.user.is_authenticated))


@pagina_pubblica
def modulo(request):
    return HttpResponse(get_token(request))


@pagina_pubblica
def biscotto(request):
    response = HttpResponse("ciao")
    response.set_cookie("visto", "1")
    return response


@pagina_pubblica
def assente(request):
    return HttpResponse(RIEMPIMENTO, status=404)


def riservata(request):
    return HttpResponse(RIEMPIMENTO)


urlpatterns = [
    path("elenco/", elenco),
    path("sessione/", sessione),
    path("utente/", utente),
    path("modulo/", modulo),
    path("biscotto/", biscotto),
    path("assente/", assente),
    path("riservata/", riservata),
]
