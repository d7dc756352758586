"""What allauth asks the portal about accounts."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation only: nobody signs up alone."""

    def is_open_for_signup(self, request):
        """Return False: a member's referent is invited, staff are created in the admin."""
        return False
