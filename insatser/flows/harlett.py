"""Flows whose way is read out of the facts alone: nothing of them is stored.

Some things that go step by step are not in an ärende. Gallring ends with nothing left that a stored
flow could belong to; a break-glass is reviewed by people without a grant on the akt. Their facts
already say where they stand, so their graph only says it too: for people to see, for BPMN, for the
check of soundness, and for the proof that every status is a node and every act follows a way.
"""

from __future__ import annotations

from typing import Any, ClassVar

from viewflow.workflow.flow import Flow

from insatser.flows.las import flow_lock
from insatser.models import Arbetsgangsfard


class HarlettFlode(Flow):
    """`steg_av` says which node each value of the facts' own status is."""

    kod: ClassVar[str]
    version: ClassVar[int]
    lagrum: ClassVar[str]
    steg_av: ClassVar[dict[str, str]]
    process_class = Arbetsgangsfard
    lock_impl = flow_lock

    @classmethod
    def place_of(cls, status: str) -> str:
        """The name of the node where something with this status stands."""
        return cls.steg_av[status]

    @staticmethod
    def never(activation: Any, **_: Any) -> None:  # noqa: ARG004 – the engine gives one
        """A flow that is read is not started."""
        raise RuntimeError("Flödet härleds ur fakta och startas aldrig.")
