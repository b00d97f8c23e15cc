"""Reading the finished ways through the flows, for the event log; opens nothing sealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from viewflow.workflow.models import Task

from access.models import Namnd, Roll, Uppdrag
from arenden.models.akt import Skyddsniva
from insatser.flows.definition import graf_of
from insatser.flows.register import FLODEN
from insatser.models import Arbetsgang, Arendeprocess, Stegutfall
from insatser.rules.handelselogg import Fard, Handelse

AT_ONCE = 500
OKAND = "okand"

Steg = tuple[str, datetime, UUID | None, str, bool]
"""Which step, when, by whom, how it ended, and whether it was passed over."""


def finished_farder(*, namnd: Namnd | None = None, flode: str = "") -> Iterator[Fard]:
    """The ways that have come to their end, of children without protected personal data."""
    uppdrag = Uppdragen()
    vagar = Arendeprocess.objects.exclude(process__finished=None)
    gangar = Arbetsgang.objects.exclude(avslutad=None)
    for rader, steps_of in ((vagar, _done_tasks), (gangar, _outcomes)):
        urval = rader.filter(akt__skyddsniva=Skyddsniva.INGEN)
        if namnd is not None:
            urval = urval.filter(arende__namnd=namnd)
        if flode:
            urval = urval.filter(flode=flode)
        falt = ("process", "arende", "akt", "flode", "flodesversion")
        alla = urval.order_by("pk").values_list(*falt).iterator(chunk_size=AT_ONCE)
        while grupp := list(islice(alla, AT_ONCE)):
            steg = steps_of([rad[0] for rad in grupp])
            for process, *om in grupp:
                yield _fard(process, om, steg[process], uppdrag)


class Uppdragen:
    """Which duty a person had on a day: the first that was in force, as the log has it."""

    def __init__(self) -> None:
        self._av: dict[UUID, list[tuple[date, date | None, str, str]]] = defaultdict(list)
        rader = Uppdrag.objects.order_by("fran", "id").values_list(
            "anvandare", "fran", "till", "roll", "enhet__slag"
        )
        for vem, fran, till, roll, slag in rader.iterator():
            self._av[vem].append((fran, till, roll, slag or OKAND))

    def of(self, vem: UUID | None, nar: datetime) -> tuple[str, str]:
        """Role and kind of unit; the system's where nobody did it."""
        if vem is None:
            return Roll.SYSTEM.value, OKAND
        dag = timezone.localdate(nar)
        for fran, till, roll, slag in self._av[vem]:
            if fran <= dag and (till is None or dag <= till):
                return roll, slag
        return OKAND, OKAND


def _fard(process: int, om: list[Any], steg: Iterable[Steg], uppdrag: Uppdragen) -> Fard:
    arende, akt, flode, version = om
    noder = graf_of(FLODEN[flode, version]).noder
    handelser = []
    for namn, nar, vem, utfall, is_skipped in steg:
        roll, enhet = uppdrag.of(vem, nar)
        handelser.append(
            Handelse(
                steg=namn,
                titel=noder[namn].titel,
                nar=nar,
                roll=roll,
                enhet=enhet,
                utfall=utfall,
                is_skipped=is_skipped,
            )
        )
    return Fard(process, arende, akt, flode, version, tuple(handelser))


def _done_tasks(processer: list[int]) -> dict[int, list[Steg]]:
    """The steps of the ärendeflöde, whose facts stand in many tables, as the engine kept them."""
    steg: dict[int, list[Steg]] = defaultdict(list)
    rader = Task.objects.filter(process__in=processer, flow_task_type="HUMAN", status="DONE")
    falt = ("process", "flow_task", "finished", "owner")
    for process, node, nar, vem in rader.order_by("finished", "pk").values_list(*falt):
        steg[process].append((node.name, nar, vem, "", False))
    return steg


def _outcomes(processer: list[int]) -> dict[int, list[Steg]]:
    """The steps of arbetsgångar; one that parties share is taken when the last has answered."""
    steg: dict[int, list[Steg]] = defaultdict(list)
    rader: QuerySet[Any] = Stegutfall.objects.in_force().filter(
        arbetsgang__process__in=processer, kvar=0
    )
    falt = ("arbetsgang__process", "steg", "gjort", "gjort_av", "utfall", "hur")
    for process, namn, nar, vem, utfall, hur in rader.values_list(*falt):
        steg[process].append((namn, nar, vem, utfall, hur == Stegutfall.Hur.OVERHOPPAT))
    return steg
