"""What was released, or not, as the akt tells it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from access.gate import Gate
from arenden.views.bas import ArendeView
from audit.verb import Verb
from samverkansteam.actions.delgivning import refuse_delgivning
from samverkansteam.forms.delgivning import AvstaForm
from samverkansteam.models import Delgivning, Kvittens
from samverkansteam.views.person import HANDLAGGANDE, FlikForm, PersonSida


class AvstaView(PersonSida, FlikForm):
    gate = Gate(Verb.DELGIVNING_REFUSE, HANDLAGGANDE)
    form_class = AvstaForm
    rubrik = "Uppgiften lämnas inte ut"
    submit = "Anteckna"
    klart = "Det är antecknat att uppgiften inte lämnas ut."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.teamarende.team}

    def perform(self, data: dict[str, Any]) -> None:
        refuse_delgivning(teamarende=self.teamarende, actor=self.user, **data)


class DelgivningView(ArendeView):
    """The record in the akt: what, to whom, on what ground and answers."""

    gate = Gate(Verb.DELGIVNING_READ, HANDLAGGANDE)
    flik = "team"
    template_name = "samverkansteam/delgivning.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delgivning = get_object_or_404(
            Delgivning.objects.select_related(
                "mottagare__organisation", "lagrum", "beslutad_av", "mote"
            ),
            akt=self.arende.akt_id,
            pk=self.kwargs["delgivning"],
        )
        fragor = (
            {v["kod"]: v["fraga"] for v in delgivning.lagrum.villkor} if delgivning.lagrum else {}
        )
        svar = [(fragor.get(kod, kod), svar) for kod, svar in (delgivning.svar or {}).items()]
        kvittens = Kvittens.objects.visible_to(self.user).filter(kopia__delgivning=delgivning)
        har = {
            "delgivning": delgivning,
            "svar": svar,
            "kvittens": kvittens.select_related("oppnad_av", "kvitterad_av").first(),
        }
        return super().get_context_data(**kwargs | har)
