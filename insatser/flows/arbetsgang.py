"""The engine of the arbetsgångar: begin, find an open step, move on, and keep their clocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from viewflow.workflow.flow import Flow
from viewflow.workflow.models import Process, Task

from access.models import Anvandare
from access.policy import Decision
from arenden.actions.frister import start_frist, stop_frist
from arenden.models import Arende, Frist
from arenden.rules import frister
from audit import log
from audit.verb import Verb
from insatser import policy
from insatser.actions.aviseringar import tell_of_steg, withdraw_steg
from insatser.flows.definition import definition_hash, graf_of
from insatser.flows.las import flow_lock
from insatser.flows.noder import Gangsteg, Samla, parties_of
from insatser.models import Arbetsgang, Arbetsgangsfard, Partsinbjudan, Stegutfall
from insatser.rules.graf import Graf


class Arbetsgangsflode(Flow):
    """What every kind of arbetsgång says of itself, besides its nodes.

    `startas_for_hand`: whether people begin it, or only the system. `en_i_taget`: whether an
    ärende may have one of the kind at a time.
    """

    kod: ClassVar[str]
    version: ClassVar[int]
    lagrum: ClassVar[str]
    startas_for_hand: ClassVar[bool] = True
    en_i_taget: ClassVar[bool] = True
    process_class = Arbetsgangsfard
    lock_impl = flow_lock

    @staticmethod
    def may_start(user: Anvandare, arende: Arende) -> Decision:
        """Who may begin it by hand."""
        return policy.may_work(user, arende)

    @staticmethod
    def hindras_av(arende: Arende) -> list[str]:  # noqa: ARG004 – most may be had in any ärende
        """Why it cannot be begun in this ärende, in Swedish; empty when it can."""
        return []

    def link(self, activation: Any, *, gang: Arbetsgang, actor: Anvandare | None) -> None:
        """Bind the new process to its arbetsgång, before the first gate asks about it."""
        activation.process.save()
        gang.process = activation.process
        log.save(gang, actor=actor, verb=Verb.ARBETSGANG_START)


class Viewflowgang:
    """Implements `insatser.fard.Gangvag` on viewflow."""

    def typer(self) -> Mapping[str, type[Arbetsgangsflode]]:
        from insatser.flows.register import GANGAR  # the register reads every flow, built on this

        return GANGAR

    def graf(self, gang: Arbetsgang) -> Graf:
        return graf_of(flow_of(gang))

    def start(
        self,
        arende: Arende,
        flode: str,
        *,
        ankare: datetime,
        dag: date | None,
        amne_id: UUID | None,
        actor: Anvandare | None,
    ) -> Arbetsgang:
        typ = self.typer()[flode]
        gang = Arbetsgang(
            akt_id=arende.akt_id,
            namnd_id=arende.namnd_id,
            arende=arende,
            flode=flode,
            flodesversion=typ.version,
            definition=definition_hash(typ),
            amne_id=amne_id,
            ankare=ankare,
            dag=dag,
            startad_av=actor,
        )
        typ.borjan.run(gang=gang, actor=actor)
        follow_up(gang, before=[], done=None, actor=actor)
        return gang

    def find(
        self, gang: Arbetsgang, steg: str, *, part: UUID | None = None
    ) -> tuple[Gangsteg, Task]:
        return _find_among(list(open_tasks([gang])), gang, steg, part)

    def advance(self, utfall: Stegutfall, *, actor: Anvandare | None) -> None:
        gang = utfall.arbetsgang
        before = list(open_tasks([gang]))
        node, task = _find_among(before, gang, utfall.steg, utfall.part_id)
        with flow_lock(node.flow_class, task.process_id):
            activation = node.activation_class(task)
            activation.reassign(actor) if task.owner_id else activation.assign(actor)
            activation.start(None)
            activation.execute()
        gjort = utfall if utfall.hur == Stegutfall.Hur.GJORT else None
        follow_up(gang, before=before, done=gjort, actor=actor)

    def node(self, gang: Arbetsgang, steg: str) -> Gangsteg:
        node: Gangsteg = _reference(gang, steg)
        return node

    def claim(self, gang: Arbetsgang, steg: str, *, part: UUID | None, actor: Anvandare) -> None:
        node, task = self.find(gang, steg, part=part)
        activation = node.activation_class(task)
        activation.reassign(actor) if task.owner_id else activation.assign(actor)

    def give_back(self, gang: Arbetsgang, steg: str, *, part: UUID | None) -> None:
        node, task = self.find(gang, steg, part=part)
        node.activation_class(task).unassign()

    def restore(self, gang: Arbetsgang, *, actor: Anvandare | None) -> None:
        from insatser.flows.omstallning import restore  # which is built on this module

        restore(gang, actor=actor)


def _find_among(
    oppna: list[Task], gang: Arbetsgang, steg: str, part: UUID | None
) -> tuple[Gangsteg, Task]:
    node: Gangsteg = _reference(gang, steg)
    tasks = [task for task in oppna if task.flow_task is node]
    if part is not None:
        bjudna = Partsinbjudan.objects.filter(arbetsgang=gang, part_id=part, svar=None)
        bjudna_till = set(bjudna.values_list("uppgift_id", flat=True))
        tasks = [task for task in tasks if task.pk in bjudna_till]
    if not tasks:
        raise PermissionDenied("Steget är inte öppet. Någon annan kan ha gjort det före dig.")
    tasks[0].process = _as_fard(tasks[0].process, gang)
    return node, tasks[0]


def _as_fard(process: Process, gang: Arbetsgang) -> Arbetsgangsfard:
    """The row as the flow's own class has it, with its arbetsgång known: nothing is read anew."""
    namn = [field.attname for field in process._meta.concrete_fields]
    varden = [getattr(process, ett) for ett in namn]
    fard: Arbetsgangsfard = Arbetsgangsfard.from_db(process._state.db, namn, varden)
    fard.arbetsgang = gang
    return fard


