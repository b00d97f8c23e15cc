"""A version's way out: sent by its author, read by another, published for everyone."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from access.gate import Gate
from access.policy import Decision
from arenden.views.formularutkast import MedUtkast
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions import instrument as actions
from riskbedomning.forms.instrument import GranskaForm
from riskbedomning.views.instrument.sida import METODLEDARE, VersionFormView, VersionPostView


class SkickaVersionView(VersionPostView):
    klart = "Versionen väntar nu på att en annan metodledare granskar den."

    def perform(self) -> None:
        actions.send_version(version=self.version, actor=self.user)


class GranskaVersionView(MedUtkast, VersionFormView):
    rubrik = "Granska versionen"
    submit = "Spara granskningen"
    klart = "Granskningen är sparad."
    template_name = "riskbedomning/instrument/granska.html"
    form_class = GranskaForm

    def may(self) -> Decision:
        return policy.may_review_instrument(self.user, self.version)

    def perform(self, data: dict[str, Any]) -> None:
        actions.review_version(version=self.version, actor=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        skillnad = reverse("riskbedomning:instrument_skillnad", args=[self.version.pk])
        return super().get_context_data(**kwargs, skillnad_url=skillnad)


class PubliceraVersionView(VersionPostView):
    gate = Gate(Verb.INSTRUMENT_READ, METODLEDARE, steg_upp=True)
    klart = "Versionen är publicerad. Nya bedömningar börjar i den."

    def perform(self) -> None:
        actions.publish_version(version=self.version, actor=self.user)
