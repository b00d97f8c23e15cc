"""What a flow is, as one canonical text: its hash tells whether a released version was changed."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from viewflow.workflow.flow import Flow

from insatser.flows.noder import Arbetssteg, Fraga, Vagval


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
    """What a node decides by: its policy and words, or the conditions of its ways."""
    if isinstance(node, Arbetssteg):
        return {"may": node.may.__name__, "lagrum": node.lagrum, "vem": node.vem}
    if isinstance(node, Vagval | Fraga):
        return {"villkor": node.villkor()}
    return {}


@cache
def definition_hash(flode: Any) -> str:
    """SHA-256 of the canonical text of a flow class, in hex."""
    canonical = json.dumps(definition(flode), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
