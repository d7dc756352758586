"""A page for citizens that takes a POST, for the tests of core.protezione."""

from django import forms
from django.shortcuts import render
from django.urls import path

from core.protezione import ModuloAnonimo, consenti, pagina_anonima


class ProvaForm(ModuloAnonimo):
    testo = forms.CharField(label="Testo", max_length=20)


@pagina_anonima
def prova(request):
    form, stato = ProvaForm(request.POST or None), 200
    fatto = form.is_valid()
    if fatto and not consenti(request, azione="prova", limite=2, secondi=60):
        form, fatto, stato = form.troppe(), False, 429
    contesto = {"form": form, "bottone": f"fatto={fatto}"}
    return render(request, "core/moduli/anonimo.html", contesto, status=stato)


urlpatterns = [path("prova/", prova)]
