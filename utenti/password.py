"""Rules of passwords, told in Italian."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LunghezzaMinimaValidator(MinimumLengthValidator):
    """Django's rule on length; its Italian catalogue lacks the message (Django 5.2)."""

    def get_error_message(self):
        """Return what is wrong."""
        return _("La password è troppo corta: servono almeno %(numero)d caratteri.") % {
            "numero": self.min_length
        }

    def get_help_text(self):
        """Return what is asked for."""
        return _("Almeno %(numero)d caratteri; una frase che ricordi va bene.") % {"numero": self.min_length}
