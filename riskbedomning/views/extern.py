"""Assessments made with an instrument that is not ours: noted, read beside our own, put right."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.models import Roll
from access.policy import Decision
from arenden.policy import may_read_file
from arenden.views.bas import ArendeFormView, ArendeSida, ArendeView
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.extern import (
    correct_externbedomning,
    misplace_externbedomning,
    note_externbedomning,
)
from riskbedomning.forms.extern import ExternForm, FelinfordExternForm, RattaExternForm
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


class EnExtern(ArendeSida):
    """About one external assessment of the ärende; another ärende's is absent."""

    flik = "bedomning"
    extern: Externbedomning

    def prepare(self) -> None:
        self.extern = get_object_or_404(
            Externbedomning.objects.visible_to(self.user).select_related(
                "registrerad_av", "felinford_av", "handling__arende"
            ),
            pk=self.kwargs["extern"],
            arende=self.arende,
        )
        self.extern.arende = self.arende

    def extern_url(self) -> str:
        return reverse("riskbedomning:extern", args=[self.arende.pk, self.extern.pk])


class ExternView(EnExtern, ArendeView):
    gate = Gate(Verb.EXTERNBEDOMNING_READ, Roll.handlaggande())
    template_name = "riskbedomning/extern.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_read = policy.may_read_extern(self.user, self.extern)
        handling = self.extern.handling
        kan_hamta = handling is not None and may_read_file(self.user, handling)
        page = {
            "extern": self.extern,
            "may_read": may_read,
            "kan_hamta": kan_hamta,
            "rattelser": self.extern.rattelser.select_related("rattad_av") if may_read else [],
            "may_correct": policy.may_correct_extern(self.user, self.extern),
        }
        return super().get_context_data(**(kwargs | page))


class RattandeView(EnExtern, ArendeFormView):
    """A form that puts something beside what was noted."""

    gate = Gate(Verb.EXTERNBEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))

    def may(self) -> Decision:
        return policy.may_correct_extern(self.user, self.extern)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"extern": self.extern, "avbryt_url": self.extern_url()}
        return super().get_context_data(**kwargs) | page

    def get_success_url(self) -> str:
        return self.extern_url()


class RattaExternView(RattandeView):
    rubrik = "Rätta den externa bedömningen"
    template_name = "riskbedomning/extern_ratta.html"
    form_class = RattaExternForm
    formular = "externrattelse"
    submit = "Spara rättelsen"
    klart = "Rättelsen är sparad och visas bredvid det som var infört."

    @property
    def objekt_id(self) -> Any:
        return self.extern.pk

    def perform(self, data: dict[str, Any]) -> None:
        correct_externbedomning(extern=self.extern, actor=self.user, **data)


class FelinfordExternView(RattandeView):
    rubrik = "Markera bedömningen som felinförd"
    template_name = "riskbedomning/extern_felinford.html"
    form_class = FelinfordExternForm
    autosave = False
    submit = "Markera som felinförd"
    klart = "Bedömningen är markerad som felinförd."

    def prepare(self) -> None:
        super().prepare()
        self.objekt = self.extern

    def perform(self, data: dict[str, Any]) -> None:
        misplace_externbedomning(
            extern=self.extern, version=self.version or 0, actor=self.user, **data
        )
