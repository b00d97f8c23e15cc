"""The ärende explained: facts, flows, clocks, who reaches it, and why it stands still."""

from __future__ import annotations

from typing import Any

from access.gate import Gate
from access.models import Roll
from arenden.actions.frister import as_view
from arenden.views.bas import ArendeView
from audit.verb import Verb
from insatser.flows.forklaring import explain
from insatser.views.tidslinje import handelser_for


class ForklaraView(ArendeView):
    gate = Gate(Verb.ARENDE_READ, Roll.handlaggande())
    template_name = "insatser/forklara.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forklaring = explain(self.arende, self.user)
        return super().get_context_data(
            forklaring=forklaring,
            frister=[{"rad": frist, "vy": as_view(frist)} for frist in forklaring.frister],
            handelser=handelser_for(self.arende, self.user),
            **kwargs,
        )
