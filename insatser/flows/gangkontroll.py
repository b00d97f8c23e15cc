"""Proof that the stored flow of an arbetsgång, its invitations and its clocks follow the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from arenden.models import Frist
from arenden.rules.frister import DAG_SATT_AV_ANNAN, fristslag
from insatser.flows.arbetsgang import open_tasks
from insatser.flows.definition import definition_hash, graf_of
from insatser.models import Arbetsgang, Partsinbjudan, Stegutfall
from insatser.rules.graf import Graf, OmojligVag, Plats, Utfall, replay


@dataclass
class Fakta:
    """What is stored of one arbetsgång: outcomes, open steps, unanswered invitations, clocks."""

    utfall: list[Utfall] = field(default_factory=list)
    oppna: Counter[str] = field(default_factory=Counter)
    vantar: Counter[str] = field(default_factory=Counter)
    klockor: list[str] = field(default_factory=list)


def gang_disagreements(gangar: Collection[Arbetsgang]) -> Iterator[str]:
    """Every way in which arbetsgångar differ from their facts; nothing when they agree.

    As many queries for many as for one.
    """
    if not gangar:
        return
    fakta = _read(gangar)
    for gang in gangar:
        yield from (f"{gang}: {text}" for text in _faults(gang, fakta[gang.pk]))


def _read(gangar: Collection[Arbetsgang]) -> dict[UUID, Fakta]:
    fakta = {gang.pk: Fakta() for gang in gangar}
    rader = Stegutfall.objects.in_force().filter(arbetsgang__in=gangar)
    for pk, steg, kod, kvar in rader.values_list("arbetsgang", "steg", "utfall", "kvar"):
        fakta[pk].utfall.append(Utfall(steg, kod, kvar))
    for task in open_tasks(gangar):
        fakta[task.process.arbetsgang.pk].oppna[getattr(task.flow_task, "name", "?")] += 1
    bjudna = Partsinbjudan.objects.filter(arbetsgang__in=gangar, svar=None)
    for pk, steg in bjudna.values_list("arbetsgang", "steg"):
        fakta[pk].vantar[steg] += 1
    for frist in Frist.objects.running().filter(kalla__in=fakta).only("kalla", "slag"):
        if frist.kalla is not None:
            fakta[frist.kalla].klockor.append(frist.slag)
    return fakta


def _faults(gang: Arbetsgang, fakta: Fakta) -> Iterator[str]:
    from insatser.flows.register import VERSIONER  # which reads the ärendeflöde's own check

    flode = VERSIONER.get((gang.flode, gang.flodesversion))
    if flode is None or definition_hash(flode) != gang.definition:
        yield "flödets definition är inte den som arbetsgången startade i"
        return
    graf = graf_of(flode)
    try:
        plats = replay(graf, fakta.utfall)
    except OmojligVag as fel:
        yield str(fel)
        return
    yield from _place(gang, plats, fakta)
    yield from _invitations(graf, fakta)
    yield from _clocks(gang, graf, plats, fakta)


def _place(gang: Arbetsgang, plats: Plats, fakta: Fakta) -> Iterator[str]:
    if set(fakta.oppna) != plats.oppna:
        star, ska = sorted(fakta.oppna), sorted(plats.oppna)
        yield f"flödet står i {star or 'inget'}, fakta säger {ska or 'inget'}"
    if gang.slut != plats.slut:
        yield f"slutet är «{gang.slut}», fakta säger «{plats.slut}»"
    if (gang.avslutad is None) is (gang.process.finished is not None):
        yield "arbetsgången och dess lagrade flöde är inte avslutade samtidigt"


def _invitations(graf: Graf, fakta: Fakta) -> Iterator[str]:
    for nod in graf.steg():
        uppgifter, parter = fakta.oppna[nod.namn], fakta.vantar[nod.namn]
        if nod.slag == "partssteg" and uppgifter != parter:
            yield f"i «{nod.titel}» väntar {uppgifter} uppgifter på {parter} parter"


def _clocks(gang: Arbetsgang, graf: Graf, plats: Plats, fakta: Fakta) -> Iterator[str]:
    """A clock runs if and only if its step is open; one to a day that nobody set does not run."""
    ska = {graf.noder[steg].frist for steg in plats.oppna} - {""}
    if gang.dag is None:
        dag = timezone.localdate(gang.ankare)
        ska = {slag for slag in ska if fristslag(slag, dag).budget != DAG_SATT_AV_ANNAN}
    if (gar := sorted(fakta.klockor)) != sorted(ska):
        yield f"klockorna {gar or 'inga'} går, fakta säger {sorted(ska) or 'inga'}"
