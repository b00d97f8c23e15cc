"""Our own nodes: viewflow orders the work, our policy guards every gate.

Viewflow's stock user task lets anyone without a named permission in, cannot refuse on the object,
and in background contexts stores the local variables of a failing frame. None of that may happen
here (ADR 0006), so flows are built from these nodes only; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Task
from viewflow.workflow.nodes.end import EndActivation
from viewflow.workflow.nodes.if_gate import IfActivation
from viewflow.workflow.nodes.join import JoinActivation
from viewflow.workflow.nodes.split import SplitActivation
from viewflow.workflow.nodes.start import StartHandleActivation
from viewflow.workflow.nodes.switch import SwitchActivation
from viewflow.workflow.nodes.view import View, ViewActivation
from viewflow.workflow.token import Token

from access.models import Anvandare
from access.policy import Decision
from insatser.models import Arbetsgang, Stegutfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt
from insatser.rules.graf import Nod, Nodslag
from samverkansteam.models import Part
from samverkansteam.models.part import PartQuerySet

Krav = Callable[[Arbetsgang], list[str]]
Verkan = Callable[[Arbetsgang, Stegutfall, Anvandare | None], None]


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


class DelaActivation(Tyst, SplitActivation):
    """Ways taken side by side."""


class SamlaActivation(Tyst, JoinActivation):
    """Where they come together."""


class SlutActivation(Tyst, EndActivation):
    """The end of a way."""


class BorjanActivation(Tyst, StartHandleActivation):
    """The beginning of a way, entered from an action."""


class Manniskosteg(View):
    """A step of the route: who may do it, what the law asks, in words for people.

    `may` is asked every time, on what the step is about; the owner of the task or a permission
    never suffices.
    """

    activation_class = ArbetsstegActivation

    def __init__(
        self, titel: str, *, may: Callable[[Anvandare, Any], Decision], lagrum: str, vem: str
    ) -> None:
        super().__init__(view=None)
        self.may = may
        self.lagrum = lagrum
        self.vem = vem
        self.task_title = titel

    def subject(self, task: Task) -> Any:
        """What the step is about, and `may` is asked of."""
        raise NotImplementedError

    def allows(self, user: Anvandare, task: Task) -> Decision:
        return self.may(user, self.subject(task))

    def can_assign(self, user: Anvandare, task: Task) -> bool:
        return task.owner_id is None and bool(self.allows(user, task))

    def can_execute(self, user: Anvandare, task: Task) -> bool:
        return task.owner_id == user.pk and bool(self.allows(user, task))

    def can_unassign(self, user: Anvandare, task: Task) -> bool:
        return task.owner_id is not None and bool(self.allows(user, task))


class Arbetssteg(Manniskosteg):
    """A step whose facts stand in tables of their own; its page is written for it.

    Flows of other things than an ärende say in a subclass what their steps are about.
    """

    def __init__(
        self,
        steg: TextChoices,
        *,
        may: Callable[[Anvandare, Any], Decision],
        lagrum: str,
        vem: str,
        varfor: str = "",
    ) -> None:
        super().__init__(steg.label, may=may, lagrum=lagrum, vem=vem)
        self.steg = steg
        self.varfor = varfor

    def subject(self, task: Task) -> Any:
        return task.process.arendeprocess.arende


class Gangsteg(Manniskosteg):
    """A step of an arbetsgång. What it asks and may end with is said here; the page is general.

    `falt`: its questions. `utfall`: codes and words that it may end with; none for one way on.
    `krav`: each says in Swedish what must be in place before the step is done; `utan_krav` are the
    outcomes that it may end with although something is missing. `verkan`: what doing it changes, in
    the same transaction; it may refuse with ValidationError. `atertag` takes that back; a step that
    changes something and has none cannot be undone. `frist`: kind of the clock that runs while it
    is open, counted from when it opened, or from the event («ankare») of the arbetsgång.
    `annan_an`: the step that somebody else must have done. `till`, `fran`: kinds of organisations
    told or heard.
    """

    slag: Nodslag = "steg"

    def __init__(
        self,
        titel: str,
        *,
        may: Callable[[Anvandare, Any], Decision],
        vem: Ansvar,
        lagrum: str,
        varfor: str,
        falt: tuple[Falt, ...] = (),
        utfall: Mapping[str, str] | None = None,
        krav: tuple[Krav, ...] = (),
        utan_krav: tuple[str, ...] = (),
        verkan: Verkan | None = None,
        atertag: Verkan | None = None,
        frist: str = "",
        frist_fran: Literal["oppnat", "ankare"] = "oppnat",
        annan_an: str = "",
        till: tuple[str, ...] = (),
        fran: tuple[str, ...] = (),
        far_hoppas: bool = False,
    ) -> None:
        super().__init__(titel, may=may, lagrum=lagrum, vem=vem)
        self.krav = krav
        self.utan_krav = utan_krav
        self.verkan = verkan
        self.atertag = atertag
        self.frist = frist
        self.frist_fran = frist_fran
        self._nod = Nod(
            namn="",
            slag=self.slag,
            titel=titel,
            vem=str(vem),
            may=may.__name__,
            lagrum=lagrum,
            varfor=varfor,
            falt=falt,
            utfall=tuple((utfall or {}).items()),
            krav=tuple(ett.__name__ for ett in krav),
            verkan=verkan.__name__ if verkan else "",
            frist=frist,
            annan_an=annan_an,
            till=till,
            fran=fran,
            far_hoppas=far_hoppas,
        )

    def subject(self, task: Task) -> Any:
        return task.process.arbetsgang.arende

    def as_nod(self) -> Nod:
        return replace(self._nod, namn=self.name)


class PartsstegActivation(ArbetsstegActivation):
    """One party's part of a step; the last one to be done leads on."""

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> Any:
        """One task for each party of the arbetsgång's team; raises ValidationError for none."""
        antal = parties_of(prev_activation.process.arbetsgang).count()
        if not antal:
            raise ValidationError(
                f"«{flow_task.task_title}» behöver minst en part att fråga. Lägg till den i teamet."
            )
        egna = Token.split_token_source(token, prev_activation.task.pk)
        return [
            super(PartsstegActivation, cls).create(
                flow_task, prev_activation, next(egna), data=data, seed=seed
            )
            for _ in range(antal)
        ][-1]

    @Activation.status.super()  # type: ignore[untyped-decorator]
    def create_next(self) -> Any:
        """Nothing while a sister task is open; the flow's lock lets one at a time ask."""
        oppna = self.process.task_set.filter(flow_task=self.flow_task, finished=None)
        if oppna.exclude(pk=self.task.pk).exists():
            return
        self.task.token = self.task.token.get_base_split_token()
        self.task.save(update_fields=["token"])  # a join asks the task before it, not the way
        yield self.flow_task._next._create(self, self.task.token)


