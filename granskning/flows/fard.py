"""The route as the actions see it: begin, and go where the facts say."""

from __future__ import annotations

from viewflow.workflow.models import Task

from access.models import Anvandare
from access.policy import require
from granskning.flows.loggranskning import Granskningssteg, LoggranskningV1
from granskning.models import Granskningsfard, Loggranskning
from granskning.models.lage import derive_lage

GALLANDE = LoggranskningV1
"""The version that new reviews start in; older ones keep running in theirs."""


class Granskningsfardvag:
    """Implements `granskning.fard.Fardvag` on viewflow."""

    def start(self, granskning: Loggranskning, *, actor: Anvandare | None) -> None:
        GALLANDE.dragen.run(granskning=granskning, actor=actor)

    def follow(self, granskning: Loggranskning, *, actor: Anvandare) -> None:
        task = open_task(granskning)
        node = task.flow_task if task else None
        if task is None or not isinstance(node, Granskningssteg):
            raise RuntimeError(f"{granskning} har inget öppet steg i sitt flöde.")
        if node.steg.value == derive_lage(granskning):
            return
        require(node.allows(actor, task))
        with GALLANDE.lock_impl(GALLANDE, task.process_id):
            activation = node.activation_class(task)
            activation.assign(actor)
            activation.start(None)
            activation.execute()


def open_task(granskning: Loggranskning) -> Task | None:
    """The step where a review stands; None when it has come to its end, or has not begun."""
    tasks = Task.objects.filter(process__granskningsprocess__granskning=granskning, finished=None)
    task: Task | None = tasks.select_related("process__granskningsprocess__granskning").first()
    if task is not None:
        task.process = Granskningsfard.objects.get(pk=task.process_id)
    return task
