"""Small public and private pages for the tests of the page cache."""

from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template import RequestContext, Template
from django.urls import path

from core.pubblico import pagina_pubblica

RIEMPIMENTO = "<p>" + "montagna " * 200 + "</p>"
BLOCCO = Template(
    '{% load frammenti %}<h1>[{% frammento "righe" %}{% for r in righe %}{{ r.old_path }}{% endfor %}'
    "{% endframmento %}]</h1>"
)
resi = []
durante_la_resa = []


@pagina_pubblica
def elenco(request):
    """List the redirects; count itself; run what a test wants to happen after the rows are read."""
    percorsi = Redirect.objects.order_by().values_list("old_path", flat=True)
    righe = ",".join(percorsi.filter(site=1).union(percorsi.exclude(site=1)).order_by("old_path"))
    resi.append(request.get_full_path())
    for azione in durante_la_resa:
        azione()
    return HttpResponse(f"<h1>[{righe}]</h1>{RIEMPIMENTO}")


@pagina_pubblica
def blocco(request):
    """Show the redirects inside a kept block."""
    righe = Redirect.objects.order_by("old_path")
    return HttpResponse(BLOCCO.render(RequestContext(request, {"righe": righe})))


@pagina_pubblica
def conteggio(request):
    """Write on a GET, as no public page should."""
    Site.objects.update(name="contato")
    return elenco(request)


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
    path("blocco/", blocco),
    path("conteggio/", conteggio),
    path("sessione/", sessione),
    path("utente/", utente),
    path("modulo/", modulo),
    path("biscotto/", biscotto),
    path("assente/", assente),
    path("riservata/", riservata),
]
