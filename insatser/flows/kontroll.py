"""Everything wrong with the stored flows, over all cases: a handful at a time, whatever the number.

Beside the facts of each case this looks at what makes a case stand still without anybody seeing it:
a step or a case that belongs to a closed account, a clock that goes on in a closed case, a process
that belongs to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Q
from viewflow.workflow.models import Process, Task

from arenden.actions.frister.gang import EFTER_AVSLUT
from arenden.models import Arende, Frist
from insatser.actions.kontroll import tell_of_fynd
from insatser.flows.check import FLODEN, disagreements

AT_ONCE = 200
MOST_TOLD = 100
LOSA = UUID(int=0)
"""What the notice is about when it is about no case."""


@dataclass(frozen=True)
class Fynd:
    """Something wrong; `arende` is None for what belongs to no case."""

    arende: Arende | None
    text: str


def find_all() -> Iterator[Fynd]:
    """Every fault of every case, case by case, and then those that belong to none."""
    alla = Arende.objects.order_by("pk").iterator(chunk_size=AT_ONCE)
    while grupp := list(islice(alla, AT_ONCE)):
        yield from _of_cases(grupp)
    for process in Process.objects.filter(
        flow_class__in=_own_flows(), arendeprocess=None, arbetsgang=None
    ).order_by("pk"):
        yield Fynd(None, f"flödet {process.pk} hör inte till något ärende")


def standing_still(arende: Arende) -> list[str]:
    """What makes one case stand still without anybody seeing it."""
    return [fynd.text for fynd in _standing_still([arende])]


def _of_cases(arenden: list[Arende]) -> Iterator[Fynd]:
    for arende in arenden:
        yield from (Fynd(arende, text) for text in disagreements(arende))
    yield from _standing_still(arenden)


def _standing_still(arenden: list[Arende]) -> Iterator[Fynd]:
    av = {arende.pk: arende for arende in arenden}
    vag, gang = "process__arendeprocess__arende", "process__arbetsgang__arende"
    stangda = Task.objects.filter(
        Q(**{f"{vag}__in": arenden}) | Q(**{f"{gang}__in": arenden}),
        finished=None,
        owner__is_active=False,
    )
    for task, *arende in stangda.order_by("pk").values_list("flow_task", vag, gang):
        pk = next(ett for ett in arende if ett)
        yield Fynd(av[pk], f"steget «{task}» har tagits av någon vars konto är stängt")
    utan = Arende.objects.ongoing().filter(pk__in=av, handlaggare__is_active=False)
    for pk in utan.values_list("pk", flat=True):
        yield Fynd(av[pk], "handläggarens konto är stängt")
    gar = Frist.objects.running().filter(arende__in=arenden, kalla=None)
    for frist in gar.exclude(arende__avslutat=None).exclude(slag__in=EFTER_AVSLUT):
        yield Fynd(av[frist.arende_id], f"klockan {frist.slag} går fast ärendet är avslutat")


def _own_flows() -> list[type]:
    """The flows of an ärende; those of the rooms above have links of their own."""
    from insatser.flows.register import VERSIONER

    return [*FLODEN.values(), *VERSIONER.values()]


def check_all() -> int:
    """Look through every case and tell of what was found; how many cases have faults.

    At most MOST_TOLD are told of in one night: what is wrong with more has one cause.
    """
    fel: dict[UUID, str] = {}
    for fynd in find_all():
        if fynd.arende is not None and len(fel) < MOST_TOLD:
            fel[fynd.arende.pk] = fynd.arende.arendenummer
        elif fynd.arende is None:
            fel[LOSA] = "Flöden som inte hör till något ärende"
    tell_of_fynd(fel)
    return len(fel)
