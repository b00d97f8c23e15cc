"""Bring an ärende into another about the same person, and take that back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate
from access.models import Anvandare, Roll
from access.policy import Decision
from arenden.forms.steg import langtext
from arenden.models import Arende, Sammanforing
from arenden.views.bas import ArendeFormView
from audit.verb import Verb
from insatser import policy
from insatser.actions.sammanforing import candidates, merge_arende, undo_sammanforing
from insatser.rules.sammanforing import FLYTTBARA

LEDANDE = Roll.ledande()


class ForTillForm(forms.Form):
    till = forms.ModelChoiceField(
        label="Vilket ärende ska gå vidare?",
        queryset=Arende.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    motivering = langtext("Varför hör de ihop?", rows=3, max_length=5_000)

    def __init__(self, *args: Any, kan: list[Arende], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["till"].queryset = Arende.objects.filter(pk__in=[ett.pk for ett in kan])  # type: ignore[attr-defined]


class ForTillView(ArendeFormView):
    gate = Gate(Verb.SAMMANFORING_READ, LEDANDE)
    rubrik = "För till ett annat ärende"
    form_class = ForTillForm
    template_name = "insatser/for_till.html"
    formular = "sammanforing"
    submit = "För till ärendet"
    klart = "Ärendena är förda ihop. Det går att ångra i tio minuter."

    def prepare(self) -> None:
        self.andra = candidates(self.arende, self.user)

    def may(self) -> Decision:
        return policy.may_merge(self.user, self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        kan = [annat for annat, hinder in self.andra if not hinder]
        return super().get_form_kwargs() | {"kan": kan}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kan=any(not hinder for _, hinder in self.andra),
            hindrade=[(annat, hinder) for annat, hinder in self.andra if hinder],
            **kwargs,
        )

    def perform(self, data: dict[str, Any]) -> None:
        merge_arende(
            fran=self.arende, till=data["till"], motivering=data["motivering"], actor=self.user
        )


class AngraView(ArendeFormView):
    gate = Gate(Verb.SAMMANFORING_READ, LEDANDE)
    rubrik = "Ångra att ärendena fördes ihop"
    form_class = forms.Form
    template_name = "insatser/angra_sammanforing.html"
    autosave = False
    submit = "Ångra"
    klart = "Ärendet är öppet igen, med sina anmälningar och frister."

    def prepare(self) -> None:
        self.rad = get_object_or_404(
            Sammanforing.objects.select_related("till"), fran=self.arende, angrad=None
        )

    def may(self) -> Decision:
        return policy.may_undo_sammanforing(self.user, self.rad, timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rad=self.rad, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        undo_sammanforing(sammanforing=self.rad, actor=self.user)

    def get_success_url(self) -> str:
        return reverse("insatser:arende", args=[self.arende.pk])


def sammanforda(arende: Arende, user: Anvandare) -> dict[str, Any]:
    """Where a closed ärende was brought, and whether one that goes on may be; what came to it
    stands in its time line.
    """
    if arende.avslutat is None:
        return {"kan_foras": arende.steg in FLYTTBARA and bool(policy.may_merge(user, arende))}
    fort = arende.sammanforingar.filter(angrad=None).select_related("till").first()
    return {
        "fort_till": fort,
        "kan_angra": fort and policy.may_undo_sammanforing(user, fort, timezone.now()),
    }
