"""Change the catalogue of insatser: one method leader proposes, another one tries it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Insatstyp, Insatstypversion
from insatser.models.insatstyp import INNEHALL
from insatser.rules.katalog import faults_in

Status = Insatstypversion.Status


@action
def propose_version(*, kod: str, motiv: str, actor: Anvandare, **innehall: Any) -> Insatstypversion:
    """Propose what a row of the catalogue is to say; nothing changes until somebody else agrees."""
    require(policy.may_keep_katalog(actor))
    if fel := faults_in(kod, innehall):
        raise ValidationError(dict(fel))
    gallande = Insatstyp.objects.select_for_update().filter(pk=kod).first()
    version = Insatstypversion(
        kod=kod,
        nummer=gallande.nummer + 1 if gallande else 1,
        motiv=motiv,
        foreslagen_av=actor,
        **innehall,
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
    if not godkanns and not kommentar.strip():
        raise ValidationError({"kommentar": "Skriv varför förslaget inte godkänns."})
    row.status = Status.GODKAND if godkanns else Status.AVBOJD
    row.provad, row.provad_av, row.kommentar = timezone.now(), actor, kommentar
    if godkanns:
        _put_in_force(row, actor=actor)
    log.save(row, actor=actor, verb=Verb.KATALOG_DECIDE)
    return row


def _put_in_force(version: Insatstypversion, *, actor: Anvandare) -> None:
    typ = Insatstyp.objects.select_for_update().filter(pk=version.kod).first()
    if typ is None:
        typ = Insatstyp(kod=version.kod)
    elif not Insatstypversion.objects.filter(kod=typ.pk, nummer=typ.nummer).exists():
        grund = Insatstypversion(
            kod=typ.pk, nummer=typ.nummer, status=Status.GRUND, **content_of(typ)
        )
        log.save(grund, actor=actor, verb=Verb.KATALOG_DECIDE)
    for namn, varde in content_of(version).items():
        setattr(typ, namn, varde)
    typ.nummer = version.nummer
    log.save(typ, actor=actor, verb=Verb.KATALOG_DECIDE)


def content_of(rad: Insatstyp | Insatstypversion) -> dict[str, Any]:
    return {namn: getattr(rad, namn) for namn in INNEHALL}
