"""Change the catalogue of insatser: one method leader proposes, another one tries it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from access.models import Anvandare
from access.policy import require
from arenden.actions.forslag import next_nummer, put_in_force
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Insatstyp, Insatstypversion
from insatser.rules.katalog import faults_in


@action
def propose_version(*, kod: str, motiv: str, actor: Anvandare, **innehall: Any) -> Insatstypversion:
    """Propose what a row of the catalogue is to say; nothing changes until somebody else agrees."""
    require(policy.may_keep_katalog(actor))
    if fel := faults_in(kod, innehall):
        raise ValidationError(dict(fel))
    version = Insatstypversion(
        kod=kod, nummer=next_nummer(Insatstyp, kod), motiv=motiv, foreslagen_av=actor, **innehall
    )
    log.save(version, actor=actor, verb=Verb.KATALOG_PROPOSE)
    return version


@action
def try_version(
    *, version: Insatstypversion, godkanns: bool, kommentar: str, actor: Anvandare
) -> Insatstypversion:
    """Agree to a proposal, which then is what the catalogue says, or turn it down with a reason."""
    row = Insatstypversion.objects.select_for_update().get(pk=version.pk)
    require(policy.may_try_katalog(actor, row))
    row.judge(godkanns=godkanns, kommentar=kommentar, actor=actor)
    if godkanns:
        put_in_force(row, Insatstyp, verb=Verb.KATALOG_DECIDE, actor=actor)
    log.save(row, actor=actor, verb=Verb.KATALOG_DECIDE)
    return row