def flow_of(gang: Arbetsgang) -> type[Arbetsgangsflode]:
    """The flow class of an arbetsgång, in the version it began in."""
    from insatser.flows.register import VERSIONER

    return VERSIONER[gang.flode, gang.flodesversion]


def open_tasks(gangar: Iterable[Arbetsgang]) -> Any:
    """The open steps of these, oldest first, with the arbetsgång and its ärende.

    A join that waits for more ways is a task of the engine's and no step.
    """
    return (
        Task.objects.filter(process__arbetsgang__in=gangar, finished=None)
        .exclude(flow_task_type=Samla.task_type)
        .select_related("process__arbetsgang__arende__handlaggare")
        .order_by("created", "pk")
    )


def follow_up(
    gang: Arbetsgang, *, before: list[Task], done: Stegutfall | None, actor: Anvandare | None
) -> None:
    """What a move brings with it: invitations to the parties, clocks, and the end."""
    efter = list(open_tasks([gang]))
    nya = [task for task in efter if task not in before]
    invite(gang, nya, actor=actor)
    keep_clocks(gang, efter, done=done, actor=actor)
    withdraw_steg(gang, [task.pk for task in before if task not in efter])
    for task in nya:
        tell_of_steg(gang, task.flow_task, task.pk, actor=actor)
    if not efter and gang.avslutad is None:
        sista = gang.process.task_set.exclude(finished=None).order_by("finished", "pk").last()
        gang.avslutad = timezone.now()
        gang.slut = sista.flow_task.name
        log.save(gang, actor=actor, verb=Verb.ARBETSGANG_END)


def invite(gang: Arbetsgang, tasks: list[Task], *, actor: Anvandare | None) -> None:
    """Ask the parties whose tasks these are, one each, if they have not been asked."""
    partssteg = [task for task in tasks if task.flow_task.as_nod().slag == "partssteg"]
    bjudna = Partsinbjudan.objects.filter(uppgift_id__in=[task.pk for task in partssteg])
    redan = set(bjudna.values_list("uppgift_id", flat=True)) if partssteg else set()
    fragar = [task for task in partssteg if task.pk not in redan]
    if not fragar:
        return
    for task, part in zip(fragar, parties_of(gang), strict=True):
        inbjudan = Partsinbjudan(
            akt_id=gang.akt_id,
            namnd_id=gang.namnd_id,
            arbetsgang=gang,
            steg=task.flow_task.name,
            part=part,
            uppgift_id=task.pk,
        )
        log.save(inbjudan, actor=actor, verb=Verb.ARBETSGANG_INVITE)


def keep_clocks(
    gang: Arbetsgang, oppna: list[Task], *, done: Stegutfall | None, actor: Anvandare | None
) -> None:
    """Let exactly the clocks run whose steps are open; one that is stopped tells why."""
    onskade = {task.flow_task.frist: task.flow_task for task in oppna if task.flow_task.frist}
    gar = set(
        Frist.objects.filter(arende=gang.arende, kalla=gang.pk)
        .running()
        .values_list("slag", flat=True)
    )
    gjord = graf_of(flow_of(gang)).noder[done.steg].frist if done else ""
    for slag in gar - set(onskade):
        utgang = Frist.Utgang.UPPFYLLD if slag == gjord else Frist.Utgang.INAKTUELL
        stop_frist(gang.arende, slag, kalla=gang.pk, utgang=utgang, actor=actor)
    for slag in set(onskade) - gar:
        _start_clock(gang, onskade[slag], actor=actor)


def _start_clock(gang: Arbetsgang, node: Gangsteg, *, actor: Anvandare | None) -> None:
    """A clock to a day that nobody has set is not started."""
    ankare = gang.ankare if node.frist_fran == "ankare" else timezone.now()
    satts = frister.fristslag(node.frist, timezone.localdate(ankare)).budget
    if satts == frister.DAG_SATT_AV_ANNAN and gang.dag is None:
        return
    start_frist(
        gang.arende,
        node.frist,
        ankare=ankare,
        senast=gang.dag if satts == frister.DAG_SATT_AV_ANNAN else None,
        kalla=gang.pk,
        actor=actor,
    )


def _reference(gang: Arbetsgang, steg: str) -> Any:
    flode = flow_of(gang)
    return flode.instance.node(steg)
