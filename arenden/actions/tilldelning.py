"""Who works with a case: assigning opens the akt for one and closes it for the one before."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from access.actions import end_tilltraden, give_tilltrade
from access.actions.aviseringar import remind, withdraw
from access.models import Anvandare, Avisering, Enhet, Niva, Omfattning, Roll, Skal, Tilltrade
from access.policy import require
from arenden import policy
from arenden.actions.las import lock_arende
from arenden.models import Arende, Personakt
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def assign_arende(
    *, arende: Arende, handlaggare: Anvandare, enhet: Enhet, actor: Anvandare
) -> Arende:
    """Give a case to a handläggare in a unit of the same nämnd.

    The earlier handläggare loses the grant in the same transaction.
    """
    arende = lock_arende(arende)
    require(policy.may_assign(actor, arende))
    return hand_over(arende, handlaggare, enhet, actor=actor)


@action
def take_arende(*, arende: Arende, actor: Anvandare) -> Arende:
    """Take a case that nobody has out of one's own unit's intake."""
    arende = lock_arende(arende)
    require(policy.may_take(actor, arende))
    return hand_over(arende, actor, arende.enhet, actor=actor, verb=Verb.ARENDE_TAKE)


@action
def release_arende(*, arende: Arende, enhet: Enhet, actor: Anvandare) -> Arende:
    """Let a case be nobody's again, in a unit; whoever had it reaches it no more."""
    arende = lock_arende(arende)
    require(policy.may_assign(actor, arende))
    tidigare, arende.handlaggare, arende.enhet = arende.handlaggare, None, enhet
    log.save(arende, actor=actor, verb=Verb.ARENDE_ASSIGN)
    _move_akt(arende, enhet, actor)
    end_tilltraden(
        Tilltrade.objects.filter(anvandare=tidigare, kalla=arende.pk, skal=Skal.TILLDELNING),
        actor=actor,
    )
    withdraw([Avisering.Slag.TILLDELAD], objekt_ids=[arende.pk])
    return arende


def hand_over(
    arende: Arende,
    handlaggare: Anvandare,
    enhet: Enhet,
    *,
    actor: Anvandare,
    verb: Verb = Verb.ARENDE_ASSIGN,
) -> Arende:
    """Let a locked case be somebody's, inside an action that has asked whether it may.

    The earlier handläggare loses the grant in the same transaction.
    """
    if enhet.namnd_id != arende.namnd_id:
        raise ValidationError({"enhet": "Enheten hör till en annan nämnd."})
    if not _works_in(handlaggare, enhet):
        raise ValidationError(
            {"handlaggare": f"{handlaggare} har inget uppdrag som handläggare i {enhet}."}
        )
    end_tilltraden(
        Tilltrade.objects.filter(
            kalla__in=[arende.pk, arende.akt_id], skal__in=[Skal.TILLDELNING, Skal.REGISTRERING]
        ).exclude(anvandare=handlaggare),
        actor=actor,
    )
    give_tilltrade(
        anvandare=handlaggare,
        omfattning=Omfattning.AKT,
        omfattning_id=arende.akt_id,
        niva=Niva.ARBETA,
        skal=Skal.TILLDELNING,
        kalla=arende.pk,
        actor=actor,
    )
    tidigare, arende.handlaggare = arende.handlaggare, handlaggare
    arende.enhet = enhet
    log.save(arende, actor=actor, verb=verb)
    _move_akt(arende, enhet, actor)
    _tell(arende, tidigare, actor)
    return arende


def _tell(arende: Arende, tidigare: Anvandare | None, actor: Anvandare) -> None:
    """Let the new handläggare know, unless they took it; the one before has it no more."""
    nu = arende.handlaggare
    if tidigare == nu or nu is None:
        return
    withdraw([Avisering.Slag.TILLDELAD], objekt_ids=[arende.pk])
    if nu != actor:
        remind(
            [nu],
            Avisering.Slag.TILLDELAD,
            objekt_id=arende.pk,
            referens=arende.arendenummer,
            actor=actor,
        )


def _move_akt(arende: Arende, enhet: Enhet, actor: Anvandare) -> None:
    """Let the akt follow its case to another unit.

    Nobody may put an akt out of their own reach, so whoever hands over one that their unit has
    opened for them holds it by a grant of its own until it has been moved.
    """
    akt = Personakt.objects.select_for_update().get(pk=arende.akt_id)
    if akt.enhet_id == enhet.pk:
        return
    overlamning = give_tilltrade(
        anvandare=actor,
        omfattning=Omfattning.AKT,
        omfattning_id=akt.pk,
        niva=Niva.LASA,
        skal=Skal.TILLDELNING,
        kalla=akt.pk,
        actor=actor,
    )
    akt.enhet = enhet
    log.save(akt, actor=actor, verb=Verb.AKT_CHANGE)
    end_tilltraden(Tilltrade.objects.filter(pk=overlamning.pk), actor=actor)


def _works_in(handlaggare: Anvandare, enhet: Enhet) -> bool:
    return any(
        uppdrag.roll in Roll.handlaggande() and uppdrag.namnd_id == enhet.namnd_id
        for uppdrag in handlaggare.uppdrag_nu
    )
