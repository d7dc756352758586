"""What allauth asks the portal about accounts."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation only: nobody signs up alone."""

    def is_open_for_signup(self, request):
        """Return False: a member's referent is invited, staff are created in the admin."""
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """Return whether to ask for the password again: not of who signed in a few minutes ago.

        The limit is ``ACCOUNT_REAUTHENTICATION_TIMEOUT``, in seconds.
        """
        passi = get_authentication_records(self.request, self.request.user)
        da_poco = bool(passi) and time.time() - passi[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not da_poco and super().is_reauthentication_required(app=app, **kwargs)