class Partssteg(Gangsteg):
    """A step that every invited party of the team has a part in, side by side.

    The open package has no multi-instance task, so this is one: a task for each party, and the way
    on when the last has answered.
    """

    slag: Nodslag = "partssteg"
    activation_class = PartsstegActivation


def parties_of(gang: Arbetsgang) -> PartQuerySet:
    """The parties that are asked: those of the team that the arbetsgång is about, but our own."""
    if gang.amne_id is None:
        return Part.objects.none()
    return Part.objects.filter(team_id=gang.amne_id).external()


class Vagval(flow.Switch):
    activation_class = VagvalActivation

    def ways(self) -> list[tuple[str, Any]]:
        """Where each way leads and on what condition, in the order they are tried."""
        return [(node.name, cond) for node, cond in self._branches]


class Utfallsval(Vagval):
    """A choice by how a step ended, and by nothing else: `.Case(this.x, utfall("steg", "kod"))`."""


def villkor(text: str) -> Callable[[Callable[[Any], bool]], Callable[[Any], bool]]:
    """Give a condition on the facts the words that stand at its way in the picture."""

    def named(condition: Callable[[Any], bool]) -> Callable[[Any], bool]:
        condition.text = text  # type: ignore[attr-defined]
        return condition

    return named


def utfall(steg: str, kod: str) -> Callable[[Any], bool]:
    """A condition: the newest outcome of `steg` is `kod`. Its name says so to whoever reads."""

    def ended_so(activation: Any) -> bool:
        senaste = activation.process.arbetsgang.utfall.in_force().filter(steg=steg).last()
        return senaste is not None and senaste.utfall == kod

    ended_so.__name__ = f"{steg}={kod}"
    return ended_so


class Fraga(flow.If):
    activation_class = FragaActivation

    def ways(self) -> list[tuple[str, Any]]:
        return [(self._on_true.name, self._condition), (self._on_false.name, None)]


class Dela(flow.Split):
    """Ways that are all taken, side by side."""

    activation_class = DelaActivation


class Samla(flow.Join):
    """Where ways taken side by side come together; waits for all of them."""

    activation_class = SamlaActivation


class Slut(flow.End):
    """The end of a way, with the words that tell how it ended."""

    activation_class = SlutActivation

    def __init__(self, titel: str = "") -> None:
        super().__init__()
        self.task_title = titel


class Borjan(flow.StartHandle):
    activation_class = BorjanActivation
