"""What the reporter is told: asked for, also afterwards, told, and on paper (SoL 19:6)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from access.models import Roll
from access.policy import Decision, deny
from arenden import policy
from arenden.actions.forhandsbedomning import give_aterkoppling, request_aterkoppling
from arenden.forms.steg import AterkopplingForm
from arenden.models import Anmalan, Aterkoppling
from arenden.views.bas import ArbetsFormView, ArendeView
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()


class AterkopplingView(ArbetsFormView):
    gate = Gate(Verb.ANMALAN_READ, HANDLAGGANDE)
    rubrik = "Återkoppling till anmälaren"
    form_class = AterkopplingForm
    template_name = "arenden/aterkoppling.html"
    formular = "aterkoppling"
    submit = "Spara återkopplingen"
    klart = "Återkopplingen är sparad."

    def prepare(self) -> None:
        self.anmalan = get_object_or_404(
            Anmalan.objects.select_related("aterkoppling"),
            arende=self.arende,
            pk=self.kwargs["anmalan"],
        )

    def may(self) -> Decision:
        if hasattr(self.anmalan, "aterkoppling"):
            return deny("Återkopplingen är redan lämnad.")
        return policy.may_give_aterkoppling(self.user, self.arende)

    @property
    def objekt_id(self) -> Any:
        return self.anmalan.pk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(anmalan=self.anmalan, **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        give_aterkoppling(anmalan=self.anmalan, actor=self.user, **data)

    def get_success_url(self) -> str:
        return reverse("arenden:aterkopplingar", args=[self.arende.pk])


class BegardForm(forms.Form):
    anmalan = forms.ModelChoiceField(
        label="Vilken anmälan gäller det?",
        queryset=Anmalan.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, anmalningar: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["anmalan"].queryset = anmalningar  # type: ignore[attr-defined]


class BegardView(ArbetsFormView):
    """The reporter asks only now, perhaps long after the case was closed."""

    gate = Gate(Verb.ANMALAN_READ, HANDLAGGANDE)
    rubrik = "Anmälaren ber om återkoppling"
    form_class = BegardForm
    template_name = "arenden/aterkoppling_begard.html"
    autosave = False
    submit = "Spara begäran"
    klart = "Begäran är sparad. Lämna återkopplingen nu."

    def may(self) -> Decision:
        return policy.may_give_aterkoppling(self.user, self.arende)

    def get_form_kwargs(self) -> dict[str, Any]:
        anmalningar = self.arende.anmalningar.filter(
            anonym=False, onskar_aterkoppling=False, aterkoppling=None
        )
        return super().get_form_kwargs() | {"anmalningar": anmalningar}

    def perform(self, data: dict[str, Any]) -> None:
        request_aterkoppling(anmalan=data["anmalan"], actor=self.user)


class AterkopplingarView(ArendeView):
    """What has been told to whom, with the letters."""

    gate = Gate(Verb.ANMALAN_READ, HANDLAGGANDE)
    template_name = "arenden/aterkopplingar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = Aterkoppling.objects.filter(anmalan__arende=self.arende)
        return super().get_context_data(
            aterkopplingar=rader.select_related("anmalan", "lamnad_av").order_by("lamnad"), **kwargs
        )
