"""What makes a page public: the mark that the cache, the permission matrix and the tests read."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required


def pagina_pubblica(view):
    """Mark a view as open to everybody and the same for every visitor.

    A page so marked must not read the session, the user or cookies: the page cache keeps one copy for
    everybody. Returns a wrapped view with ``pubblica = True``.
    """

    @wraps(view)
    def involucro(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    involucro = login_not_required(involucro)
    involucro.pubblica = True
    return involucro
