"""pm4py reads what we give out, and finds every way to be one that the flow allows.

It is large and not ours to install everywhere, so it is run with the Python that PROCESSGRUV names,
or our own where it happens to be there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from insatser.flows.definition import graf_of
from insatser.flows.register import GANGAR
from tests.insatser.petrinat import pnml
from tests.insatser.test_handelselogg import FLODE, MINST_BARN, export, resta

PYTHON = os.environ.get("PROCESSGRUV", sys.executable if find_spec("pm4py") else "")
KONTROLL = Path(__file__).with_name("pm4py_kontroll.py")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PYTHON and "CI" not in os.environ, reason="pm4py är inte installerat"),
]

__all__ = ["resta"]


def ask_pm4py(xes, ocel, *modeller):
    assert PYTHON, "PROCESSGRUV ska peka ut en Python med pm4py."
    svar = subprocess.run(
        [PYTHON, KONTROLL, xes, ocel, *modeller],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert svar.returncode == 0, svar.stderr
    return json.loads(svar.stdout[svar.stdout.index('{"xes"') :])


@pytest.fixture
def loggar(resta, tmp_path):
    return export(tmp_path, "xes"), export(tmp_path, "ocel")


@pytest.fixture
def petrinat(tmp_path):
    fil = tmp_path / "flode.pnml"
    fil.write_text(pnml(graf_of(GANGAR[FLODE])), encoding="utf-8")
    return fil


def test_every_way_is_one_that_the_flow_allows(loggar, petrinat):
    svar = ask_pm4py(*loggar, f"{FLODE}={petrinat}")
    funnet = svar["flode.pnml"]
    assert (funnet["passar"], funnet["fitness"]) == (100.0, 1.0)
    assert funnet["linjering"] == pytest.approx(1, abs=0.001)  # silent moves cost a little
    assert svar["xes"] == {"steg": MINST_BARN * 5 // 2, "farder": MINST_BARN}
    assert svar["ocel"] == {
        "steg": MINST_BARN * 5 // 2,
        "objekt": {"arende": MINST_BARN, "fard": MINST_BARN, "enhet": 1},
    }


def test_a_way_that_the_flow_does_not_allow_is_seen(loggar, petrinat):
    """The check could fail: with two steps changed about no way fits."""
    xes, ocel = loggar
    text = xes.read_text(encoding="utf-8")
    ombytt = {"Registrera begäran": "Pröva begäran", "Pröva begäran": "Registrera begäran"}
    for nummer, (fran, _) in enumerate(ombytt.items()):
        text = text.replace(f'"{fran}"', f'"plats-{nummer}"')
    for nummer, (_, till) in enumerate(ombytt.items()):
        text = text.replace(f'"plats-{nummer}"', f'"{till}"')
    xes.write_text(text, encoding="utf-8")
    svar = ask_pm4py(xes, ocel, f"{FLODE}={petrinat}")["flode.pnml"]
    assert svar["passar"] == 0
    assert svar["linjering"] < 1
