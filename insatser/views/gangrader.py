"""An arbetsgång in words: its open steps, those that are done, and those to come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from viewflow.workflow.models import Task

from access.models import Anvandare, Roll
from arenden.models import Arende
from arenden.models.arende import ArendeQuerySet
from insatser.fard import gangvag
from insatser.flows.arbetsgang import open_tasks
from insatser.flows.definition import graf_of
from insatser.flows.register import VERSIONER
from insatser.models import Arbetsgang, Partsinbjudan, Stegutfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import in_words
from insatser.rules.graf import Graf, Nod

LEDARE = (Ansvar.GRUPPLEDAREN, Ansvar.ENHETSCHEFEN, Ansvar.NAMNDEN)
"""The lanes whose steps wait for whoever leads."""


def waiting_for(user: Anvandare, arenden: ArendeQuerySet) -> QuerySet[Task]:
    """Open steps that wait for this user among `arenden`: their own cases', and a leader's duties.

    A step that a colleague has taken waits for nobody else.
    """
    ledarens = [
        getattr(flode, nod.namn)
        for flode in VERSIONER.values()
        for nod in graf_of(flode).steg()
        if nod.vem in LEDARE
    ]
    egna = Q(process__arbetsgang__arende__handlaggare=user) & ~Q(flow_task__in=ledarens)
    vems = egna | Q(flow_task__in=ledarens) if user.has_roll(Roll.ledande()) else egna
    pagaende = Arbetsgang.objects.ongoing().filter(arende__in=arenden)
    steg: QuerySet[Task] = open_tasks(pagaende).filter(vems, Q(owner=None) | Q(owner=user))
    return steg


def beside_the_route(arende: Arende) -> list[dict[str, Any]]:
    """The open steps of an ärende's arbetsgångar, as rows of its overview."""
    steg = open_tasks(Arbetsgang.objects.ongoing().filter(arende=arende))
    return [
        describe_waiting(task) | {"namn": gangvag().graf(task.process.arbetsgang).namn}
        for task in steg
    ]


def describe_waiting(task: Task) -> dict[str, Any]:
    """A row of Min dag: what, in which ärende, by which law, since when, and where it is done."""
    gang = task.process.arbetsgang
    return {
        "arende": gang.arende,
        "steg": task.flow_task.task_title,
        "lagrum": task.flow_task.lagrum,
        "sedan": task.created,
        "url": reverse("insatser:arbetsgang", args=[gang.arende_id, gang.pk]),
    }


def describe_gang(gangar: list[Arbetsgang]) -> list[dict[str, Any]]:
    """One row for each: its name, where it stands or how it ended, and its page."""
    oppna: dict[Any, list[str]] = {gang.pk: [] for gang in gangar}
    for task in open_tasks(gangar) if gangar else []:
        oppna[task.process.arbetsgang.pk].append(str(task.flow_task.task_title))
    return [
        {
            "gang": gang,
            "namn": (graf := gangvag().graf(gang)).namn,
            "star": ", ".join(dict.fromkeys(oppna[gang.pk])),
            "slut": graf.noder[gang.slut].titel if gang.slut else "",
            "url": reverse("insatser:arbetsgang", args=[gang.arende_id, gang.pk]),
        }
        for gang in gangar
    ]


def open_steps(gang: Arbetsgang, user: Anvandare) -> list[dict[str, Any]]:
    """Context for templates/partials/uppgift.html: each open step, and who holds it back."""
    tasks = list(open_tasks([gang]).select_related("owner"))
    bjudna = {
        rad.uppgift_id: rad.part
        for rad in Partsinbjudan.objects.filter(arbetsgang=gang, svar=None).select_related(
            "part__organisation"
        )
    }
    return [_open_step(gang, task, bjudna.get(task.pk), user) for task in tasks]


def _open_step(gang: Arbetsgang, task: Any, part: Any, user: Anvandare) -> dict[str, Any]:
    nod: Nod = task.flow_task.as_nod()
    tillatet = task.flow_task.allows(user, task)
    saknas = [text for krav in task.flow_task.krav for text in krav(gang)]
    url = reverse("insatser:arbetsgangssteg", args=[gang.arende_id, gang.pk, nod.namn])
    return {
        "namn": nod.namn,
        "vad": f"{nod.titel}: {part}" if part else nod.titel,
        "varfor": nod.varfor,
        "lagrum": nod.lagrum,
        "vem": _who(nod, gang),
        "url": (f"{url}?part={part.pk}" if part else url) if tillatet else "",
        "knapp": "Gå till steget",
        "hinder": saknas if tillatet else [tillatet.reason, *saknas],
    }


def _who(nod: Nod, gang: Arbetsgang) -> str:
    """The handläggare by name where it is theirs; others by duty."""
    if nod.vem == Ansvar.HANDLAGGAREN and gang.arende.handlaggare is not None:
        return f"{nod.vem}, {gang.arende.handlaggare}"
    return nod.vem


def steps_of(graf: Graf, utfall: Iterable[Stegutfall], oppna: set[str]) -> list[dict[str, Any]]:
    """Every step of the flow, in order: done with how it ended, open, or still to come."""
    gjorda: dict[str, list[Stegutfall]] = {}
    for rad in utfall:
        gjorda.setdefault(rad.steg, []).append(rad)
    return [_step(graf, nod, gjorda.get(nod.namn, []), oppna) for nod in graf.steg()]


def _step(graf: Graf, nod: Nod, gjorda: list[Stegutfall], oppna: set[str]) -> dict[str, Any]:
    lage = "nu" if nod.namn in oppna else "klar" if gjorda else "sedan"
    return {
        "nod": nod,
        "lage": lage,
        "i_ord": {"nu": "Pågår", "klar": "Klart", "sedan": "Kan komma sedan"}[lage],
        "sedan": [nasta.titel for nasta in graf.next_steps(nod.namn)],
        "gjorda": [
            {
                "rad": rad,
                "utfall": dict(nod.utfall).get(rad.utfall, ""),
                "svar": [
                    {"namn": falt.fraga, "varde": in_words(falt, rad.svar.get(falt.namn))}
                    for falt in nod.falt
                    if falt.namn in rad.svar
                ],
            }
            for rad in gjorda
        ],
    }
