"""An event log as OCEL 2.0 (JSON): each step with the ärende, the way and the unit it was part of.

A unit is given as its kind. Types of events are told per flow, since steps of two flows may share a
name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from insatser.rules.handelselogg import Rad, Spar
from insatser.rules.xes import GENOMFORT, OVERHOPPAT

ALLTID = "1970-01-01T00:00:00Z"
"""When an attribute that never changes is said to have been set, as the format asks."""

ATTRIBUT = ("roll", "utfall", "lifecycle")


def write_ocel(spar: Iterable[Spar], ut: BinaryIO) -> None:
    alla = list(spar)
    typer = sorted({_typ(ett, rad) for ett in alla for rad in ett.rader})
    logg = {
        "objectTypes": [
            {"name": "arende", "attributes": []},
            {"name": "fard", "attributes": [_text("flode"), _text("version")]},
            {"name": "enhet", "attributes": []},
        ],
        "eventTypes": [
            {"name": typ, "attributes": [_text(namn) for namn in ATTRIBUT]} for typ in typer
        ],
        "objects": list(_objects(alla)),
        "events": sorted(_events(alla), key=lambda event: event["id"]),
    }
    ut.write(json.dumps(logg, ensure_ascii=False, indent=1).encode())


def _typ(spar: Spar, rad: Rad) -> str:
    return f"{spar.flode}: {rad.titel}"


def _text(namn: str) -> dict[str, str]:
    return {"name": namn, "type": "string"}


def _objects(spar: list[Spar]) -> Iterator[dict[str, Any]]:
    for arende in sorted({ett.arende for ett in spar}):
        yield {"id": arende, "type": "arende", "attributes": [], "relationships": []}
    for ett in spar:
        egna = {"flode": ett.flode, "version": str(ett.version)}
        yield {
            "id": ett.id,
            "type": "fard",
            "attributes": [{"name": n, "value": v, "time": ALLTID} for n, v in egna.items()],
            "relationships": [{"objectId": ett.arende, "qualifier": "i ärendet"}],
        }
    for enhet in sorted({rad.enhet for ett in spar for rad in ett.rader}):
        yield {"id": enhet, "type": "enhet", "attributes": [], "relationships": []}


def _events(spar: list[Spar]) -> Iterator[dict[str, Any]]:
    for ett in spar:
        for rad in ett.rader:
            lifecycle = OVERHOPPAT if rad.is_skipped else GENOMFORT
            varden = {"roll": rad.roll, "utfall": rad.utfall, "lifecycle": lifecycle}
            yield {
                "id": rad.id,
                "type": _typ(ett, rad),
                "time": rad.nar.isoformat().replace("+00:00", "Z"),
                "attributes": [{"name": namn, "value": varde} for namn, varde in varden.items()],
                "relationships": [
                    {"objectId": ett.id, "qualifier": "steg i"},
                    {"objectId": ett.arende, "qualifier": "i ärendet"},
                    {"objectId": rad.enhet, "qualifier": "gjort i"},
                ],
            }
