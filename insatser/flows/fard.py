"""The route as the rooms below see it: start a way, move on from a step, and what is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from viewflow.workflow.models import Task

from access.models import Anvandare
from access.policy import require
from arenden import fard
from arenden.models import Anmalan, Arende, Frist, Steg
from audit import log
from audit.verb import Verb
from insatser.flows.arendeflode import ArendeflodeV2
from insatser.flows.noder import Arbetssteg
from insatser.models import Arendefard
from insatser.models.lage import derive_steg, first_anmalan
from insatser.rules.lage import NYA_BESLUT, is_first_version

GALLANDE = ArendeflodeV2
"""The version that new cases start in; older ones keep running in theirs."""


class Arendefardvag:
    """Implements `arenden.fard.Fardvag` on viewflow."""

    def start(self, anmalan: Anmalan, *, actor: Anvandare) -> None:
        GALLANDE.inflode.run(anmalan=anmalan, actor=actor)
        _store_steg(anmalan.arende, actor=actor)

    def complete(
        self, arende: Arende, steg: Steg, *, actor: Anvandare | None, anmalan: Anmalan | None = None
    ) -> None:
        task = _open_task(arende, steg, anmalan)
        node: Arbetssteg = task.flow_task
        if actor is not None:
            require(node.allows(actor, task))
        if hinder := fard.hinder_for(arende, steg):
            raise ValidationError([ValidationError(text, code="hinder") for text in hinder])
        with GALLANDE.lock_impl(GALLANDE, task.process_id):
            activation = node.activation_class(task)
            activation.assign(actor)
            activation.start(None)
            activation.execute()
        _store_steg(arende, actor=actor)

    def restore(self, arende: Arende, *, actor: Anvandare | None) -> None:
        from insatser.flows.arendestallning import restore_arende  # which is built on the check

        restore_arende(arende, actor=actor)


def register_hinder() -> None:
    fard.register_hinder(Steg.BESLUTSFORSLAG, refused_by_version)


def refused_by_version(arende: Arende) -> list[str]:
    """Why the proposal that waits cannot be decided in the version that the case travels by."""
    forslag = arende.beslut.filter(utfall="", slag__in=NYA_BESLUT).first()
    if forslag is None or not is_first_version(first_anmalan(arende).process.flodesversion):
        return []
    return [
        f"«{forslag.get_slag_display()}» finns inte i den version av flödet som ärendet går i. "
        "Be den som förvaltar systemet att flytta ärendet till den senaste."
    ]


def open_tasks(arenden: Iterable[Arende]) -> Any:
    """The open steps of these cases, oldest first, with the link to case and report."""
    return (
        Task.objects.filter(process__arendeprocess__arende__in=arenden, finished=None)
        .select_related(
            "process__arendeprocess__arende__handlaggare", "process__arendeprocess__anmalan"
        )
        .order_by("created", "pk")
    )


def _open_task(arende: Arende, steg: Steg, anmalan: Anmalan | None) -> Task:
    tasks = open_tasks([arende])
    if anmalan is not None:
        tasks = tasks.filter(process__arendeprocess__anmalan=anmalan)
    for task in tasks:
        if isinstance(task.flow_task, Arbetssteg) and task.flow_task.steg == steg:
            task.process = Arendefard.objects.get(pk=task.process_id)
            return task
    raise PermissionDenied(f"Steget «{steg.label}» är inte öppet i ärendet.")


def _store_steg(arende: Arende, *, actor: Anvandare | None) -> None:
    """Copy what the facts say to the columns that lists sort and filter by."""
    naste = Frist.objects.filter(arende=arende).running().order_by("senast").first()
    arende.steg = derive_steg(arende)
    arende.narmaste_frist = naste.senast if naste else None
    if arende.steg == Steg.AVSLUTAT:
        arende.avslutat = timezone.now()
    log.save(arende, actor=actor, verb=Verb.ARENDE_ADVANCE)
