"""The quick log of what the parties did together; made for a phone."""

from __future__ import annotations

from typing import Any

from access.gate import Gate
from audit.verb import Verb
from samverkansteam.actions.atgard import log_gemensam_atgard, log_gruppatgard
from samverkansteam.forms.atgard import SnabbloggForm
from samverkansteam.views.bas import DELTAGANDE, TeamFormView


class SnabbloggView(TeamFormView):
    gate = Gate(Verb.ATGARD_LOG, DELTAGANDE)
    form_class = SnabbloggForm
    template_name = "samverkansteam/snabblogg.html"
    rubrik = "Snabblogg"
    submit = "Logga"
    klart = "Loggat."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.team, "user": self.user}

    def perform(self, data: dict[str, Any]) -> None:
        vad = {namn: data[namn] for namn in ("slag", "minuter", "nar", "notering")}
        if person := data.get("person"):
            log_gemensam_atgard(teamarende=person, actor=self.user, **vad)
        else:
            log_gruppatgard(team=self.team, grupp=data["grupp"], actor=self.user, **vad)
