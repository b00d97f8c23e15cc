"""Another engine carries out our files, and comes to the same steps on every way there is."""

from __future__ import annotations

from typing import Any

import pytest

from insatser.bpmn.fil import PARTER as ANTAL_PARTER
from insatser.bpmn.innehall import Ram
from insatser.bpmn.modell import expression
from insatser.bpmn.ram import ram_of
from insatser.flows.definition import graf_of
from insatser.flows.register import FLODEN
from insatser.rules.graf import Graf
from tests.bpmn.conftest import IDAG
from tests.bpmn.exempel import GRAF, RAM
from tests.bpmn.spiff import Spiffgang
from tests.bpmn.vagar import PARTER, Vag, ways_through

ANNU_INTE = "2999-01-01T00:00:00+01:00"
ALLA = {"exempel": (GRAF, RAM)} | {
    f"{kod}-v{version}": (graf_of(flode), ram_of(flode, IDAG))
    for (kod, version), flode in FLODEN.items()
}


def names_of(graf: Graf, ram: Ram) -> dict[str, Any]:
    """What the expressions of a file may ask, before anything is done."""
    fakta = [kant for kant in graf.kanter if kant.villkor and "=" not in kant.villkor]
    return (
        {nod.namn: "" for nod in graf.steg()}
        | {klocka.sista_dag: ANNU_INTE for klocka in ram.klockor.values()}
        | {expression(kant): False for kant in fakta}
        | {ANTAL_PARTER: PARTER}
    )


@pytest.mark.parametrize("namn", ALLA)
def test_the_same_steps_are_open_on_every_way(filer, namn):
    graf, ram = ALLA[namn]
    ways = ways_through(graf)
    assert ways
    assert {drag.steg for vag in ways for drag in vag[1:]} == {nod.namn for nod in graf.steg()}
    for vag in ways:
        assert _walked(filer[namn], names_of(graf, ram), vag) == [drag.oppna for drag in vag]


def _walked(fil: Any, namn: dict[str, Any], vag: Vag) -> list[frozenset[str]]:
    gang = Spiffgang(fil, namn | dict(vag[0].fakta))
    oppna = [gang.oppna]
    for drag in vag[1:]:
        gang.set(drag.fakta)
        gang.do(drag.steg, drag.utfall)
        oppna.append(gang.oppna)
    assert gang.is_over == (not vag[-1].oppna)
    return oppna


def test_the_ways_cover_both_directions_and_every_outcome():
    ways = ways_through(GRAF)
    gjort = {(drag.steg, drag.utfall) for vag in ways for drag in vag[1:]}
    assert gjort == {
        ("anmalan", "ingar"),
        ("anmalan", "inte"),
        ("anmalan", "oklart"),
        ("barnet", ""),
        ("parterna", ""),
        ("las", ""),
        ("besluta", "om"),
        ("besluta", "ja"),
        ("besluta", "delvis"),
        ("besluta", "nej"),
    }
    efter_start = {vag[2].steg for vag in ways if vag[1].utfall == "ingar"}
    assert efter_start == {"barnet", "parterna"}
