"""The form that asks to be told when a call opens."""

from django.utils.translation import gettext_lazy as _

from core.moduli import CampoEmail
from core.protezione import ModuloAnonimo


class AvvisamiForm(ModuloAnonimo):
    """Where to write."""

    email = CampoEmail(label=_("Il tuo indirizzo e-mail"))
