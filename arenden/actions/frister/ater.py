"""Taking back that a clock was stopped."""

from __future__ import annotations

from django.utils import timezone

from access.models import Anvandare
from arenden.actions.frister.forlopp import ledger_of, put_days
from arenden.actions.las import lock
from arenden.models import Frist
from audit import log
from audit.verb import Verb


def take_back_stop(frist: Frist, *, actor: Anvandare | None) -> Frist:
    """Let a stopped clock run on as if it had never been stopped: same anchor, same last day.

    A clock that rested when it was stopped goes on from now.
    """
    row = lock(Frist, frist.pk)
    nu = timezone.now()
    row.stoppad, row.utgang = None, ""
    row.gar_sedan = row.gar_sedan or nu
    lage = ledger_of(row).utrakning()
    assert lage is not None  # noqa: S101 – it runs
    put_days(row, lage, nu)
    log.save(row, actor=actor, verb=Verb.FRIST_RESUME)
    return row
