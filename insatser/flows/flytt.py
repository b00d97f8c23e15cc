"""Moving running cases to another version of their flow, and back.

The facts decide here too: a case is moved when it has passed nothing that differs between the
versions, and its facts put it in the other version at the counterpart of the step it stands at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

from arenden.actions.frister import copy_nearest
from arenden.actions.las import lock, lock_arende
from arenden.models import Arende, Steg
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser.flows.arendestallning import node_of, place, store_steg
from insatser.flows.definition import definition, definition_hash, graf_of
from insatser.flows.noder import Manniskosteg, Samla
from insatser.flows.omstallning import restore
from insatser.flows.register import FLODEN
from insatser.models import Arbetsgang, Arendeprocess, Flodesflytt
from insatser.models.lage import first_anmalan, lage_of
from insatser.rules.graf import OmojligVag, replay
from insatser.rules.lage import steg_for

Rad = Arbetsgang | Arendeprocess


class OgiltigPlan(Exception):
    """The plan is not one: its text says what is wrong with it."""


@dataclass(frozen=True)
class Plan:
    """From which version to which, which open step becomes which other, and why."""

    flode: str
    fran: int
    till: int
    noder: Mapping[str, str]
    skal: str

    def back(self) -> Plan:
        tillbaka = {ny: gammal for gammal, ny in self.noder.items()}
        return replace(self, fran=self.till, till=self.fran, noder=tillbaka)

    def flow(self, version: int) -> Any:
        return FLODEN[self.flode, version]


@dataclass(frozen=True)
class Fall:
    """One case: where it stands, where it would stand, and why it cannot be moved."""

    rad: Rad
    fore: tuple[str, ...]
    efter: tuple[str, ...]
    hinder: tuple[str, ...]


def read_plan(text: str) -> Plan:
    """A plan out of its JSON. Raises OgiltigPlan with everything wrong about it."""
    try:
        data = json.loads(text)
        plan = Plan(
            str(data["flode"]),
            int(data["fran"]),
            int(data["till"]),
            dict(data.get("noder", {})),
            str(data["skal"]).strip(),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fel:
        raise OgiltigPlan(
            "Planen är JSON med flode, fran, till, noder och skal, se docs/drift.md."
        ) from fel
    if fel_i := list(_faults(plan)):
        raise OgiltigPlan(" ".join(fel_i))
    return plan


def _faults(plan: Plan) -> Iterator[str]:
    if not plan.skal:
        yield "Skriv skälet till flytten i «skal»."
    if plan.fran == plan.till:
        yield "Versionerna är desamma."
    for version, namn in ((plan.fran, set(plan.noder)), (plan.till, set(plan.noder.values()))):
        if (plan.flode, version) not in FLODEN:
            yield f"Det finns inget flöde «{plan.flode}» i version {version}."
        elif okanda := namn - _steps(plan.flow(version)).keys():
            yield f"Version {version} har inget steg som heter {', '.join(sorted(okanda))}."
    if len(set(plan.noder.values())) < len(plan.noder):
        yield "Två steg blir till ett; då går det inte att flytta tillbaka."


def cases(plan: Plan, omgang: UUID | None = None) -> list[UUID]:
    """Ids of the running cases to move, the oldest first; with `omgang` those it moved before."""
    model = model_of(plan)
    pagar = model._default_manager.filter(
        flode=plan.flode, flodesversion=plan.fran, process__finished=None
    )
    if omgang is not None:
        pagar = pagar.filter(flyttar__omgang=omgang, flyttar__tillbaka=None)
    return list(pagar.order_by("startad", "pk").values_list("pk", flat=True))


def model_of(plan: Plan) -> type[Any]:
    return Arendeprocess if plan.flode == "arendeflode" else Arbetsgang


def examine(plan: Plan, rader: Iterable[Any]) -> Iterator[Fall]:
    """What the move would do with each case. Writes nothing."""
    for rad in rader:
        oppna = [
            task.flow_task.name
            for task in Task.objects.filter(process_id=rad.process_id, finished=None)
            if task.flow_task_type != Samla.task_type
        ]
        fore = tuple(sorted(set(oppna)))
        ska = tuple(sorted({plan.noder.get(namn, namn) for namn in fore}))
        hinder = [*_changed(plan, rad), *_without_counterpart(plan, fore)]
        efter: tuple[str, ...] = ()
        if not hinder:
            efter = _by_facts(plan, rad)
            if efter != ska:
                hinder.append(f"Fakta ställer ärendet i {_and(efter)}, planen säger {_and(ska)}.")
        yield Fall(rad, fore, efter, tuple(hinder))


@action
def move(plan: Plan, pks: Iterable[UUID], *, omgang: UUID, tillbaka: bool = False) -> list[Fall]:
    """Move these cases in one transaction; those that cannot be moved stay and say why."""
    fall: list[Fall] = []
    for pk in pks:
        rad = model_of(plan)._default_manager.select_related("arende").get(pk=pk)
        arende = lock_arende(rad.arende)
        rad = _locked(rad)
        rad.arende = arende
        fall += examine(plan, [rad])
        if not fall[-1].hinder:
            _move(plan, fall[-1], omgang, tillbaka=tillbaka)
    return fall


def _move(plan: Plan, fall: Fall, omgang: UUID, *, tillbaka: bool) -> None:
    rad, flode = fall.rad, plan.flow(plan.till)
    rad.flodesversion, rad.definition = plan.till, definition_hash(flode)
    process = Process.objects.get(pk=rad.process_id)
    process.flow_class = flode
    process.save(update_fields=["flow_class"])
    if isinstance(rad, Arbetsgang):
        log.save(rad, actor=None, verb=Verb.ARBETSGANG_MOVE)
        restore(rad, actor=None, namn=plan.noder)
        copy_nearest(rad.arende, actor=None, verb=Verb.ARBETSGANG_MOVE)
    else:
        rad.save(update_fields=["flodesversion", "definition"])
        place(rad, _only(Steg(_steps(flode)[namn].steg) for namn in fall.efter))
        store_steg(rad.arende, actor=None, verb=Verb.ARBETSGANG_MOVE)
    _note(plan, fall, omgang, tillbaka=tillbaka)


def _note(plan: Plan, fall: Fall, omgang: UUID, *, tillbaka: bool) -> None:
    rad = fall.rad
    falt = "arbetsgang" if isinstance(rad, Arbetsgang) else "arendeprocess"
    if tillbaka:
        flytt = Flodesflytt.objects.select_for_update().get(**{falt: rad, "omgang": omgang})
        flytt.tillbaka = timezone.now()
    else:
        flytt = Flodesflytt(
            akt_id=rad.akt_id,
            namnd_id=rad.arende.namnd_id,
            omgang=omgang,
            fran=plan.fran,
            till=plan.till,
            fran_steg=",".join(fall.fore),
            till_steg=",".join(fall.efter),
            skal=plan.skal,
            **{falt: rad},
        )
    log.save(flytt, actor=None, verb=Verb.ARBETSGANG_MOVE)


def _changed(plan: Plan, rad: Rad) -> Iterator[str]:
    """Every step that the case has done and that is not the same in the other version."""
    fran, till = (_definitions(plan.flow(version)) for version in (plan.fran, plan.till))
    for namn in sorted(_done(rad)):
        titel = _steps(plan.flow(plan.fran))[namn].task_title
        if namn not in till:
            yield f"Det gjorda steget «{titel}» finns inte i version {plan.till}."
        elif fran[namn] != till[namn]:
            yield f"Det gjorda steget «{titel}» är ett annat i version {plan.till}."


def _done(rad: Rad) -> set[str]:
    if isinstance(rad, Arbetsgang):
        return set(rad.utfall.in_force().values_list("steg", flat=True))
    gjorda = Task.objects.filter(process_id=rad.process_id, status=STATUS.DONE)
    return {t.flow_task.name for t in gjorda if isinstance(t.flow_task, Manniskosteg)}


def _without_counterpart(plan: Plan, fore: tuple[str, ...]) -> Iterator[str]:
    finns = _steps(plan.flow(plan.till))
    for namn in fore:
        if plan.noder.get(namn, namn) not in finns:
            yield f"Det öppna steget {namn} har ingen motsvarighet i version {plan.till}."


def _by_facts(plan: Plan, rad: Rad) -> tuple[str, ...]:
    """The steps that the facts put the case at in the other version."""
    flode = plan.flow(plan.till)
    if isinstance(rad, Arbetsgang):
        try:
            return tuple(sorted(replay(graf_of(flode), rad.utfall.as_facts()).oppna))
        except OmojligVag:
            return ()
    return (node_of(flode, _step_in(rad.arende, rad, plan.till)).name,)


def _step_in(arende: Arende, rad: Arendeprocess, version: int) -> Steg:
    if rad.anmalan_id != first_anmalan(arende).pk:
        return Steg.SKYDDSBEDOMNING
    return Steg(steg_for(replace(lage_of(arende), version=version)))


@cache
def _steps(flode: Any) -> dict[str, Any]:
    return {n.name: n for n in flode.instance.nodes() if isinstance(n, Manniskosteg)}


@cache
def _definitions(flode: Any) -> dict[str, Any]:
    return {nod["namn"]: nod for nod in definition(flode)["noder"]}


def _locked(rad: Any) -> Any:
    model: type[Model] = type(rad)
    if model is Arbetsgang:
        return lock(Arbetsgang, rad.pk)
    return Arendeprocess.objects.select_for_update().get(pk=rad.pk)


def _only(steg: Iterable[Steg]) -> Steg:
    (ett,) = steg
    return ett


def _and(namn: Iterable[str]) -> str:
    return " och ".join(namn) or "inget steg"
