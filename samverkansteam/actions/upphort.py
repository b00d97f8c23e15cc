"""A consent that ends by itself; and what each party is told of one that has ended."""

from __future__ import annotations

from django.utils import timezone

from access.actions.aviseringar import notify
from access.models import Anvandare, Avisering
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam.models import Deltagare, Samtycke, Teamarende


@action
def end_if_over(*, samtycke: Samtycke, actor: Anvandare | None) -> bool:
    """End a consent that nobody who gave it decides over any more: at 18, or without custody.

    Its party is told once, just as when it is taken back. `actor` None: the day has come.
    """
    rader = Samtycke.objects.select_for_update(of=("self",))
    samtycke = rader.select_related("team__teamtyp", "akt__person").get(pk=samtycke.pk)
    if samtycke.is_ended or not samtycke.is_over():
        return False
    samtycke.upphort = timezone.now()
    log.save(samtycke, actor=actor, verb=Verb.SAMTYCKE_LAPSE)
    tell_party(samtycke, actor=actor)
    return True


def tell_party(samtycke: Samtycke, *, actor: Anvandare | None) -> None:
    """Say to the receiver that a consent has ended, inside the action that has ended it."""
    deltagare = Deltagare.objects.in_force().filter(part=samtycke.mottagare_id)
    if not (mottagare := [rad.anvandare for rad in deltagare.select_related("anvandare")]):
        return
    notify(
        mottagare,
        Avisering.Slag.UPPHORT,
        objekt_id=samtycke.pk,
        referens=f"{samtycke.team.teamtyp}, {_number(samtycke)}"[:80],
        sida=[samtycke.team_id],
        actor=actor,
    )


def _number(samtycke: Samtycke) -> str:
    """What the team calls the person, the last time it worked with them."""
    rad = Teamarende.objects.filter(akt=samtycke.akt_id, team=samtycke.team_id).order_by("nummer")
    return str(rad.last() or "")
