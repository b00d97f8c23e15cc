"""Words of a review that are not sent yet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from access.models import Anvandare
from audit import log
from audit.action import action
from audit.verb import Verb
from granskning.models import Granskningsutkast

LARGEST = 10_000
"""Characters of one draft; more than any of the forms takes."""


@action
def save_granskningsutkast(
    *, namnd_id: UUID, objekt_id: UUID, innehall: dict[str, Any], actor: Anvandare
) -> None:
    """Keep what someone is typing about a row or a question that they have been shown.

    Raises ValidationError if it is larger than any form takes.
    """
    if sum(len(str(varde)) for varde in innehall.values()) > LARGEST:
        raise ValidationError("Texten är för lång för ett utkast.")
    egna = Granskningsutkast.objects.visible_to(actor).select_for_update()
    utkast = egna.filter(objekt_id=objekt_id).first() or Granskningsutkast(
        anvandare=actor, namnd_id=namnd_id, objekt_id=objekt_id
    )
    utkast.innehall = innehall
    log.save(utkast, actor=actor, verb=Verb.LOGGRANSKNING_DRAFT)


@action
def drop_granskningsutkast(*, objekt_id: UUID, actor: Anvandare) -> None:
    """Throw a draft away: it was sent."""
    for utkast in Granskningsutkast.objects.visible_to(actor).filter(objekt_id=objekt_id):
        log.delete(utkast, actor=actor, verb=Verb.LOGGRANSKNING_DROP)
