"""Record consent and its withdrawal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import Part, Samtycke, Teamarende


@action
def give_samtycke(
    *,
    teamarende: Teamarende,
    mottagare: Collection[Part],
    givare: str,
    slag: Collection[str],
    form: str,
    forklarat: str,
    fran: date,
    till: date,
    actor: Anvandare,
) -> list[Samtycke]:
    """Record a consent: one object for each receiving party, so that each can be withdrawn."""
    require(policy.may_share(actor, teamarende))
    if any(part.team_id != teamarende.team_id for part in mottagare):
        raise ValidationError({"mottagare": "Mottagaren är inte part i teamet."})
    samtycken = [
        Samtycke(
            akt_id=teamarende.akt_id,
            namnd_id=teamarende.namnd_id,
            team_id=teamarende.team_id,
            mottagare=part,
            givare=givare,
            slag=sorted(slag),
            form=form,
            forklarat=forklarat,
            fran=fran,
            till=till,
            registrerat_av=actor,
        )
        for part in mottagare
    ]
    for samtycke in samtycken:
        log.save(samtycke, actor=actor, verb=Verb.SAMTYCKE_GIVE)
    return samtycken


@action
def withdraw_samtycke(*, samtycke: Samtycke, actor: Anvandare) -> Samtycke:
    """Record that a consent is withdrawn. From this transaction on nothing is released on it.

    What was already released stays with the receiver, and in the log.
    """
    samtycke = Samtycke.objects.select_for_update().get(pk=samtycke.pk)
    require(policy.may_withdraw(actor, samtycke))
    samtycke.aterkallat = timezone.now()
    log.save(samtycke, actor=actor, verb=Verb.SAMTYCKE_WITHDRAW)
    return samtycke
