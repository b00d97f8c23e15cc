"""Proof that the stored flow and the facts agree, for every case."""

from __future__ import annotations

from collections.abc import Iterator

from arenden.models import Arende, Steg
from insatser.flows.arendeflode import ArendeflodeV2
from insatser.flows.arendeflode_v1 import ArendeflodeV1
from insatser.flows.definition import definition_hash
from insatser.flows.fard import open_tasks
from insatser.flows.gangkontroll import gang_disagreements
from insatser.flows.noder import Arbetssteg
from insatser.models.lage import derive_steg

FLODEN = {(flode.kod, flode.version): flode for flode in (ArendeflodeV1, ArendeflodeV2)}


def disagreements(arende: Arende) -> Iterator[str]:
    """Every way in which the flow of a case differs from its facts; nothing when they agree."""
    derived = derive_steg(arende)
    if arende.steg != derived:
        yield f"listan säger {arende.steg}, fakta säger {derived}"
    if (arende.avslutat is None) is (derived == Steg.AVSLUTAT):
        yield f"avslutat={arende.avslutat}, fakta säger {derived}"
    found = sorted(_open_steps(arende))
    expected = sorted(_expected_steps(arende, derived))
    if found != expected:
        yield f"flödet står i {found or 'inget'}, fakta säger {expected or 'inget'}"
    for link in arende.processer.all():
        flode = FLODEN.get((link.flode, link.flodesversion))
        if flode is None or definition_hash(flode) != link.definition:
            yield f"flödets definition {link} är inte den som ärendet startade i"
    yield from gang_disagreements(list(arende.arbetsgangar.select_related("process")))


def _open_steps(arende: Arende) -> Iterator[str]:
    for task in open_tasks([arende]):
        if isinstance(task.flow_task, Arbetssteg):
            yield str(task.flow_task.steg)
        else:
            yield f"oväntad nod {task.flow_task}"


def _expected_steps(arende: Arende, derived: Steg) -> Iterator[str]:
    if derived not in (Steg.AVSLUTAT, Steg.SKYDDSBEDOMNING):
        yield str(derived)
    for _ in arende.anmalningar.without_skyddsbedomning():
        yield str(Steg.SKYDDSBEDOMNING)
