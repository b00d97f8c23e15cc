"""Keeping an employee's name from those whom the akter are about, and ending it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.behorighet import may_protect_name
from access.models import Anvandare, Namnskydd
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def protect_name(*, anvandare: Anvandare, skal: str, actor: Anvandare) -> Namnskydd:
    """From now on told by role and unit alone. Raises ValidationError if that is so already."""
    require(may_protect_name(actor, anvandare))
    namnd_id = next((u.namnd_id for u in anvandare.uppdrag_nu if u.namnd_id), None)
    if namnd_id is None:
        raise ValidationError("Personen har inget uppdrag i någon nämnd.")
    skydd = Namnskydd(anvandare=anvandare, namnd_id=namnd_id, skal=skal, given_av=actor)
    log.save(skydd, actor=actor, verb=Verb.NAMNSKYDD_GIVE)
    return skydd


@action
def end_namnskydd(*, namnskydd: Namnskydd, actor: Anvandare) -> None:
    rad = Namnskydd.objects.select_for_update().get(pk=namnskydd.pk)
    require(may_protect_name(actor, rad.anvandare))
    if rad.avslutat is not None:
        raise ValidationError("Skyddet är redan avslutat.")
    rad.avslutat, rad.avslutat_av = timezone.now(), actor
    log.save(rad, actor=actor, verb=Verb.NAMNSKYDD_END)
