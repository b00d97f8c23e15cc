"""The last days in the team rooms: the script, by working days back, for a team of each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from arenden.models import Steg
from arenden.rules.frister import is_rest_day
from config.demo import delat, motet, parterna, samtycken, skolgang
from config.demo.oden import ELEVER
from config.demo.parterna import POLISEN, SKOLORNA, member_of
from config.demo.rum import Rum
from config.demo.tidslinje import Tidslinje
from config.demo.utlamnande import ask_for_note
from samverkansteam.actions.effekt import count_effekt
from samverkansteam.models import Deltagare

if TYPE_CHECKING:
    from config.demo.gang import Gang

SLAGEN = ("ssit", "sig", "sspf", "sst", "trefas", "avhopp")
MED_SKOLAN = frozenset({"sspf", "sst"})
"""Where the school is the party that is followed; elsewhere it is the police."""
MUNTLIGT = frozenset({"ssit", "sig", "trefas"})
BIDRAG = frozenset({"ssit", "sig", "sst"})


def plan_samverkan(linje: Tidslinje, *, gangar: Sequence[Gang], nu: datetime) -> None:
    """Put them on the timeline; a town without a team of a kind does without its days."""
    for slag in SLAGEN:
        if gang := running_in(gangar, slag):
            _play(linje, gang, nu)
    if elever := [gang for gang in gangar if gang.ode in ELEVER]:
        sist = partial(elever[-1].in_room, skolgang.note_end_of_school)
        linje.add(workday(nu, 3, 16), sist)
    linje.add(nu - timedelta(hours=1), _count)


def running_in(gangar: Sequence[Gang], slag: str) -> Gang | None:
    """The first case that a team of the kind works with now."""
    return next(
        (g for g in gangar if g.ode.team == slag and g.ode.stannar == Steg.UPPFOLJNING), None
    )


def workday(nu: datetime, antal: int, klockan: int) -> datetime:
    """An hour of a working day, so many of them before today; after it where it is negative."""
    dag, steg = timezone.localdate(nu), timedelta(days=-1 if antal > 0 else 1)
    for _ in range(abs(antal)):
        dag += steg
        while is_rest_day(dag):
            dag += steg
    return timezone.make_aware(datetime.combine(dag, time(klockan)))


def _play(linje: Tidslinje, gang: Gang, nu: datetime) -> None:
    """Five working days: asked and answered, met, told, brought, promised and kept."""
    slag = gang.ode.team

    def da(antal: int, klockan: int, what: Callable[[Rum], object]) -> None:
        linje.add(workday(nu, antal, klockan), partial(gang.in_room, lambda rum, _: what(rum)))

    def alone(antal: int, klockan: int, what: Callable[[Gang], object]) -> None:
        linje.add(workday(nu, antal, klockan), partial(what, gang))

    def dag(antal: int) -> date:
        return timezone.localdate(workday(nu, antal, 12))

    da(5, 9, motet.call_off)
    da(5, 9, lambda rum: rum.call(workday(nu, 5, 13)))
    da(5, 10, lambda rum: parterna.ask_others(rum, dag(2)))
    da(5, 13, motet.lead)
    da(5, 14, lambda rum: motet.close(rum, (dag(3), dag(2), dag(-6))))
    da(4, 9, lambda rum: parterna.welcome_the_new(rum, gang))
    alone(4, 10, delat.write_about_three_things)
    da(4, 11, lambda rum: delat.leave_parts(rum, gang, _beside(rum).part))
    da(4, 14, lambda rum: parterna.read_and_acknowledge(rum, _beside(rum)))
    da(3, 9, lambda rum: parterna.note_answer(rum, "nej"))
    da(3, 11, motet.keep_a_promise)
    da(1, 15, lambda rum: motet.call(rum, workday(nu, -5, 10)))
    if slag in MUNTLIGT:
        da(3, 10, lambda rum: delat.say_on_the_phone(rum, gang, _beside(rum).part))
    if slag in BIDRAG:
        da(2, 10, lambda rum: parterna.bring(rum, gang, _beside(rum)))
    if slag == "ssit":
        da(3, 14, lambda rum: rum.pass_on(gang))
        da(3, 15, lambda rum: rum.decline(gang))
    if slag == "sspf":
        da(4, 15, lambda rum: samtycken.ask_in_somali(gang, rum.case(gang), _beside(rum).part))
    if slag == "sst":
        da(4, 15, lambda rum: skolgang.try_causes(rum, gang))
        da(4, 16, lambda rum: skolgang.take_part(rum, gang))
    if slag == "sig":
        da(2, 13, lambda rum: samtycken.take_back(gang, rum.team, rum.parter[-1]))
        alone(2, 14, ask_for_note)


def _beside(rum: Rum) -> Deltagare:
    """Who of the other parties the days are about."""
    return member_of(rum, *(SKOLORNA if rum.typ.kod in MED_SKOLAN else POLISEN))


def _count() -> None:
    count_effekt(idag=timezone.localdate())
