"""What somebody tells of what they took upon themselves."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import Atagande


@action
def answer_atagande(*, atagande: Atagande, gjort: bool, svar: str, actor: Anvandare) -> Atagande:
    """Say how it went. What has not been done says why, and stays open."""
    rad = Atagande.objects.select_for_update().get(pk=atagande.pk)
    require(policy.may_complete(actor, rad))
    if not gjort and not svar.strip():
        raise ValidationError({"svar": "Skriv med några ord varför det inte är gjort än."})
    nu = timezone.now()
    rad.svar, rad.svarat = svar, nu
    if gjort:
        rad.klart = nu
    log.save(rad, actor=actor, verb=Verb.ATAGANDE_COMPLETE if gjort else Verb.ATAGANDE_ANSWER)
    return rad
