"""What a flow is, as plain data and as one text: its hash tells whether it was changed."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any, cast

from viewflow.workflow.flow import Flow

from insatser.flows.noder import (
    Arbetssteg,
    Borjan,
    Dela,
    Fraga,
    Gangsteg,
    Manniskosteg,
    Samla,
    Slut,
    Utfallsval,
    Vagval,
)
from insatser.flows.stegord import FRISTSLAG, NODER, VARFOR, VILLKOR
from insatser.rules.graf import Graf, Kant, Nod, Nodslag

SLAG: dict[type, Nodslag] = {
    Borjan: "borjan",
    Slut: "slut",
    Dela: "dela",
    Samla: "samla",
    Fraga: "vagval",
    Vagval: "vagval",
    Utfallsval: "vagval",
}


def definition(flode: type[Flow]) -> dict[str, Any]:
    """Nodes, edges, rules and legal bases of a flow, sorted; independent of memory addresses."""
    nodes = sorted(flode.instance.nodes(), key=lambda node: node.name)
    return {
        "kod": flode.kod,
        "version": flode.version,
        "noder": [
            {"namn": node.name, "slag": type(node).__name__, **_properties(node)} for node in nodes
        ],
        "kanter": sorted(
            [edge.src.name, edge.dst.name, edge.edge_class]
            for node in nodes
            for edge in node._outgoing()
        ),
    }


def _properties(node: Any) -> dict[str, Any]:
    """What a node decides by: its policy, questions and outcomes, or the conditions of its ways.

    Words that people read may be bettered in a released version; codes, rules and law may not.
    """
    if isinstance(node, Gangsteg):
        nod = node.as_nod()
        return {
            **{namn: getattr(nod, namn) for namn in ("may", "lagrum", "vem", "krav", "verkan")},
            **{namn: getattr(nod, namn) for namn in ("frist", "annan_an", "till", "fran")},
            "utan_krav": node.utan_krav,
            "frist_fran": node.frist_fran,
            "far_hoppas": nod.far_hoppas,
            "utfall": [kod for kod, _ in nod.utfall],
            "falt": [
                [f.namn, f.slag, f.kravs, f.ur or [kod for kod, _ in f.val]] for f in nod.falt
            ],
        }
    if isinstance(node, Manniskosteg):
        return {"may": node.may.__name__, "lagrum": node.lagrum, "vem": node.vem}
    if isinstance(node, Vagval | Fraga):
        return {"villkor": [[till, cond.__name__ if cond else ""] for till, cond in node.ways()]}
    return {}


def definition_hash(flode: type[Flow]) -> str:
    """SHA-256 of the canonical text of a flow class, in hex."""
    return _hash(cast("Any", flode))


@cache
def _hash(flode: Any) -> str:
    canonical = json.dumps(definition(flode), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def graf_of(flode: type[Flow]) -> Graf:
    """The flow as plain data, for everything that looks at it from outside the engine."""
    return _graf(cast("Any", flode))


@cache
def _graf(flode: Any) -> Graf:
    noder = {node.name: _nod(node) for node in flode.instance.nodes()}
    namn, _, beskrivning = (flode.__doc__ or "").strip().partition("\n")
    return Graf(
        kod=flode.kod,
        version=flode.version,
        namn=namn.strip(),
        beskrivning=" ".join(beskrivning.split()),
        lagrum=getattr(flode, "lagrum", ""),
        noder=noder,
        kanter=tuple(kant for node in flode.instance.nodes() for kant in _kanter(node, noder)),
    )


def _nod(node: Any) -> Nod:
    if isinstance(node, Gangsteg):
        return node.as_nod()
    if isinstance(node, Arbetssteg):
        return Nod(
            namn=node.name,
            slag="steg",
            titel=str(node.task_title),
            vem=node.vem,
            may=node.may.__name__,
            lagrum=node.lagrum,
            varfor=node.varfor or VARFOR.get(node.steg, ""),
            frist=FRISTSLAG.get(node.steg, ""),
        )
    return Nod(namn=node.name, slag=SLAG[type(node)], titel=_title(node))


def _title(node: Any) -> str:
    """The words of a node that is no step; none where the engine has made them of its name."""
    titel = str(node.task_title or "")
    is_made = titel.casefold() == node.name.replace("_", " ")
    return NODER.get(node.name, "") if is_made or not titel else titel


def _kanter(node: Any, noder: dict[str, Nod]) -> list[Kant]:
    if isinstance(node, Vagval | Fraga):
        return [
            Kant(node.name, till, cond.__name__ if cond else "", _in_words(cond, noder))
            for till, cond in node.ways()
        ]
    return [Kant(node.name, edge.dst.name) for edge in node._outgoing()]


def _in_words(condition: Any, noder: dict[str, Nod]) -> str:
    """An outcome in the words of its step; «annars» where no condition stands."""
    if condition is None:
        return "annars"
    steg, _, kod = str(condition.__name__).partition("=")
    if not kod:
        return str(getattr(condition, "text", VILLKOR.get(steg, steg)))
    return dict(noder[steg].utfall).get(kod, kod)
