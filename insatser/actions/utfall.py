"""How it went, six and twelve months after the closing: planned, asked for, answered, ended."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions import end_tilltraden, give_tilltrade
from access.models import Anvandare, Niva, Omfattning, Skal, Tilltrade
from access.models.handelser import first_moment, last_moment
from access.policy import require
from arenden.actions.frister import copy_nearest, start_frist, stop_frist
from arenden.actions.las import lock
from arenden.models import Arende, Frist
from arenden.rules import frister
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Utfallsforsok, Utfallsuppfoljning
from insatser.rules.avslut import FORSOK, INGEN, OPPNAS, STANGS, Utfallsval, needs_own_yes

EGET_JA = "Den unge har fyllt 15 år och säger själv ja eller nej."
FRISTSLAG = {6: "utfall_6", 12: "utfall_12"}
"""The clock of each follow-up, counted from the closing."""


def plan_utfall(arende: Arende, val: Utfallsval, *, actor: Anvandare) -> None:
    """Plan both follow-ups of a case that has just been closed.

    Where the person said yes each has a clock, somebody who answers for it, and for that person a
    grant from two weeks before the day until some two weeks after. Out of the register nothing is
    asked, so that it needs none of this.
    """
    if val.grund == INGEN or arende.avslutat is None:
        return
    for manad, slag in FRISTSLAG.items():
        rad = Utfallsuppfoljning(
            akt_id=arende.akt_id,
            namnd_id=arende.namnd_id,
            arende=arende,
            manad=manad,
            planerad=_day(slag, arende.avslutat),
            grund=val.grund,
            ja_av=val.ja_av,
            ja_givet=val.ja_givet,
            ansvarig=arende.handlaggare or actor,
        )
        log.save(rad, actor=actor, verb=Verb.UTFALL_PLAN)
        if not rad.is_register:
            start_frist(arende, slag, ankare=arende.avslutat, kalla=rad.pk, actor=actor)
            _give_reach(rad, rad.planerad - timedelta(days=OPPNAS), actor=actor)
    copy_nearest(arende, actor=actor, verb=Verb.UTFALL_PLAN)


def _day(slag: str, avslutat: datetime) -> date:
    fristslag = frister.fristslag(slag, timezone.localdate(avslutat))
    return frister.deadline(fristslag, avslutat).mal


def _give_reach(
    rad: Utfallsuppfoljning, fran: date, *, actor: Anvandare, till: date | None = None
) -> None:
    """Let whoever answers for it read the closed akt around the day, and no longer."""
    borjar = max(timezone.now(), first_moment(fran))
    slutar = till or max(rad.planerad, timezone.localdate(borjar)) + timedelta(days=STANGS)
    give_tilltrade(
        anvandare=rad.ansvarig,
        omfattning=Omfattning.AKT,
        omfattning_id=rad.akt_id,
        niva=Niva.LASA,
        skal=Skal.UTFALL,
        kalla=rad.pk,
        fran=borjar,
        till=last_moment(slutar),
        actor=actor,
    )


@action
def answer_utfall(
    *,
    utfall: Utfallsuppfoljning,
    sysselsattning: str,
    stod: str,
    skattning: str,
    egna_ord: str,
    eget_ja: bool,
    version: int,
    actor: Anvandare,
) -> Utfallsuppfoljning:
    """Note what the person said of how it is now.

    A guardian's yes does not carry it when the young person has come to speak for oneself:
    `eget_ja` says that they were asked and said yes.
    """
    rad = lock(Utfallsuppfoljning, utfall.pk, version=version)
    require(policy.may_follow_utfall(actor, rad, timezone.localdate()))
    if needs_own_yes(rad.ja_av, rad.akt.person.fodelsedatum, timezone.localdate()):
        if not eget_ja:
            raise ValidationError({"eget_ja": EGET_JA})
        rad.ja_av, rad.ja_givet = Utfallsuppfoljning.JaAv.DEN_UNGE, timezone.localdate()
    rad.sysselsattning, rad.stod, rad.skattning = sysselsattning, stod, skattning
    rad.egna_ord = egna_ord
    _end(rad, Utfallsuppfoljning.Lage.KLAR, Frist.Utgang.UPPFYLLD, actor=actor)
    return rad


@action
def note_forsok(
    *, utfall: Utfallsuppfoljning, dag: date, satt: str, actor: Anvandare
) -> Utfallsforsok:
    """Note that somebody tried to reach the person, and how."""
    rad = lock(Utfallsuppfoljning, utfall.pk)
    require(policy.may_follow_utfall(actor, rad, timezone.localdate()))
    if dag > timezone.localdate():
        raise ValidationError({"dag": "Dagen kan inte ligga i framtiden."})
    if dag < rad.planerad - timedelta(days=OPPNAS):
        raise ValidationError({"dag": "Tiden för uppföljningen hade inte kommit då."})
    forsok = Utfallsforsok(
        akt_id=rad.akt_id, namnd_id=rad.namnd_id, utfall=rad, dag=dag, satt=satt, gjort_av=actor
    )
    log.save(forsok, actor=actor, verb=Verb.UTFALL_TRY)
    return forsok


@action
def give_up_utfall(*, utfall: Utfallsuppfoljning, actor: Anvandare) -> Utfallsuppfoljning:
    """The person could not be reached, which is an answer once somebody has tried enough."""
    rad = lock(Utfallsuppfoljning, utfall.pk)
    require(policy.may_follow_utfall(actor, rad, timezone.localdate()))
    if rad.forsok.values("dag").distinct().count() < FORSOK:
        raise ValidationError(f"Försök minst {FORSOK} olika dagar, och anteckna försöken.")
    _end(rad, Utfallsuppfoljning.Lage.EJ_NADD, Frist.Utgang.UPPFYLLD, actor=actor)
    return rad


@action
def withdraw_utfall(*, utfall: Utfallsuppfoljning, actor: Anvandare) -> list[Utfallsuppfoljning]:
    """The person wants no more contact: this one and those to come end, whenever it is said."""
    require(policy.may_withdraw_utfall(actor, lock(Utfallsuppfoljning, utfall.pk)))
    kvar = Utfallsuppfoljning.objects.to_contact().filter(arende=utfall.arende_id)
    rader = list(kvar.select_for_update().order_by("planerad"))
    for rad in rader:
        _end(rad, Utfallsuppfoljning.Lage.AVSTAR, Frist.Utgang.INAKTUELL, actor=actor)
    return rader


@action
def appoint_utfall(
    *, utfall: Utfallsuppfoljning, ansvarig: Anvandare, actor: Anvandare
) -> Utfallsuppfoljning:
    """Let somebody else answer for it; whoever did so reaches the akt for it no more."""
    rad = lock(Utfallsuppfoljning, utfall.pk)
    require(policy.may_appoint_utfall(actor, rad, ansvarig))
    _end_reach(rad, actor=actor)
    rad.ansvarig = ansvarig
    log.save(rad, actor=actor, verb=Verb.UTFALL_APPOINT)
    _give_reach(rad, rad.planerad - timedelta(days=OPPNAS), actor=actor)
    return rad


def stop_utfall(arende: Arende, *, actor: Anvandare) -> None:
    """Stop the clocks and end the grants of what was planned for a closed case."""
    rader = Utfallsuppfoljning.objects.filter(arende=arende).values_list("pk", flat=True)
    for slag in FRISTSLAG.values():
        stop_frist(arende, slag, actor=actor, utgang=Frist.Utgang.INAKTUELL)
    end_tilltraden(Tilltrade.objects.filter(skal=Skal.UTFALL, kalla__in=list(rader)), actor=actor)


def _end(rad: Utfallsuppfoljning, lage: str, utgang: Frist.Utgang, *, actor: Anvandare) -> None:
    rad.lage, rad.gjord, rad.gjord_av = lage, timezone.now(), actor
    verb = Verb.UTFALL_WITHDRAW if lage == Utfallsuppfoljning.Lage.AVSTAR else Verb.UTFALL_RECORD
    log.save(rad, actor=actor, verb=verb)
    stop_frist(rad.arende, FRISTSLAG[rad.manad], kalla=rad.pk, utgang=utgang, actor=actor)
    copy_nearest(rad.arende, actor=actor, verb=verb)
    if _end_reach(rad, actor=actor):
        # the day out, so that what was written can be read
        _give_reach(rad, timezone.localdate(), till=timezone.localdate(), actor=actor)


def _end_reach(rad: Utfallsuppfoljning, *, actor: Anvandare) -> int:
    return end_tilltraden(Tilltrade.objects.filter(skal=Skal.UTFALL, kalla=rad.pk), actor=actor)
