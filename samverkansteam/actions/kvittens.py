"""What a receiver says of a copy: that it was opened, and that it was taken note of."""

from __future__ import annotations

from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import Kvittens


@action
def open_copy(*, kvittens: Kvittens, actor: Anvandare) -> Kvittens:
    """Somebody of the receiving party opens a copy; the first time is what is kept."""
    rad = Kvittens.objects.select_for_update().get(pk=kvittens.pk)
    require(policy.may_open(actor, rad))
    if rad.oppnad is None:
        rad.oppnad, rad.oppnad_av = timezone.now(), actor
        log.save(rad, actor=actor, verb=Verb.DELGIVNING_OPEN)
    return rad


@action
def acknowledge(*, kvittens: Kvittens, actor: Anvandare) -> Kvittens:
    """The receiving party says that it has taken note of what it has opened."""
    rad = Kvittens.objects.select_for_update().get(pk=kvittens.pk)
    require(policy.may_acknowledge(actor, rad))
    rad.kvitterad, rad.kvitterad_av = timezone.now(), actor
    log.save(rad, actor=actor, verb=Verb.DELGIVNING_ACKNOWLEDGE)
    return rad
