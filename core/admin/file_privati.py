"""The control of a private file (core.documenti): no address to link to, it only says that it is there."""

from django.forms import ClearableFileInput


class FilePrivatoInput(ClearableFileInput):
    """Choose a file, or take away the one that is there."""

    template_name = "admin/core/file_privato.html"

    def is_initial(self, value):
        """Return whether there is a file already: a private one raises when it is asked for its address."""
        return bool(value and getattr(value, "name", ""))
