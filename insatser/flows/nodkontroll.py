"""System check: every task that the database has stored is of a node that its flow still has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.models import CharField
from django.db.models.functions import Cast
from viewflow.workflow.fields import import_flow_by_ref
from viewflow.workflow.models import Task
from viewflow.workflow.nodes.obsolete import Obsolete


@register(Tags.database)
def every_stored_node_is_there(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """A node that is gone would leave its cases nowhere: the version is put back, or they move."""
    errors = []
    for alias in databases or ():
        if Task._meta.db_table not in connections[alias].introspection.table_names():
            continue
        text = Cast("flow_task", CharField())
        stored = (
            Task.objects.using(alias).annotate(referens=text).values_list("referens", flat=True)
        )
        errors += [
            Error(
                f"Databasen har uppgifter i {referens}, som inget flöde har.",
                hint="Lägg tillbaka versionen av flödet, eller flytta ärendena ur den med "
                "manage.py migrate_flow.",
                id="insatser.E001",
            )
            for referens in missing(stored.order_by("referens").distinct())
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
