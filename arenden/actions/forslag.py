"""What every change by two has in common: the next version, and putting it in force.

A row in force has `nummer`, and the wording of `Lydelse`; its code is its primary key.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from access.models import Anvandare
from arenden.models.forslag import Version
from audit import log
from audit.verb import Verb


def next_nummer(slag: type[models.Model], kod: str) -> int:
    """The number of the next wording of a row, which is locked; 1 for a row that is not there."""
    row: Any = slag._default_manager.select_for_update().filter(pk=kod).first()
    return row.nummer + 1 if row else 1


def put_in_force(
    version: Version, slag: type[models.Model], *, verb: Verb, actor: Anvandare
) -> None:
    """Let the row say what the version says. What it said before any change is kept as `grund`."""
    row: Any = slag._default_manager.select_for_update().filter(pk=version.kod).first()
    if row is None:
        row = slag(pk=version.kod)
    else:
        _keep_grund(row, type(version), verb=verb, actor=actor)
    for namn, varde in version.innehall().items():
        setattr(row, namn, varde)
    row.nummer = version.nummer
    log.save(row, actor=actor, verb=verb)


def _keep_grund(row: Any, versioner: type[Version], *, verb: Verb, actor: Anvandare) -> None:
    of_the_row = versioner._default_manager.filter(kod=row.pk, nummer=row.nummer)
    if of_the_row.exists():
        return
    grund = versioner(kod=row.pk, nummer=row.nummer, status=Version.Status.GRUND, **row.innehall())
    log.save(grund, actor=actor, verb=verb)
