"""Bases of the admin pages of the Comitato: what opens them is the place held today, not the role alone."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.views.generic import View

from comitato.accesso import chi_chiede, e_segreteria
from core.admin import AdminBase


def _ha_un_posto(request):
    return e_segreteria(request.user) or chi_chiede(request).legge


class AdminDelComitato(AdminBase):
    """Lists that a member reads while its term lasts, and that the secretariat keeps."""

    def has_view_permission(self, request, obj=None):
        """Allow who the role allows and has a place today."""
        return super().has_view_permission(request, obj) and _ha_un_posto(request)

    def has_module_permission(self, request):
        """Show the room to who may open it."""
        return super().has_module_permission(request) and _ha_un_posto(request)


class DelComitatoMixin(View):
    """A page of the Comitato: 403 for who has no place in it today.

    ``solo_segreteria``: only who runs the portal for ATS. Subclasses that ask more override ``controlla``.
    """

    admin_site = None
    solo_segreteria = False

    @cached_property
    def chi(self):
        """Return who asks."""
        return chi_chiede(self.request)

    def controlla(self):
        """Raise PermissionDenied for who may not be here: called before every method."""
        if not self.chi.legge or (self.solo_segreteria and not self.chi.segreteria):
            raise PermissionDenied

    def dispatch(self, request, *args, **kwargs):
        """Check, then answer."""
        self.controlla()
        return super().dispatch(request, *args, **kwargs)
