"""Ask an organisation to take part, note its answer, and where a party is reached."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from access.gate import Gate
from access.policy import require
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.actions.medverkan import answer_medverkan, ask_medverkan
from samverkansteam.actions.team import change_kontaktpunkt
from samverkansteam.forms.medverkan import BegaranForm, KontaktpunktForm, SvarForm
from samverkansteam.models import Medverkansbegaran, Part
from samverkansteam.policy import LEADING
from samverkansteam.views.bas import DELTAGANDE, TeamFormView


class AskMedverkanView(TeamFormView):
    gate = Gate(Verb.MEDVERKAN_ASK, LEADING)
    form_class = BegaranForm
    rubrik = "Begär medverkan"
    submit = "Skicka begäran"
    klart = "Begäran är skickad. Du påminns om svaret dröjer."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.team}

    def perform(self, data: dict[str, Any]) -> None:
        ask_medverkan(team=self.team, actor=self.user, **data)


class AnswerMedverkanView(TeamFormView):
    """The answer: by the one who was asked, or by whoever leads the team, for them."""

    gate = Gate(Verb.MEDVERKAN_ANSWER, DELTAGANDE)
    form_class = SvarForm
    rubrik = "Svara på begäran om medverkan"
    submit = "Spara svaret"
    klart = "Svaret är infört."
    begaran: Medverkansbegaran

    def prepare(self) -> None:
        self.begaran = get_object_or_404(
            Medverkansbegaran.objects.visible_to(self.user).select_related("organisation"),
            team=self.team,
            pk=self.kwargs["medverkan"],
        )
        require(policy.may_answer(self.user, self.begaran))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        till = f"Till {self.begaran.organisation}, svar senast {self.begaran.svar_senast}"
        return super().get_context_data(ingress=f"{till}: {self.begaran.vad}", **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        answer_medverkan(begaran=self.begaran, actor=self.user, **data)


class ChangeKontaktpunktView(TeamFormView):
    gate = Gate(Verb.TEAM_CHANGE, LEADING)
    form_class = KontaktpunktForm
    rubrik = "Ändra kontaktpunkt"
    klart = "Kontaktpunkten är ändrad."
    part: Part

    def prepare(self) -> None:
        self.part = get_object_or_404(
            Part.objects.select_related("organisation"), team=self.team, pk=self.kwargs["part"]
        )

    def get_initial(self) -> dict[str, Any]:
        return {"enhet": self.part.enhet, "kontaktpunkt": self.part.kontaktpunkt}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ingress=f"Part: {self.part}", **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        change_kontaktpunkt(part=self.part, actor=self.user, **data)
