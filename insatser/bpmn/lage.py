"""Where a case stands in its flows, by the stored flow: which steps are done, which are open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from viewflow.workflow.models import Process
from viewflow.workflow.status import STATUS

from arenden.models import Arende
from insatser.flows.register import FLODEN

Lage = Literal["klar", "oppen"]


@dataclass(frozen=True)
class Stalle:
    """A flow that a case travels, with the state of each step that it has come to."""

    flode: Any
    lagen: Mapping[str, Lage]


def places_of(arende: Arende) -> Iterator[Stalle]:
    """Every flow of the case, the oldest first: the ways of its reports, and its arbetsgångar."""
    for farder in (arende.processer.order_by("startad"), arende.arbetsgangar.order_by("startad")):
        for fard in farder.select_related("process"):
            flode = FLODEN[fard.flode, fard.flodesversion]
            yield Stalle(flode, states_of(fard.process, flode))


def states_of(process: Process, flode: Any) -> dict[str, Lage]:
    """By name of node. One that is open again counts as open; one that was undone as not done."""
    lagen: dict[str, Lage] = {}
    namn = {flode.instance.node(nod.name): nod.name for nod in flode.instance.nodes()}
    for task in process.task_set.order_by("created", "pk"):
        if task.finished is None:
            lagen[namn[task.flow_task]] = "oppen"
        elif task.status == STATUS.DONE:
            lagen.setdefault(namn[task.flow_task], "klar")
    return lagen
