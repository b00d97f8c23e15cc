"""Assessments made with an instrument that is not ours: noted and read beside our own."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.policy import may_read_file
from arenden.views.bas import ArendeFormView, ArendeView
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.extern import note_externbedomning
from riskbedomning.forms.extern import ExternForm
from riskbedomning.models import Externbedomning


class NyExternView(ArendeFormView):
    gate = Gate(Verb.EXTERNBEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))
    flik = "bedomning"
    rubrik = "För in en extern bedömning"
    template_name = "riskbedomning/extern_ny.html"
    form_class = ExternForm
    formular = "externbedomning"
    submit = "För in bedömningen"
    klart = "Den externa bedömningen är införd."

    def may(self) -> Decision:
        return policy.may_assess(self.user, self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"arende": self.arende}

    def perform(self, data: dict[str, Any]) -> None:
        self.noted = note_externbedomning(arende=self.arende, actor=self.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lista = reverse("riskbedomning:lista", args=[self.arende.pk])
        return super().get_context_data(**kwargs) | {"avbryt_url": lista}

    def get_success_url(self) -> str:
        return reverse("riskbedomning:extern", args=[self.arende.pk, self.noted.pk])


class ExternView(ArendeView):
    gate = Gate(Verb.EXTERNBEDOMNING_READ, Roll.handlaggande())
    flik = "bedomning"
    template_name = "riskbedomning/extern.html"

    def prepare(self) -> None:
        self.extern = get_object_or_404(
            Externbedomning.objects.visible_to(self.user).select_related(
                "registrerad_av", "handling__arende"
            ),
            pk=self.kwargs["extern"],
            arende=self.arende,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        handling = self.extern.handling
        kan_hamta = handling is not None and may_read_file(self.user, handling)
        page = {"extern": self.extern, "kan_hamta": kan_hamta}
        return super().get_context_data(**(kwargs | page))
