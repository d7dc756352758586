"""Rows that the portal writes by itself: the admin shows them."""

from core.admin.basi import AdminBase


class AdminInSolaLettura(AdminBase):
    """Nobody adds or changes a row by hand; deleting is a permission, unless a subclass refuses it too."""

    def has_add_permission(self, request):
        """Return False."""
        return False

    def has_change_permission(self, request, obj=None):
        """Return False."""
        return False
