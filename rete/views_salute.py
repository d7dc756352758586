"""Health of the portal, for whoever keeps it running: is the process alive, is it ready to answer?"""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
@never_cache
def salute(request):
    """Liveness: 200 as long as the process answers; touches no database."""
    return JsonResponse({"stato": "vivo"})


@login_not_required
@require_safe
@never_cache
def pronto(request):
    """Readiness: 200 when the database answers and no migration is missing, 503 otherwise."""
    try:
        mancanti = _migrazioni_mancanti()
    except Error:
        return JsonResponse({"stato": "non pronto", "database": False}, status=503)
    esito = {"database": True, "migrazioni_mancanti": mancanti}
    if mancanti:
        return JsonResponse({"stato": "non pronto"} | esito, status=503)
    return JsonResponse({"stato": "pronto"} | esito)


def _migrazioni_mancanti():
    """Return how many migrations of this release the database does not have."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
