"""One case explained: its flows, its clocks, who reaches it, and why it stands where it stands.

Nothing sealed is opened: what was written is read on its own pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from viewflow.workflow.models import Task

from access.models import Anvandare, Avisering, Jav, Omfattning, Tilltrade
from arenden import fard
from arenden.models import Arende, Frist, Steg
from insatser.flows.check import disagreements
from insatser.flows.definition import graf_of
from insatser.flows.kontroll import standing_still
from insatser.flows.noder import Gangsteg, Manniskosteg
from insatser.flows.register import FLODEN
from insatser.models import Arbetsgang, Arendeprocess
from insatser.rules.graf import Nod


@dataclass(frozen=True)
class Oppet:
    """A step that waits: since when, what is missing, and why the reader may not do it, if so."""

    nod: Nod
    flode: str
    sedan: datetime
    tagen_av: Anvandare | None
    saknas: list[str]
    nekad: str


@dataclass(frozen=True)
class Vag:
    """A stored flow: which version, how far it has come, and the steps in the order they opened."""

    namn: str
    link: Arendeprocess | Arbetsgang
    slut: str
    steg: list[tuple[Nod, Task]]


@dataclass(frozen=True)
class Forklaring:
    vagar: list[Vag]
    oppna: list[Oppet]
    frister: list[Frist]
    tilltraden: list[Tilltrade]
    javiga: list[Anvandare]
    fel: list[str]
    fel_sedan: datetime | None


def explain(arende: Arende, lasare: Anvandare) -> Forklaring:
    """Everything that is known of why the case stands where it stands, for one who sees it."""
    tasks = _tasks(arende)
    vagar = list(_vagar(arende, tasks))
    javiga = _javiga(arende)
    sedd = Avisering.objects.unread().filter(slag=Avisering.Slag.FLODE, objekt_id=arende.pk)
    return Forklaring(
        vagar=vagar,
        oppna=[
            _open(vag, nod, task, lasare)
            for vag in vagar
            for nod, task in vag.steg
            if task.finished is None
        ],
        frister=list(_clocks(arende)),
        tilltraden=list(_grants(arende, javiga)),
        javiga=javiga,
        fel=[*disagreements(arende), *standing_still(arende)],
        fel_sedan=sedd.values_list("skapad", flat=True).order_by("skapad").first(),
    )


def _tasks(arende: Arende) -> list[Task]:
    """Every task of every flow of the case, with the rows that it belongs to."""
    rader = (
        Task.objects.filter(
            Q(process__arendeprocess__arende=arende) | Q(process__arbetsgang__arende=arende),
            flow_task_type="HUMAN",
        )
        .select_related(
            "owner",
            "process__arendeprocess__anmalan",
            "process__arendeprocess__startad_av",
            "process__arbetsgang__startad_av",
        )
        .order_by("process", "created", "pk")
    )
    return list(rader)


def _vagar(arende: Arende, tasks: list[Task]) -> Iterator[Vag]:
    per_process: dict[int, list[Task]] = {}
    for task in tasks:
        per_process.setdefault(task.process_id, []).append(task)
    for egna in per_process.values():
        process = egna[0].process
        link = getattr(process, "arendeprocess", None) or process.arbetsgang
        graf = graf_of(FLODEN[link.flode, link.flodesversion])
        for task in egna:
            task.process = process
        link.arende = arende
        slut = graf.noder[link.slut].titel if getattr(link, "slut", "") else ""
        steg = [(graf.noder[task.flow_task.name], task) for task in egna]
        yield Vag(graf.namn, link, slut, steg)


def _open(vag: Vag, nod: Nod, task: Task, lasare: Anvandare) -> Oppet:
    node: Manniskosteg = task.flow_task
    tillatet = node.allows(lasare, task)
    return Oppet(
        nod=nod,
        flode=vag.namn,
        sedan=task.created,
        tagen_av=task.owner,
        saknas=_missing(vag.link, node),
        nekad="" if tillatet else tillatet.reason,
    )


def _missing(link: Any, node: Manniskosteg) -> list[str]:
    """What stands in the way of the step, whoever does it."""
    if isinstance(node, Gangsteg):
        saknas = [text for krav in node.krav for text in krav(link)]
        if link.uppehall.ongoing().exists():
            saknas.insert(0, "Arbetsgången är pausad.")
        return saknas
    return fard.hinder_for(link.arende, Steg(node.steg))


def _clocks(arende: Arende) -> QuerySet[Frist]:
    """Running clocks before stopped ones, with how often each has rested and been given more."""
    return (
        Frist.objects.filter(arende=arende)
        .annotate(
            antal_vilor=Count("vilor", distinct=True),
            antal_forlangningar=Count("forlangningar", distinct=True),
        )
        .order_by("stoppad", "senast", "pk")
    )


def _javiga(arende: Arende) -> list[Anvandare]:
    nu = timezone.now()
    rader = Jav.objects.filter(Q(till=None) | Q(till__gt=nu), fran__lte=nu, akt_id=arende.akt_id)
    return [rad.anvandare for rad in rader.select_related("anvandare")]


def _grants(arende: Arende, javiga: list[Anvandare]) -> QuerySet[Tilltrade]:
    """The grants that open the akt now; jäv closes it whatever was granted."""
    egna = Q(omfattning=Omfattning.AKT, omfattning_id=arende.akt_id)
    if not arende.akt.is_skyddad:
        egna |= Q(omfattning=Omfattning.ENHET, omfattning_id=arende.akt.enhet_id)
    return (
        Tilltrade.objects.live()
        .filter(egna, anvandare__is_active=True)
        .exclude(anvandare__in=javiga)
        .select_related("anvandare", "given_av")
        .order_by("-niva", "anvandare__namn", "pk")
    )
