"""What worries somebody at a session: told at once, and waiting until somebody takes a stand."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions.aviseringar import withdraw
from access.models import Anvandare, Avisering
from access.policy import require
from arenden.actions.las import check_version, lock
from arenden.models import Anmalan, Skyddsbedomning
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.aviseringar import tell_of_oro
from insatser.models import Orosmarkering, Tillfalle

INGEN_ANMALAN = (
    "Ingen anmälan har kommit in i akten sedan oron antecknades. Registrera den först, under"
    " Nytt inflöde, och ta sedan ställning här."
)
INGEN_SKYDDSBEDOMNING = (
    "Ingen skyddsbedömning är gjord i akten sedan oron antecknades. Den görs på en anmälan:"
    " registrera den först, under Nytt inflöde."
)


def mark_oro(tillfalle: Tillfalle, vad: str, *, actor: Anvandare) -> Orosmarkering:
    """A concern noted with its session. The handläggare is told; nothing is registered by it."""
    oro = Orosmarkering(
        akt_id=tillfalle.akt_id,
        namnd_id=tillfalle.namnd_id,
        arende=tillfalle.insats.arende,
        tillfalle=tillfalle,
        vad=vad,
        markerad_av=actor,
    )
    log.save(oro, actor=actor, verb=Verb.OROSMARKERING_MARK)
    tell_of_oro(oro, actor=actor)
    return oro


@action
def judge_oro(
    *, oro: Orosmarkering, version: int, stallning: str, motivering: str, actor: Anvandare
) -> Orosmarkering:
    """Take a stand: what was done, and why that is enough.

    A new report or skyddsbedömning is made on its own page, by a person; here it must be there.
    """
    row = lock(Orosmarkering, oro.pk)
    require(policy.may_judge_oro(actor, row))
    check_version(row, version)
    if stallning == Orosmarkering.Stallning.ANMALAN:
        row.anmalan = _report_since(row)
    if stallning == Orosmarkering.Stallning.SKYDDSBEDOMNING:
        _require_protection_since(row)
    row.stallning, row.motivering = stallning, motivering
    row.avgjord, row.avgjord_av = timezone.now(), actor
    log.save(row, actor=actor, verb=Verb.OROSMARKERING_JUDGE)
    withdraw([Avisering.Slag.ORO], objekt_ids=[row.pk])
    return row


def drop_oro(tillfalle: Tillfalle, *, actor: Anvandare) -> dict[str, str]:
    """Take the concern back with its session; what it said, by field of the form.

    Raises ValidationError when somebody has taken a stand.
    """
    oro = Orosmarkering.objects.filter(tillfalle=tillfalle).select_for_update().first()
    if oro is None:
        return {}
    if oro.avgjord is not None:
        raise ValidationError("Någon har tagit ställning till oron. Tillfället står kvar.")
    vad, pk = oro.vad, oro.pk
    log.delete(oro, actor=actor, verb=Verb.TILLFALLE_UNDO)
    withdraw([Avisering.Slag.ORO], objekt_ids=[pk])
    return {"oro": vad}


def _report_since(oro: Orosmarkering) -> Anmalan:
    anmalan = (
        Anmalan.objects.filter(akt_id=oro.akt_id, registrerad__gte=oro.markerad)
        .order_by("registrerad")
        .last()
    )
    if anmalan is None:
        raise ValidationError({"stallning": INGEN_ANMALAN})
    return anmalan


def _require_protection_since(oro: Orosmarkering) -> None:
    if not Skyddsbedomning.objects.filter(akt_id=oro.akt_id, bedomd__gte=oro.markerad).exists():
        raise ValidationError({"stallning": INGEN_SKYDDSBEDOMNING})
