"""The page of an invitation: opened from the mail, it uses nothing until a button is pressed."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from aderenti.inviti import AccountEsistenteError, InvitoNonValidoError, accetta, account_di, apri_account
from aderenti.models import Invito
from utenti.forms import PrimaPasswordForm
from utenti.models import Utente


@method_decorator(login_not_required, name="dispatch")
class InvitoView(FormView):
    """Say who invites to what and until when; open the account, or accept with the one there is.

    An invitation that is no longer good is a 410 that says what to do, an unknown code a 404. The page is
    kept and indexed by nobody, and its address, which is the secret, travels in no Referer: the policy is
    “strict-origin” because with “no-referrer” browsers hide the origin too, and Django refuses the form.
    """

    template_name = "inviti/accetta.html"
    form_class = PrimaPasswordForm

    def dispatch(self, request, *args, **kwargs):
        """Answer, with the headers of a page that is a secret."""
        righe = Invito.objects.select_related("organizzazione", "creato_da", "usato_da")
        self.invito = righe.filter(codice=kwargs["codice"]).first()
        try:
            response = self._rispondi(request, *args, **kwargs)
        except InvitoNonValidoError:
            self.invito = righe.filter(codice=kwargs["codice"]).first()
            response = self._non_valido()
        patch_cache_control(response, no_store=True, private=True)
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def _rispondi(self, request, *args, **kwargs):
        if self.invito is None or not self.invito.valido:
            raise InvitoNonValidoError
        self.account = account_di(self.invito.email)
        return super().dispatch(request, *args, **kwargs)

    def _non_valido(self):
        """Return the page of an invitation that cannot be used."""
        contesto = {"invito": self.invito, "area": self._area() if self.invito else ""}
        stato = 410 if self.invito else 404
        return render(self.request, "inviti/non_valido.html", contesto, status=stato)

    def get_form_kwargs(self):
        """Add the account to be: a password must not look like its address."""
        return super().get_form_kwargs() | {"user": Utente(email=self.invito.email)}

    def get_context_data(self, **kwargs):
        """Add the invitation, and which account there is and who is signed in."""
        utente = self.request.user
        return super().get_context_data(**kwargs) | {
            "invito": self.invito,
            "ente": self.invito.organizzazione,
            "account": self.account,
            "e_sua": utente.is_authenticated and utente == self.account,
        }

    def post(self, request, *args, **kwargs):
        """Accept; who is not the person invited, or has not signed in yet, is shown the page again."""
        if request.user.is_authenticated:
            if request.user != self.account:
                return self.render_to_response(self.get_context_data(form=None), status=403)
            accetta(codice=self.invito.codice, utente=request.user)
            return redirect(self._area())
        if self.account:
            return redirect(self.invito.indirizzo())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """Open the account and sign in; one opened meanwhile for the same address signs in by itself."""
        try:
            accesso = apri_account(codice=self.invito.codice, password=form.cleaned_data["password1"])
        except (AccountEsistenteError, IntegrityError):
            return redirect(self.invito.indirizzo())
        login = Login(user=accesso.utente, redirect_url=self._area())
        return perform_password_login(self.request, {"email": accesso.utente.email}, login)

    def _area(self):
        return reverse("rete:area-ente", args=[self.invito.organizzazione.slug])
