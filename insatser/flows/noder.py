"""Our own nodes: viewflow orders the work, our policy guards every gate.

Viewflow's stock user task lets anyone without a named permission in, cannot refuse on the object,
and in background contexts stores the local variables of a failing frame. None of that may happen
here (ADR 0006), so flows are built from these nodes only; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db.models import TextChoices
from viewflow.workflow import flow
from viewflow.workflow.models import Task
from viewflow.workflow.nodes.end import EndActivation
from viewflow.workflow.nodes.if_gate import IfActivation
from viewflow.workflow.nodes.start import StartHandleActivation
from viewflow.workflow.nodes.switch import SwitchActivation
from viewflow.workflow.nodes.view import View, ViewActivation

from access.models import Anvandare
from access.policy import Decision


class Tyst:
    """An exception stops the step and rolls it back; nothing of it is stored in the flow."""

    def exception_guard(self) -> AbstractContextManager[None]:
        return nullcontext()


class ArbetsstegActivation(Tyst, ViewActivation):
    """A task that people carry out."""


class VagvalActivation(Tyst, SwitchActivation):
    """A choice between several ways, made on the facts of the case."""


class FragaActivation(Tyst, IfActivation):
    """A yes-or-no choice, made on the facts of the case."""


class SlutActivation(Tyst, EndActivation):
    """The end of a way."""


class BorjanActivation(Tyst, StartHandleActivation):
    """The beginning of a way, entered from an action."""


class Arbetssteg(View):
    """A step of the route: who may do it, what the law asks, in words for people.

    `may` is asked every time, on this case; the owner of the task or a permission never suffices.
    Flows of other things than an ärende say in a subclass what their steps are about.
    """

    activation_class = ArbetsstegActivation

    def __init__(
        self,
        steg: TextChoices,
        *,
        may: Callable[[Anvandare, Any], Decision],
        lagrum: str,
        vem: str,
    ) -> None:
        super().__init__(view=None)
        self.steg = steg
        self.may = may
        self.lagrum = lagrum
        self.vem = vem
        self.task_title = steg.label

    def subject(self, task: Task) -> Any:
        """What the step is about, and `may` is asked of."""
        return task.process.arendeprocess.arende

    def allows(self, user: Anvandare, task: Task) -> Decision:
        return self.may(user, self.subject(task))

    def can_assign(self, user: Anvandare, task: Task) -> bool:
        return task.owner_id is None and bool(self.allows(user, task))

    def can_execute(self, user: Anvandare, task: Task) -> bool:
        return task.owner_id == user.pk and bool(self.allows(user, task))

    def can_unassign(self, user: Anvandare, task: Task) -> bool:
        return task.owner_id is not None and bool(self.allows(user, task))


class Vagval(flow.Switch):
    activation_class = VagvalActivation

    def villkor(self) -> list[list[str]]:
        """The ways in the order they are tried, each with the name of its condition."""
        return [[node.name, cond.__name__ if cond else ""] for node, cond in self._branches]


class Fraga(flow.If):
    activation_class = FragaActivation

    def villkor(self) -> list[list[str]]:
        return [[self._on_true.name, self._condition.__name__], [self._on_false.name, ""]]


class Slut(flow.End):
    activation_class = SlutActivation


class Borjan(flow.StartHandle):
    activation_class = BorjanActivation
