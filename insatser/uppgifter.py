"""Open steps as tasks for people: what, why, who, by when, and where to do it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from viewflow.workflow.models import Task

from access.models import Anvandare
from arenden.actions.frister import as_view
from arenden.models import Anmalan, Arende, Frist, Steg
from insatser.flows.noder import Arbetssteg
from insatser.flows.stegord import FRISTSLAG, VARFOR
from insatser.rules.lage import SENASTE, SIDOSPAR, VAG, rutt_for

KNAPP = {Steg.INSATS: "Starta insatsen", Steg.TEAM: "Samla teamet"}

SIDA = {
    Steg.PLAN: "insatser:plan",
    Steg.TEAM: "samverkansteam:arende",
    Steg.INSATS: "insatser:ny_insats",
    Steg.UPPFOLJNING: "insatser:uppfoljning",
    Steg.AVSLUT: "insatser:avslut",
}
"""Steps whose page is not named after them in `arenden`."""


def uppgifter_for(
    tasks: Iterable[Task], user: Anvandare, frister: list[Frist]
) -> list[dict[str, Any]]:
    """Context for templates/partials/uppgift.html: one for each open step, what hinders it named.

    `frister` are the running clocks of the cases. Protection comes before all else. A step that
    this user may not take is shown without a button, with the reason.
    """
    skydd_forst = sorted(tasks, key=lambda task: task.flow_task.steg != Steg.SKYDDSBEDOMNING)
    return [_uppgift(task, user, frister) for task in skydd_forst]


def _uppgift(task: Task, user: Anvandare, frister: list[Frist]) -> dict[str, Any]:
    node: Arbetssteg = task.flow_task
    steg = Steg(node.steg)
    link = task.process.arendeprocess
    frist = next((rad for rad in frister if _belongs(rad, steg, link.anmalan)), None)
    tillatet = node.allows(user, task)
    return {
        "vad": steg.label,
        "varfor": VARFOR[steg],
        "lagrum": node.lagrum,
        "vem": _vem(node, link.arende),
        "frist": as_view(frist) if frist else None,
        "url": page_of(steg, link.arende, link.anmalan) if tillatet else "",
        "knapp": KNAPP.get(steg, f"Gå till {steg.label.lower()}"),
        "hinder": [] if tillatet else [tillatet.reason],
    }


def _vem(node: Arbetssteg, arende: Arende) -> str:
    """The handläggare by name; whoever decides is someone else, named by duty."""
    if node.steg == Steg.BESLUT or arende.handlaggare is None:
        return node.vem
    return str(arende.handlaggare)


def page_of(steg: Steg, arende: Arende, anmalan: Anmalan) -> str:
    """The page where a step is done."""
    if steg == Steg.SKYDDSBEDOMNING:
        return reverse("arenden:skyddsbedomning", args=[arende.pk, anmalan.pk])
    if steg == Steg.BESLUT:
        forslag = arende.beslut.filter(utfall="").first()
        return reverse("arenden:beslut", args=[arende.pk, forslag.pk]) if forslag else ""
    return reverse(SIDA.get(steg, f"arenden:{steg}"), args=[arende.pk])


def _belongs(frist: Frist, steg: Steg, anmalan: Anmalan) -> bool:
    return (
        frist.slag == FRISTSLAG.get(steg)
        and frist.arende_id == anmalan.arende_id
        and frist.anmalan_id in (None, anmalan.pk)
    )


def rutt_of(arende: Arende, oppna: Iterable[Task]) -> list[dict[str, str]]:
    """The case's way as a row of steps, for templates/partials/processbild.html.

    `oppna`: its open steps, which say the version that it travels by.
    """
    nu = SIDOSPAR.get(arende.steg, str(arende.steg))
    versioner = (task.process.arendeprocess.flodesversion for task in oppna)
    rutt = rutt_for(VAG[arende.slag], nu=nu, version=min(versioner, default=SENASTE))
    plats = rutt.index(nu) if nu in rutt else len(rutt)
    return [
        {
            "namn": Steg(steg).label,
            "lage": "klar" if i < plats else "nu" if i == plats else "sedan",
        }
        for i, steg in enumerate(rutt)
    ]
