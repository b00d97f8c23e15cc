"""System checks: what must be true of the whole site before it may start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections
from django.urls import get_resolver

from access.gate import gate_of, routes
from access.radskydd import APP, ARBETARE


@register()
def every_url_has_a_gate(**_: Any) -> list[Error]:
    return [
        Error(
            f"Adressen /{path} har en vy utan gate.",
            hint="Märk vyn med access.gate.gate(verb, roller=…), se docs/architecture.md.",
            id="access.E001",
        )
        for path, pattern in routes(get_resolver())
        if gate_of(pattern.callback) is None
    ]


@register(Tags.database)
def no_role_walks_around_the_wall(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """The roles of web and worker are no superusers, bypass no row policy and never log in."""
    errors = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)"
                " AND (rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole OR rolcreatedb)",
                [[APP, ARBETARE]],
            )
            errors += [
                Error(
                    f"Databasrollen {role} får mer än den ska.",
                    hint=f"ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS NOLOGIN NOCREATEROLE"
                    " NOCREATEDB;",
                    id="access.E002",
                )
                for (role,) in cursor.fetchall()
            ]
    return errors
