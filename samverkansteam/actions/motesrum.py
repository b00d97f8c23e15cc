"""While a meeting goes on: write its layers, see who is there, take up a person, close it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.rules.alder import age_on
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.delgivning import Sagt, as_released, lock_teamarende, save_said
from samverkansteam.actions.mote import (
    NyttAtagande,
    hold_mote,
    lock_mote,
    save_atagande,
    save_narvaro,
)
from samverkansteam.grunder import grund_for, living_samtycken
from samverkansteam.models import (
    Atagande,
    Delgivning,
    Deltagare,
    Lagrum,
    Mote,
    Moteslager,
    Motespunkt,
    Motesrad,
    Part,
    Samtycke,
    Teamarende,
)
from samverkansteam.rules.lagrum import Laget, hinder_for_lagrum
from samverkansteam.rules.mote import Ahorare, hinder_for_punkt, hinder_for_rad


class NagonAnnanSkrev(Exception):
    """Somebody else has written since the page was opened. Nothing was saved over theirs."""

    def __init__(self, lager: Moteslager) -> None:
        super().__init__(f"Möteslager {lager.pk} har ändrats.")
        self.lager = lager


@action
def write_lager(
    *,
    mote: Mote,
    gemensamt: str,
    internt: str,
    narvarande: Collection[Deltagare],
    sedd: datetime | None,
    actor: Anvandare,
) -> Moteslager:
    """Keep what the chair has typed, and who is there. Writes nothing that is as it was.

    `sedd` is when the page was shown. Raises NagonAnnanSkrev if another has written since then.
    """
    mote = lock_mote(mote)
    require(policy.may_hold(actor, mote))
    lager = Moteslager.objects.filter(mote=mote).first()
    if lager is None:
        lager = Moteslager(team_id=mote.team_id, namnd_id=mote.namnd_id, mote=mote, version=0)
    elif lager.andrat_av_id != actor.pk and (sedd is None or lager.andrat > sedd):
        raise NagonAnnanSkrev(lager)
    if lager.version == 0 or (lager.gemensamt, lager.internt) != (gemensamt, internt):
        lager.gemensamt, lager.internt, lager.andrat_av = gemensamt, internt, actor
        lager.version += 1
        log.save(lager, actor=actor, verb=Verb.MOTE_WRITE)
    save_narvaro(mote, narvarande, actor=actor)
    return lager


@action
def take_on(*, mote: Mote, nytt: NyttAtagande, actor: Anvandare) -> Atagande:
    """A decision of the meeting, as what somebody takes upon themselves by a day."""
    mote = lock_mote(mote)
    require(policy.may_hold(actor, mote))
    return save_atagande(mote, nytt, actor=actor)


@action
def take_up(*, mote: Mote, teamarende: Teamarende, actor: Anvandare) -> Motespunkt:
    """Take up a person; where the kind of team asks for a jurist, only while one is there."""
    mote = lock_mote(mote)
    require(policy.may_hold(actor, mote))
    require(policy.may_share(actor, teamarende))
    if teamarende.team_id != mote.team_id:
        raise ValidationError("Teamet arbetar inte med personen.")
    jurist = _jurist_at(mote)
    if hinder := hinder_for_punkt(
        kraver_jurist=mote.team.teamtyp.kraver_jurist, har_jurist=jurist is not None
    ):
        raise ValidationError(hinder)
    punkt = Motespunkt(
        team_id=mote.team_id,
        namnd_id=mote.namnd_id,
        mote=mote,
        teamarende=teamarende,
        jurist=jurist,
        oppnad_av=actor,
    )
    log.save(punkt, actor=actor, verb=Verb.MOTE_TAKE_UP)
    return punkt


@action
def say(
    *,
    punkt: Motespunkt,
    sagt_av: Deltagare,
    vad: str,
    lagrum: Lagrum,
    villkor_provade: bool,
    slag: Collection[str] = (),
    avvagning: str = "",
    actor: Anvandare,
) -> Motesrad:
    """Write what a member said about a person, and on what ground.

    `slag`: what kinds of information it holds, which a consent must cover. What the socialtjänst
    itself says is released out of the akt, and is kept there as told to each party that hears it.
    Raises ValidationError with every reason why the ground does not carry to everybody who hears
    it: the parties that are there, but for the speaker's own.
    """
    mote = lock_mote(punkt.mote)
    require(policy.may_hold(actor, mote))
    teamarende = lock_teamarende(punkt.teamarende)
    require(policy.may_share(actor, teamarende))
    narvarande = _present(mote)
    if sagt_av.pk not in {deltagare.pk for deltagare in narvarande}:
        raise ValidationError({"sagt_av": "Den som sa det är inte närvarande."})
    if lagrum.kraver_samtycke and not slag:
        raise ValidationError({"slag": "Välj vad det handlar om. Samtycket ska räcka till det."})
    horande = _hearing(sagt_av, narvarande)
    samtycken = living_samtycken(teamarende, horande, slag) if lagrum.kraver_samtycke else {}
    jurister = [d for d in narvarande if d.is_jurist]
    hinder = hinder_for_punkt(
        kraver_jurist=mote.team.teamtyp.kraver_jurist, har_jurist=bool(jurister)
    ) + hinder_for_rad(
        ahorare=[
            Ahorare(
                str(part),
                _hinder(lagrum, sagt_av.part, part, teamarende, samtycken.get(part.pk)),
            )
            for part in horande
        ],
        kraver_avvagning=lagrum.kraver_avvagning,
        avvagning=avvagning,
        villkor_provade=villkor_provade,
    )
    if hinder:
        raise ValidationError(hinder)
    rad = Motesrad(
        team_id=mote.team_id,
        namnd_id=mote.namnd_id,
        mote=mote,
        punkt=punkt,
        teamarende=teamarende,
        sagt_av=sagt_av,
        vad=vad,
        lagrum=lagrum,
        avvagning=avvagning,
        horde=[deltagare.pk for deltagare in narvarande],
        skriven_av=actor,
    )
    log.save(rad, actor=actor, verb=Verb.MOTE_SAY, andamal=lagrum.kod)
    if sagt_av.part.is_socialtjansten:
        for part in horande:
            _keep_in_akt(rad, part, samtycken.get(part.pk), actor=actor)
    return rad


def _keep_in_akt(rad: Motesrad, part: Part, samtycke: Samtycke | None, *, actor: Anvandare) -> None:
    """That all conditions were tried and met is what the one who led the meeting has said."""
    falt = as_released(
        rad.teamarende,
        part,
        rad.lagrum,
        samtycke=samtycke,
        innehall=rad.vad,
        svar={villkor.kod: villkor.kraver for villkor in rad.lagrum.regel().villkor},
        avvagning=rad.avvagning,
    )
    save_said(
        falt,
        sagt=Sagt(Delgivning.Form.MOTE, rad.sagt, rad.mote),
        andamal=f"Samverkan på möte i {rad.team.teamtyp}",
        actor=actor,
    )


@action
def close_mote(*, mote: Mote, actor: Anvandare) -> Mote:
    """Close a meeting that was led on its page: the shared layer becomes the minutes, and locks."""
    mote = lock_mote(mote)
    require(policy.may_hold(actor, mote))
    lager = Moteslager.objects.filter(mote=mote).first()
    return hold_mote(
        mote=mote,
        narvarande=_present(mote),
        protokoll=lager.gemensamt if lager is not None else "",
        ataganden=(),
        actor=actor,
    )


def _present(mote: Mote) -> list[Deltagare]:
    return list(
        Deltagare.objects.in_force()
        .filter(narvaro__mote=mote, narvaro__narvarande=True)
        .select_related("part__organisation", "anvandare")
    )


def _jurist_at(mote: Mote) -> Deltagare | None:
    return (
        Deltagare.objects.in_force()
        .filter(is_jurist=True, narvaro__mote=mote, narvaro__narvarande=True)
        .first()
    )


def _hearing(sagt_av: Deltagare, narvarande: Collection[Deltagare]) -> list[Part]:
    """The other parties in the room, each once.

    Whoever is there as jurist is no receiver: they try the ground for the one who speaks, who needs
    that for its own task (OSL 10:2). That they heard is written with the line all the same.
    """
    parter = {
        deltagare.part_id: deltagare.part
        for deltagare in narvarande
        if deltagare.part_id != sagt_av.part_id and not deltagare.is_jurist
    }
    return list(parter.values())


def _hinder(
    lagrum: Lagrum, fran: Part, till: Part, teamarende: Teamarende, samtycke: Samtycke | None
) -> list[str]:
    """Why one party may not tell another. Ours is a release; theirs rests on their own secrecy."""
    if fran.is_socialtjansten:
        return grund_for(teamarende, till, lagrum, samtycke).hinder
    idag = timezone.localdate()
    if lagrum.kraver_samtycke:
        return ["Samtycket här gäller bara det som socialtjänsten lämnar."]
    if not Lagrum.objects.in_force(idag).filter(pk=lagrum.pk).exists():
        return ["Lagrummet gäller inte i dag."]
    fodd = teamarende.akt.person.fodelsedatum
    alder = age_on(fodd, idag) if fodd else None
    return hinder_for_lagrum(lagrum.regel(), Laget(fran.slag, till.slag, alder))
