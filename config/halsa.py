"""Addresses for whatever watches the processes. They tell nothing but "yes" or "no"."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from access.gate import gate
from audit.verb import Verb
from granskning.actions.overvakning import open_faults


@login_not_required
@gate(Verb.HALSA_READ, oppen=True)
def lever(request: HttpRequest) -> HttpResponse:
    """Is the process there? Asks nothing else."""
    return HttpResponse("lever", content_type="text/plain; charset=utf-8")


@login_not_required
@gate(Verb.HALSA_READ, oppen=True)
def redo(request: HttpRequest) -> HttpResponse:
    """Can it work: the database answers and every migration is applied."""
    try:
        ready = not unapplied_migrations()
    except DatabaseError:
        ready = False
    return HttpResponse(
        "redo" if ready else "inte redo",
        status=200 if ready else 503,
        content_type="text/plain; charset=utf-8",
    )


@login_not_required
@gate(Verb.HALSA_READ, oppen=True)
def logg(request: HttpRequest) -> HttpResponse:
    """Is the log sealed and watched, and is there no alarm? Also when the worker is dead."""
    try:
        is_whole = not open_faults()
    except DatabaseError:
        is_whole = False
    return HttpResponse(
        "loggen hel" if is_whole else "larm",
        status=200 if is_whole else 503,
        content_type="text/plain; charset=utf-8",
    )


def unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def foreign_migrations() -> set[str]:
    """Migrations of ours that the database has had and this program does not know."""
    loader = MigrationExecutor(connection).loader
    ours = {
        app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR
    }
    had = {key for key in loader.applied_migrations if key[0] in ours}
    return {".".join(key) for key in had - set(loader.disk_migrations)}
