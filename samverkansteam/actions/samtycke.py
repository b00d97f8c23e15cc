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


def end_samtycken(teamarende: Teamarende, *, actor: Anvandare) -> None:
    """Let no consent outlive the work that it was given for; inside the action that ends the work.

    Its last day becomes today. One that has not begun keeps its first day as its only one: nothing
    is shared on it, since the team no longer works with the ärende.
    """
    idag = timezone.localdate()
    samtycken = Samtycke.objects.filter(
        akt=teamarende.akt_id, team=teamarende.team_id, aterkallat=None, till__gt=idag
    )
    for samtycke in samtycken.select_for_update():
        samtycke.till = max(idag, samtycke.fran)
        log.save(samtycke, actor=actor, verb=Verb.SAMTYCKE_END)
