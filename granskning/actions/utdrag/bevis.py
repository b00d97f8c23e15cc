"""Proofs that what the person is told of stands in the sealed log."""

from __future__ import annotations

from collections.abc import Iterable

from audit.bevis import prove_many
from audit.models import Loggblad


def proofs_of(handelser: Iterable[int]) -> dict[int, str]:
    """A `.tlog-proof` for each of these entries that has its place; the newest may lack one."""
    forseglade = Loggblad.objects.filter(handelse_id__in=set(handelser))
    return prove_many(forseglade.values_list("handelse_id", flat=True))
