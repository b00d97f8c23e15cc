"""Change the kinds of teams: one method leader proposes, another one tries it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from arenden.actions.forslag import next_nummer, put_in_force
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import Teamtyp, Teamtypversion
from samverkansteam.rules.teamtyp import faults_in


@action
def propose_teamtyp(*, kod: str, motiv: str, actor: Anvandare, **innehall: Any) -> Teamtypversion:
    """Propose what a kind of team is to say, or a new kind. It waits until somebody else agrees."""
    require(policy.may_keep_teamtyper(actor))
    if fel := faults_in(innehall):
        raise ValidationError(dict(fel))
    version = Teamtypversion(
        kod=kod, nummer=next_nummer(Teamtyp, kod), motiv=motiv, foreslagen_av=actor, **innehall
    )
    log.save(version, actor=actor, verb=Verb.TEAMTYP_PROPOSE)
    return version


@action
def try_teamtyp(
    *, version: Teamtypversion, godkanns: bool, kommentar: str, actor: Anvandare
) -> Teamtypversion:
    """Agree to a proposal, which then is what the kind says, or turn it down with a reason."""
    row = Teamtypversion.objects.select_for_update().get(pk=version.pk)
    require(policy.may_try_teamtyp(actor, row))
    row.judge(godkanns=godkanns, kommentar=kommentar, actor=actor)
    if godkanns:
        put_in_force(row, Teamtyp, verb=Verb.TEAMTYP_DECIDE, actor=actor)
    log.save(row, actor=actor, verb=Verb.TEAMTYP_DECIDE)
    return row
