"""Set the mark of acute risk."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import Markering, Teamarende


@action
def set_markering(*, teamarende: Teamarende, farg: str, motiv: str, actor: Anvandare) -> Markering:
    """Set a mark that ends by itself after the number of days the team type says."""
    require(policy.may_share(actor, teamarende))
    dagar = teamarende.team.teamtyp.markeringens_dagar
    if dagar is None:
        raise ValidationError("Den här sortens team använder inte riskmarkering.")
    idag = timezone.localdate()
    markering = Markering(
        team_id=teamarende.team_id,
        namnd_id=teamarende.namnd_id,
        teamarende=teamarende,
        farg=farg,
        motiv=motiv,
        satt=idag,
        satt_av=actor,
        galler_till=idag + timedelta(days=dagar),
    )
    log.save(markering, actor=actor, verb=Verb.MARKERING_SET)
    return markering
