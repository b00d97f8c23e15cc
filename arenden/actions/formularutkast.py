"""What is typed in forms that are about no akt: saved while typing, gone when sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from access.models import Anvandare, Namnd
from arenden.models import Formularutkast
from audit import log
from audit.action import action
from audit.verb import Verb

LARGEST = 50_000
"""Characters of one draft; more than any of the forms takes."""


@action
def save_formularutkast(
    *, objekt_id: UUID, innehall: dict[str, Any], actor: Anvandare
) -> Formularutkast:
    """Keep what someone is typing in a form that they may open.

    Raises ValidationError if it is larger than any form takes.
    """
    if sum(len(str(varde)) for varde in innehall.values()) > LARGEST:
        raise ValidationError("Texten är för lång för ett utkast.")
    egna = Formularutkast.objects.visible_to(actor).select_for_update()
    utkast = egna.filter(objekt_id=objekt_id).first() or Formularutkast(
        anvandare=actor, namnd=_namnd_of(actor), objekt_id=objekt_id
    )
    utkast.innehall = innehall
    log.save(utkast, actor=actor, verb=Verb.UTKAST_SAVE)
    return utkast


@action
def drop_formularutkast(*, objekt_id: UUID, actor: Anvandare) -> None:
    """Throw a draft away: it was sent, or its writer does not want it."""
    for utkast in Formularutkast.objects.visible_to(actor).filter(objekt_id=objekt_id):
        log.delete(utkast, actor=actor, verb=Verb.UTKAST_DROP)


def _namnd_of(actor: Anvandare) -> Namnd:
    """Whose key seals it: the nämnd of a duty, or the first for somebody who works for the city."""
    egna = Namnd.objects.filter(pk__in=actor.namnder())
    return egna.order_by("pk").first() or Namnd.objects.earliest("pk")
