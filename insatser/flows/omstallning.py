"""Putting a stored flow where the facts say, whatever moved them: regret, a step done anew, a move.

Nothing that was done is taken out of the stored flow. Open tasks that should not be are cancelled,
those that should be are there again, and all of them carry the tokens that a join asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

from access.models import Anvandare
from arenden.actions.frister.ater import take_back_stop
from arenden.models import Frist
from audit import log
from audit.verb import Verb
from insatser.flows.arbetsgang import flow_of, follow_up, open_tasks
from insatser.flows.definition import graf_of
from insatser.flows.las import flow_lock
from insatser.flows.noder import Samla, parties_of
from insatser.models import Arbetsgang, Partsinbjudan
from insatser.rules.graf import replay

Plats = tuple[str, str, Partsinbjudan | None]
"""A step that should be open, its token, and the invitation that it waits for."""


def restore(
    gang: Arbetsgang, *, actor: Anvandare | None, namn: Mapping[str, str] | None = None
) -> None:
    """Make the stored flow, the invitations and the clocks follow from the facts.

    The row of the arbetsgång is locked. `namn`: what steps are called in the version it was moved
    to, where they are called something else. Raises OmojligVag when the facts do not fit the flow.
    """
    flode = flow_of(gang)
    plats = replay(graf_of(flode), gang.utfall.as_facts())
    with flow_lock(flode, gang.process_id):
        fore = list(Task.objects.filter(process_id=gang.process_id, finished=None))
        ska = [rad for steg, bricka in plats.brickor for rad in _waiting(gang, steg, bricka)]
        kvar = _keep_or_create(gang, flode, fore, ska, namn or {}, actor=actor)
        for task in fore:
            if task.pk not in kvar:
                cancel(task)
        _take_back_invitations(gang, kvar, actor=actor)
        reopen_process(gang.process_id)
    if plats.oppna and gang.avslutad is not None:
        gang.avslutad, gang.slut = None, ""
        log.save(gang, actor=actor, verb=Verb.ARBETSGANG_REOPEN)
    _rearm(gang, actor=actor)
    steg = [task for task in fore if task.flow_task_type != Samla.task_type]
    follow_up(gang, before=steg, done=None, actor=actor)


def _waiting(gang: Arbetsgang, steg: str, bricka: str) -> list[Plats]:
    """One place for a step of one's own; for a step of parties one for each that has to answer."""
    if graf_of(flow_of(gang)).noder[steg].slag != "partssteg":
        return [(steg, bricka, None)]
    bjudna = [
        rad
        for rad in gang.inbjudningar.filter(steg=steg).select_related("svar").order_by("bjuden")
        if rad.svar is None or rad.svar.angrat is not None
    ]
    vantar: list[Partsinbjudan | None] = [*bjudna] or [None] * parties_of(gang).count()
    return [(steg, f"{bricka}/p{gang.utfall.count()}_{n}", rad) for n, rad in enumerate(vantar, 1)]


def _keep_or_create(
    gang: Arbetsgang,
    flode: Any,
    fore: list[Task],
    ska: list[Plats],
    namn: Mapping[str, str],
    *,
    actor: Anvandare | None,
) -> set[int]:
    """The tasks that should be open: the same where there is one, with its new token."""
    kvar: set[int] = set()
    for steg, bricka, inbjudan in ska:
        node = flode.instance.node(steg)
        passar = (t for t in fore if t.pk not in kvar and _fits(t, steg, inbjudan, namn))
        task = next(passar, None)
        if task is None:
            task = create(gang.process_id, node, bricka)
        elif task.token != bricka or task.flow_task is not node:
            task.token, task.flow_task = Token(bricka), node
            task.save(update_fields=["token", "flow_task"])
        kvar.add(task.pk)
        if inbjudan is not None and (inbjudan.uppgift_id != task.pk or inbjudan.svar is not None):
            inbjudan.uppgift_id, inbjudan.svar = task.pk, None
            log.save(inbjudan, actor=actor, verb=Verb.ARBETSGANG_INVITE)
    return kvar


def _fits(task: Task, steg: str, inbjudan: Partsinbjudan | None, namn: Mapping[str, str]) -> bool:
    if namn.get(task.flow_task.name, task.flow_task.name) != steg:
        return False
    return inbjudan is None or inbjudan.uppgift_id == task.pk


def create(process_id: int, node: Any, bricka: str) -> Task:
    """A new open task of a step, after the one that was finished last."""
    task = node.flow_class.task_class(
        process_id=process_id, flow_task=node, token=Token(bricka), data={}
    )
    task.save()
    senaste = Task.objects.filter(process_id=process_id).exclude(finished=None)
    if (sista := senaste.order_by("finished", "pk").last()) is not None:
        task.previous.add(sista)
    return task


def cancel(task: Task) -> None:
    """Close a task that nobody is to do; «finished» is set, or the process would never end."""
    task.status, task.finished = STATUS.CANCELED, timezone.now()
    task.save(update_fields=["status", "finished"])


def reopen_process(process_id: int) -> None:
    Process.objects.filter(pk=process_id).exclude(finished=None).update(
        status=PROCESS.NEW, finished=None
    )


def _take_back_invitations(gang: Arbetsgang, kvar: set[int], *, actor: Anvandare | None) -> None:
    """Nobody waits for an answer in a step that is not open; the history keeps that they did."""
    for inbjudan in gang.inbjudningar.select_related("svar").exclude(uppgift_id__in=kvar):
        if inbjudan.svar is None or inbjudan.svar.angrat is not None:
            log.delete(inbjudan, actor=actor, verb=Verb.ARBETSGANG_INVITE)


def _rearm(gang: Arbetsgang, *, actor: Anvandare | None) -> None:
    """The clock of a step that is open again goes on as if it had never been stopped."""
    rader = Frist.objects.filter(arende=gang.arende, kalla=gang.pk)
    for slag in {task.flow_task.frist for task in open_tasks([gang]) if task.flow_task.frist}:
        senaste = rader.filter(slag=slag).order_by("ankare", "id").last()
        if senaste is not None and senaste.stoppad is not None:
            take_back_stop(senaste, actor=actor)
