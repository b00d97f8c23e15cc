from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from insatser.bpmn.fil import bpmn_file
from insatser.bpmn.ram import ram_of
from insatser.flows.definition import graf_of
from insatser.flows.register import FLODEN
from tests.bpmn.exempel import GRAF, RAM
from tests.insatser import vagen

IDAG = date(2026, 11, 21)
"""The law of this day: the clocks of the files are in force on it."""


@pytest.fixture
def stad(db) -> vagen.Stad:
    return vagen.make_stad()


@pytest.fixture(scope="session")
def filer(tmp_path_factory) -> dict[str, Path]:
    """A file of every version of every flow, and of an example that has something of everything."""
    katalog = tmp_path_factory.mktemp("bpmn")
    skrivna = {}
    for namn, skriv in _writers().items():
        skrivna[namn] = katalog / f"{namn}.bpmn"
        skrivna[namn].write_bytes(skriv())
    return skrivna


def _writers() -> dict[str, Callable[[], bytes]]:
    def of(flode: Any) -> Callable[[], bytes]:
        return lambda: bpmn_file(graf_of(flode), ram_of(flode, IDAG))

    return {"exempel": lambda: bpmn_file(GRAF, RAM)} | {
        f"{kod}-v{version}": of(flode) for (kod, version), flode in FLODEN.items()
    }
