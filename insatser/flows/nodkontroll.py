"""System check: every task that the database has stored is of a node that its flow still has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections
from viewflow.workflow.fields import import_flow_by_ref
from viewflow.workflow.nodes.obsolete import Obsolete

STORED = "SELECT DISTINCT flow_task FROM viewflow_task WHERE flow_task <> '' ORDER BY 1"


@register(Tags.database)
def every_stored_node_is_there(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """A node that is gone would leave its cases nowhere: the version is put back, or they move."""
    errors = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            if "viewflow_task" not in connections[alias].introspection.table_names(cursor):
                continue
            cursor.execute(STORED)
            errors += [
                Error(
                    f"Databasen har uppgifter i {referens}, som inget flöde har.",
                    hint="Lägg tillbaka versionen av flödet, eller flytta ärendena ur den med "
                    "manage.py migrate_flow.",
                    id="insatser.E001",
                )
                for referens in missing(rad for (rad,) in cursor.fetchall())
            ]
    return errors


def missing(referenser: Iterable[str]) -> list[str]:
    """Those of the stored references that lead to no node."""
    return [referens for referens in referenser if not _is_there(referens)]


def _is_there(referens: str) -> bool:
    flode, _, namn = referens.rpartition(".")
    try:
        node = import_flow_by_ref(flode).instance.node(namn)
    except (ImportError, AttributeError):
        return False
    return node is not None and not isinstance(node, Obsolete)
