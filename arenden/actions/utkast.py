"""Server drafts: saved while typing, gone when sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.models import Arende, Utkast
from audit import log
from audit.action import action
from audit.verb import Verb

LARGEST = 200_000
"""Characters of one draft; more than any form takes."""


@action
def save_utkast(
    *, arende: Arende, formular: str, objekt_id: UUID, innehall: dict[str, Any], actor: Anvandare
) -> Utkast:
    """Keep what someone is typing. One draft for each person, form and thing.

    Raises ValidationError if it is larger than any form takes.
    """
    require(policy.may_read(actor, arende.akt))
    if sum(len(str(varde)) for varde in innehall.values()) > LARGEST:
        raise ValidationError("Texten är för lång för ett utkast.")
    utkast = (
        Utkast.objects.select_for_update().filter(**Utkast.key(actor, formular, objekt_id)).first()
    ) or Utkast(akt=arende.akt, arende=arende, **Utkast.key(actor, formular, objekt_id))
    utkast.innehall = innehall
    log.save(utkast, actor=actor, verb=Verb.UTKAST_SAVE)
    return utkast


@action
def drop_utkast(*, formular: str, objekt_id: UUID, actor: Anvandare) -> None:
    """Throw a draft away: it was sent, or its writer does not want it."""
    for utkast in Utkast.objects.filter(**Utkast.key(actor, formular, objekt_id)):
        log.delete(utkast, actor=actor, verb=Verb.UTKAST_DROP)
