"""The link for one's own calendar program: made, made anew, taken away."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Kalenderlank
from insatser.models.kalender import digest, new_secret


@action
def make_kalenderlank(*, actor: Anvandare) -> str:
    """A new secret, told this once; the one before it ends at the same moment."""
    require(policy.may_follow_kalender(actor))
    _end(actor)
    hemlighet = new_secret()
    lank = Kalenderlank(anvandare=actor, avtryck=digest(hemlighet))
    log.save(lank, actor=actor, verb=Verb.KALENDER_LINK)
    return hemlighet


@action
def end_kalenderlank(*, actor: Anvandare) -> None:
    """Let one's own link lead nowhere, from this moment."""
    _end(actor)


@action
def note_fetch(*, lank: Kalenderlank, nu: datetime) -> bool:
    """Count a fetch; False when there have been too many in the hour."""
    row = Kalenderlank.objects.select_for_update().get(pk=lank.pk)
    allowed = row.count(nu)
    Kalenderlank.objects.filter(pk=row.pk).update(
        timme=row.timme, hamtningar=row.hamtningar, senast=row.senast
    )
    return allowed


def _end(actor: Anvandare) -> None:
    for lank in Kalenderlank.objects.select_for_update().filter(anvandare=actor, upphord=None):
        lank.upphord = timezone.now()
        log.save(lank, actor=actor, verb=Verb.KALENDER_END)
