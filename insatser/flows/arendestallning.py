"""Putting the stored way of an ärende where its facts say, and the columns of lists with it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS

from access.models import Anvandare
from arenden.models import Arende, Steg
from audit import log
from audit.verb import Verb
from insatser.flows.check import FLODEN
from insatser.flows.las import flow_lock
from insatser.flows.noder import Arbetssteg
from insatser.flows.omstallning import cancel, create, reopen_process
from insatser.models import Arendeprocess
from insatser.models.lage import derive_steg, first_anmalan
from insatser.rules.graf import BORJAN


def restore_arende(arende: Arende, *, actor: Anvandare | None) -> None:
    """Let every stored way of the ärende, and the step that lists show, follow from the facts.

    The ärende is locked. An ärende that its facts no longer close is open again.
    """
    for link in arende.processer.select_related("anmalan__skyddsbedomning"):
        place(link, expected_step(link, arende))
    store_steg(arende, actor=actor, verb=Verb.ARENDE_RESTORE)


def expected_step(link: Arendeprocess, arende: Arende) -> Steg | None:
    """The step that one report's way should be at; None where it has come to its end.

    The first report carries the ärende; one that joined it has its own protection assessment only.
    """
    if link.anmalan_id == first_anmalan(arende).pk:
        steg = derive_steg(arende)
        return None if steg == Steg.AVSLUTAT else steg
    vantar = arende.anmalningar.without_skyddsbedomning().filter(pk=link.anmalan_id)
    return Steg.SKYDDSBEDOMNING if vantar.exists() else None


def place(link: Arendeprocess, steg: Steg | None) -> None:
    """Let exactly the task of `steg` be open in one stored way; the same one, if it is there."""
    flode = FLODEN[link.flode, link.flodesversion]
    with flow_lock(flode, link.process_id):
        oppna = list(Task.objects.filter(process_id=link.process_id, finished=None))
        behalls = next((task for task in oppna if step_of(task) == steg), None)
        for task in oppna:
            if task != behalls:
                cancel(task)
        if steg is None:
            Process.objects.filter(pk=link.process_id, finished=None).update(
                status=PROCESS.DONE, finished=timezone.now()
            )
            return
        node = node_of(flode, steg)
        if behalls is None:
            create(link.process_id, node, BORJAN)
        elif behalls.flow_task is not node:
            behalls.flow_task = node
            behalls.save(update_fields=["flow_task"])
        reopen_process(link.process_id)


def store_steg(arende: Arende, *, actor: Anvandare | None, verb: Verb) -> None:
    """Copy what the facts say to the columns that lists sort and filter by."""
    naste = arende.frister.running().order_by("senast").first()
    arende.steg = derive_steg(arende)
    arende.narmaste_frist = naste.senast if naste else None
    if arende.steg != Steg.AVSLUTAT:
        arende.avslutat = None
    elif arende.avslutat is None:
        arende.avslutat = timezone.now()
    log.save(arende, actor=actor, verb=verb)


def step_of(task: Task) -> Steg | None:
    return getattr(task.flow_task, "steg", None)


def node_of(flode: Any, steg: Steg) -> Arbetssteg:
    return next(
        node
        for node in flode.instance.nodes()
        if isinstance(node, Arbetssteg) and node.steg == steg
    )
