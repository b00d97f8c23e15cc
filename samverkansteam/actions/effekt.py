"""Count, for each team that follows absence, how it has moved: a number about many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from arenden.models.akt import Skyddsniva
from audit import log
from audit.action import action
from audit.verb import Verb
from samverkansteam.models import Effektsignal, Franvarovecka, Team
from samverkansteam.rules.effekt import Elev, signal_of
from samverkansteam.rules.franvaro import Vecka, baslinje_of

MINUTER = 60


@action
def count_effekt(*, idag: date) -> int:
    """Count the signal of each open team; returns how many were written.

    A protected person is in no number. Where the pupils have become too few, nothing new is said,
    and what was said before stands with its day.
    """
    team = Team.objects.ongoing().filter(teamtyp__foljer_franvaro=True)
    return sum(_count_one(ett, idag) for ett in team)


def _count_one(team: Team, idag: date) -> bool:
    signal = signal_of(_pupils(team))
    if signal is None:
        return False
    tal = {"elever": signal.elever, "fore": signal.fore, "efter": signal.efter}
    senaste = Effektsignal.objects.filter(team=team).order_by("matt").last()
    if senaste is not None and (
        senaste.matt >= idag or all(getattr(senaste, namn) == tal[namn] for namn in tal)
    ):
        return False
    rad = Effektsignal(team=team, namnd_id=team.namnd_id, matt=idag, **tal)
    log.save(rad, actor=None, verb=Verb.EFFEKTSIGNAL_COUNT)
    return True


def _pupils(team: Team) -> Iterable[Elev]:
    rader = Franvarovecka.objects.filter(
        teamarende__team=team, akt__skyddsniva=Skyddsniva.INGEN
    ).select_related("teamarende")
    per_person: dict[UUID, list[Franvarovecka]] = defaultdict(list)
    for rad in rader:
        per_person[rad.akt_id].append(rad)
    for egna in per_person.values():
        start = min(rad.teamarende.fran for rad in egna)
        veckor = [Vecka(rad.vecka, **rad.timmar) for rad in egna]
        fore = baslinje_of(veckor, start)
        yield Elev(
            fore=[vecka.timmar * MINUTER for vecka in fore],
            efter=[vecka.timmar * MINUTER for vecka in veckor if vecka not in fore],
        )
