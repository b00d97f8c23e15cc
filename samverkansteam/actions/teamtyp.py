"""Change the kinds of teams: one method leader proposes, another one tries it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.models import Teamtyp, Teamtypversion
from samverkansteam.models.teamtyp import INNEHALL
from samverkansteam.rules.teamtyp import faults_in

Status = Teamtypversion.Status


@action
def propose_teamtyp(*, kod: str, motiv: str, actor: Anvandare, **innehall: Any) -> Teamtypversion:
    """Propose what a kind of team is to say, or a new kind. It waits until somebody else agrees."""
    require(policy.may_keep_teamtyper(actor))
    if fel := faults_in(innehall):
        raise ValidationError(dict(fel))
    gallande = Teamtyp.objects.select_for_update().filter(pk=kod).first()
    version = Teamtypversion(
        kod=kod,
        nummer=gallande.nummer + 1 if gallande else 1,
        motiv=motiv,
        foreslagen_av=actor,
        **innehall,
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
    if not godkanns and not kommentar.strip():
        raise ValidationError({"kommentar": "Skriv varför förslaget inte godkänns."})
    row.status = Status.GODKAND if godkanns else Status.AVBOJD
    row.provad, row.provad_av, row.kommentar = timezone.now(), actor, kommentar
    if godkanns:
        _put_in_force(row, actor=actor)
    log.save(row, actor=actor, verb=Verb.TEAMTYP_DECIDE)
    return row


def _put_in_force(version: Teamtypversion, *, actor: Anvandare) -> None:
    typ = Teamtyp.objects.select_for_update().filter(pk=version.kod).first()
    if typ is None:
        typ = Teamtyp(kod=version.kod)
    elif not Teamtypversion.objects.filter(kod=typ.pk, nummer=typ.nummer).exists():
        grund = Teamtypversion(
            kod=typ.pk, nummer=typ.nummer, status=Status.GRUND, **content_of(typ)
        )
        log.save(grund, actor=actor, verb=Verb.TEAMTYP_DECIDE)
    for namn, varde in content_of(version).items():
        setattr(typ, namn, varde)
    typ.nummer = version.nummer
    log.save(typ, actor=actor, verb=Verb.TEAMTYP_DECIDE)


def content_of(rad: Teamtyp | Teamtypversion) -> dict[str, Any]:
    return {namn: getattr(rad, namn) for namn in INNEHALL}
