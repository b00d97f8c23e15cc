"""System checks: what must be true of the whole site before it may start."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, register
from django.urls import get_resolver

from access.gate import gate_of, routes


@register()
def every_url_has_a_gate(**_: Any) -> list[Error]:
    return [
        Error(
            f"Adressen /{path} har en vy utan gate.",
            hint="Märk vyn med access.gate.gate(verb, roller=…), se docs/architecture.md.",
            id="access.E001",
        )
        for path, pattern in routes(get_resolver())
        if gate_of(pattern.callback) is None
    ]
