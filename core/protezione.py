"""Pages that take a POST from citizens: no session, cookie or CSRF token; a rate limit and a trap instead.

@method_decorator(pagina_anonima, name="dispatch")
class SegnalaView(FormView): ...            # its form extends ModuloAnonimo and is drawn by
                                            # core/moduli/anonimo.html
if not consenti(request, azione="segnala", limite=5, secondi=3600):
    return render(request, "429.html", status=429)
"""

from functools import wraps

from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import get_client_ip
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

INTESTAZIONI = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def pagina_anonima(view):
    """Mark a view as open to everybody, also for POST, without session and CSRF token.

    Its responses are kept by nobody, indexed by no search engine and named to no other page.
    """

    @wraps(view)
    def involucro(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        for nome, valore in INTESTAZIONI.items():
            response.headers[nome] = valore
        return response

    return csrf_exempt(login_not_required(involucro))


def consenti(request, *, azione, limite, secondi):
    """Count one more ``azione`` of this visitor; return False beyond ``limite`` in the last ``secondi``.

    The count is shared by all processes, and starts again at midnight. Of the visitor it keeps, until it
    expires, a keyed digest of address and day: never the address.
    """
    regola = {azione: f"{limite}/{secondi}s/key"}
    uso = ratelimit.consume(
        request, app="core", action=azione, config=regola, key=_impronta(request), limit_get=True
    )
    return uso is not None


def _impronta(request):
    """Return the digest that stands for the visitor today; an IPv6 counts as its network."""
    visitatore = f"{timezone.localdate()} {ratelimit.truncate_ip(get_client_ip(request) or '')}"
    return salted_hmac("core.protezione", visitatore, algorithm="sha256").hexdigest()


class TrappolaInput(forms.TextInput):
    """A text that no person sees, whatever the means they read with, and that is never filled in again."""

    is_hidden = True

    def render(self, name, value, attrs=None, renderer=None):
        """Return the hidden control with its label."""
        attrs = {**(attrs or {}), "autocomplete": "off", "tabindex": "-1"}
        controllo = super().render(name, "", attrs, renderer)
        return format_html(
            "<div hidden><label>{} {}</label></div>", _("Lascia vuoto questo campo"), controllo
        )


class ModuloAnonimo(forms.Form):
    """A form for citizens, with a trap: programs fill in ``sito_web``, people do not see it.

    Who falls into it is told to send again, and the trap comes back empty: nobody loses what they typed.
    """

    sito_web = forms.CharField(required=False, widget=TrappolaInput)

    def clean_sito_web(self):
        """Return the empty text; raise ValidationError, about no field, for any other."""
        if self.cleaned_data["sito_web"]:
            self.add_error(
                None, ValidationError(_("Non è partito: premi ancora il bottone."), code="trappola")
            )
        return ""
