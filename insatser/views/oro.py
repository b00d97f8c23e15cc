"""A concern from a session: what it says, and the stand that somebody takes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from access.gate import Gate
from access.policy import Decision
from arenden.views.bas import ArendeFormView
from audit.verb import Verb
from insatser import policy
from insatser.actions.oro import judge_oro
from insatser.forms.tillfalle import OroForm
from insatser.models import Orosmarkering
from insatser.views.plan import HANDLAGGANDE, PlanSida


class OroView(PlanSida, ArendeFormView):
    """The form while it waits; afterwards what was done and why."""

    gate = Gate(Verb.OROSMARKERING_READ, HANDLAGGANDE)
    rubrik = "Oro vid ett tillfälle"
    form_class = OroForm
    template_name = "insatser/oro.html"
    formular = "oro"
    submit = "Spara ställningstagandet"
    klart = "Du har tagit ställning till oron."
    objekt: Orosmarkering

    def prepare(self) -> None:
        self.objekt = get_object_or_404(
            Orosmarkering.objects.select_related(
                "arende", "markerad_av", "avgjord_av", "anmalan", "tillfalle__insats__insatstyp"
            ),
            arende=self.arende,
            pk=self.kwargs["oro"],
        )

    def may(self) -> Decision:
        return policy.may_judge_oro(self.user, self.objekt)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.objekt.avgjord is not None:
            return self.render_to_response(self.get_context_data())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(oro=self.objekt, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        judge_oro(oro=self.objekt, version=self.version or 0, actor=self.user, **data)
