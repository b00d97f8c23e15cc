"""Another engine: SpiffWorkflow reads a file of ours and carries it out, step by step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.util.task import TaskState

VARAKTIGHET = re.compile(r"P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?")


class Tolk(PythonScriptEngine):
    """Reads a duration as the standard writes it; Spiff wants it within quotation marks."""

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> Any:
        if VARAKTIGHET.fullmatch(expression):
            return expression
        return super().evaluate(task, expression, external_context)


class Spiffgang:
    """One run of a file. `namn`: what its expressions may ask, as it stands from the start."""

    def __init__(self, fil: Path, namn: Mapping[str, Any]) -> None:
        self.tolk = Tolk(environment=TaskDataEnvironment(dict(namn)))
        self.gang = BpmnWorkflow(_read(fil), script_engine=self.tolk)
        self.gang.do_engine_steps()

    @property
    def oppna(self) -> frozenset[str]:
        return frozenset(_step_of(task) for task in self._ready())

    @property
    def is_over(self) -> bool:
        return bool(self.gang.completed)

    def set(self, fakta: Mapping[str, bool]) -> None:
        """What is true of the case from now on."""
        self.tolk.environment.globals.update(fakta)

    def do(self, steg: str, utfall: str) -> None:
        """Do a step, or one party's part of it."""
        task = next(task for task in self._ready() if _step_of(task) == steg)
        task.data[steg] = utfall
        task.run()
        self.gang.do_engine_steps()

    def _ready(self) -> list[Any]:
        return list(self.gang.get_tasks(state=TaskState.READY, manual=True))


@cache
def _read(fil: Path) -> Any:
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_file(str(fil))
    (process,) = parser.get_process_ids()
    return parser.get_spec(process)


def _step_of(task: Any) -> str:
    """The parts of a multi-instance step bear its name with an addition."""
    return str(task.task_spec.bpmn_id or task.task_spec.name)
