"""Proof that the stored flow and the facts agree, for every review."""

from __future__ import annotations

from collections.abc import Iterator

from granskning.flows.fard import GALLANDE, open_task
from granskning.flows.loggranskning import Granskningssteg
from granskning.models import Loggranskning
from granskning.models.lage import derive_lage
from granskning.rules.lage import Lage
from insatser.flows.definition import definition_hash

FLODEN = {(GALLANDE.kod, GALLANDE.version): GALLANDE}


def disagreements(granskning: Loggranskning) -> Iterator[str]:
    """Every way in which the flow of a review differs from its facts; nothing when they agree."""
    link = getattr(granskning, "process", None)
    if link is None:
        yield "granskningen har inget flöde"
        return
    task = open_task(granskning)
    node = task.flow_task if task else None
    found = node.steg.value if isinstance(node, Granskningssteg) else node or Lage.KLAR
    if found != (expected := derive_lage(granskning)):
        yield f"flödet står i {found}, fakta säger {expected}"
    flode = FLODEN.get((link.flode, link.flodesversion))
    if flode is None or definition_hash(flode) != link.definition:
        yield f"flödets definition {link} är inte den som granskningen startade i"
