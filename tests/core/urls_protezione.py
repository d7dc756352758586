"""A page for citizens that takes a POST, for the tests of core.protezione."""

from django import forms
from django.shortcuts import render
from django.urls import path

from core.protezione import ModuloAnonimo, consenti, pagina_anonima


class ProvaForm(ModuloAnonimo):
    testo = forms.CharField(label="Testo", max_length=20)


@pagina_anonima
def prova(request):
    if request.method == "POST" and not consenti(request, azione="prova", limite=2, secondi=60):
        return render(request, "429.html", status=429)
    form = ProvaForm(request.POST or None)
    fatto = form.is_valid()
    return render(request, "core/moduli/anonimo.html", {"form": form, "bottone": f"fatto={fatto}"})


urlpatterns = [path("prova/", prova)]
