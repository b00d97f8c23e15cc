"""Change what is known of the person, and identify one who came without a number."""

from __future__ import annotations

from typing import Any

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.actions.person import change_person
from arenden.forms.person import PersonForm
from arenden.policy import may_work
from arenden.views.bas import ArendeFormView
from audit.verb import Verb


class PersonView(ArendeFormView):
    gate = Gate(Verb.AKT_READ, Roll.handlaggande())
    rubrik = "Uppgifter om personen"
    form_class = PersonForm
    template_name = "arenden/person.html"
    formular = "person"
    submit = "Spara uppgifterna"
    klart = "Uppgifterna är sparade."

    def prepare(self) -> None:
        self.objekt = self.arende.akt.person

    def may(self) -> Decision:
        return may_work(self.user, self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"is_skyddad": self.arende.akt.is_skyddad}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            beteckningar=self.arende.akt.identitetsbeteckning_set.order_by("-giltig_fran"), **kwargs
        )

    def perform(self, data: dict[str, Any]) -> None:
        change_person(arende=self.arende, version=self.version or 0, actor=self.user, **data)
