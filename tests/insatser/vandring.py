"""Walking arbetsgångar at random through the real actions, in a case where nothing is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from insatser.actions.omtag import redo_steg, reopen_arbetsgang, undo_steg
from insatser.actions.uppehall import pause_arbetsgang, resume_arbetsgang, skip_steg
from insatser.flows.arbetsgang import open_tasks
from insatser.flows.register import GANGAR
from insatser.models import Arbetsgang, Stegutfall
from tests.insatser import gangen
from tests.insatser.vandringsmiljo import Miljo

Utgang = tuple[str, str]
"""A step and the code it ends with."""


@dataclass
class Karta:
    """What has been walked of each flow: outcomes, and whole ways from the beginning to an end."""

    utgangar: Counter[tuple[str, Utgang]] = field(default_factory=Counter)
    vagar: dict[str, set[tuple[Utgang, ...]]] = field(default_factory=lambda: defaultdict(set))
    vandningar: Counter[tuple[str, str]] = field(default_factory=Counter)
    nekade: dict[tuple[str, Utgang], str] = field(default_factory=dict)

    def note_way(self, gang: Arbetsgang) -> None:
        steg = gang.utfall.in_force().values_list("steg", "utfall")
        self.vagar[gang.flode].add(tuple(steg))

    def as_rows(self) -> Iterator[str]:
        """One line for each flow that was walked."""
        for flode in sorted({kod for kod, _ in self.utgangar}):
            gjort = Counter({u: n for (kod, u), n in self.utgangar.items() if kod == flode})
            vandningar = sum(n for (kod, _), n in self.vandningar.items() if kod == flode)
            yield (
                f"{flode}: {gjort.total()} steg, {len(gjort)} olika utfall,"
                f" {len(self.vagar[flode])} olika vägar till ett slut, {vandningar} vändningar"
            )


KARTA = Karta()


def choices(gang: Arbetsgang, antal: Mapping[Utgang, int]) -> list[Utgang]:
    """Every open step with every outcome, those first that have been done the least."""
    noder = gangen.gangvag().graf(gang).noder
    alla = [
        (steg, kod)
        for steg in sorted(set(gangen.open_steps(gang)))
        for kod, _ in noder[steg].utfall or (("", ""),)
    ]
    return sorted(alla, key=lambda utgang: antal.get(utgang, 0))


def walked(flode: str) -> Counter[Utgang]:
    """How often each outcome of a flow has been walked, by whatever test."""
    return Counter({utgang: n for (kod, utgang), n in KARTA.utgangar.items() if kod == flode})


def step(miljo: Miljo, gang: Arbetsgang, utgang: Utgang) -> bool:
    """Do a step by whoever may; whether it could be done. A refusal leaves nothing behind."""
    steg, kod = utgang
    task = next(task for task in open_tasks([gang]) if task.flow_task.name == steg)
    for vem in miljo.able(task):
        try:
            with transaction.atomic():
                gangen.do(gang, steg, vem, kod, **miljo.prepare(gang, steg, kod))
        except (PermissionDenied, ValidationError) as nej:
            gang.refresh_from_db()
            KARTA.nekade[gang.flode, utgang] = str(nej)
            continue
        KARTA.utgangar[gang.flode, utgang] += 1
        if gang.avslutad is not None:
            KARTA.note_way(gang)
        return True
    return False


SKAL = "Vi behöver göra om det."


def _undo(_: Miljo, gang: Arbetsgang, __: int) -> None:
    rad = _done(gang)[-1]
    undo_steg(utfall=rad, actor=rad.gjort_av)


def _redo(_: Miljo, gang: Arbetsgang, n: int) -> None:
    rad = _done(gang)[n % len(_done(gang))]
    redo_steg(utfall=rad, skal=SKAL, actor=rad.gjort_av)


def _skip(miljo: Miljo, gang: Arbetsgang, n: int) -> None:
    if not (val := choices(gang, {})):
        return
    steg, kod = val[n % len(val)]
    skip_steg(gang=gang, steg=steg, utfall=kod, skal=SKAL, actor=miljo.personer[0])


def _pause(miljo: Miljo, gang: Arbetsgang, _: int) -> None:
    pause_arbetsgang(gang=gang, skal=SKAL, actor=miljo.personer[1])


def _reopen(miljo: Miljo, gang: Arbetsgang, _: int) -> None:
    reopen_arbetsgang(gang=gang, skal=SKAL, actor=miljo.personer[1])


def _done(gang: Arbetsgang) -> list[Stegutfall]:
    return list(gang.utfall.in_force())


TURNS = {"undo": _undo, "redo": _redo, "skip": _skip, "pause": _pause, "reopen": _reopen}
"""What can be done besides the next step; `n` chooses among what was done."""


def turn(miljo: Miljo, gang: Arbetsgang, vad: str, n: int) -> bool:
    """Do one of TURNS; whether it could be done."""
    try:
        with transaction.atomic():
            TURNS[vad](miljo, gang, n)
    except (PermissionDenied, ValidationError):
        return False
    finally:
        gang.refresh_from_db()
    KARTA.vandningar[gang.flode, vad] += 1
    return True


def resume(miljo: Miljo, gang: Arbetsgang) -> None:
    if gang.uppehall.ongoing().exists():
        resume_arbetsgang(gang=gang, actor=miljo.personer[1])


FLODEN = sorted(set(GANGAR) - {"overflytt"})
"""All but the one that needs a second nämnd to receive the case."""
