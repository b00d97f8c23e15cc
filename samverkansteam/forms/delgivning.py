"""The steps of a release: what and to whom, on what ground, with what answers.

Each step carries the answers of the ones before it in hidden fields, so nothing is kept on the way.
"""

from __future__ import annotations

from typing import Any

from django import forms

from samverkansteam.delbart import Delbart
from samverkansteam.grunder import Grund
from samverkansteam.models import Part, Team, Uppgiftsslag


class ValForm(forms.Form):
    """What is released, and to whom."""

    mottagare = forms.ModelChoiceField(
        label="Mottagare", queryset=Part.objects.none(), empty_label="Välj"
    )
    uppgifter = forms.MultipleChoiceField(
        label="Uppgifter ur akten", required=False, widget=forms.CheckboxSelectMultiple
    )
    egen_text = forms.CharField(
        label="Egen text",
        max_length=20_000,
        required=False,
        widget=forms.Textarea,
        help_text="Skriv bara det mottagaren behöver. Ta bort uppgifter om andra personer.",
    )
    slag = forms.MultipleChoiceField(
        label="Vad handlar det om?",
        choices=Uppgiftsslag.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, team: Team, delbart: list[Delbart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mottagare"].queryset = (  # type: ignore[attr-defined]
            Part.objects.external().filter(team=team).select_related("organisation")
        )
        self.fields["uppgifter"].choices = [(d.nyckel, d.rubrik) for d in delbart]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("uppgifter") and not data.get("egen_text"):
            self.add_error("egen_text", "Välj minst en uppgift eller skriv en egen text.")
        return data


class GrundForm(forms.Form):
    """The legal grounds that can carry this release today."""

    lagrum = forms.ChoiceField(label="Lagrum", widget=forms.RadioSelect)

    def __init__(self, *args: Any, grunder: list[Grund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lagrum"].choices = [  # type: ignore[attr-defined]
            (str(g.lagrum.pk), str(g.lagrum)) for g in grunder if g.is_offered
        ]


class VillkorForm(forms.Form):
    """The conditions of the chosen ground as questions, the purpose, and the weighing."""

    andamal = forms.CharField(
        label="Varför behöver mottagaren uppgiften?", max_length=1_000, widget=forms.Textarea
    )

    def __init__(self, *args: Any, grund: Grund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for villkor in grund.villkor:
            self.fields[f"villkor_{villkor.kod}"] = forms.TypedChoiceField(
                label=villkor.fraga,
                choices=[("ja", "Ja"), ("nej", "Nej")],
                coerce=lambda svar: svar == "ja",
                widget=forms.RadioSelect,
            )
        if grund.lagrum.kraver_avvagning:
            self.fields["avvagning"] = forms.CharField(
                label="Avvägning: varför väger behovet tyngre än sekretessen?",
                max_length=10_000,
                widget=forms.Textarea,
            )

    def svar(self) -> dict[str, bool]:
        prefix = "villkor_"
        return {
            namn.removeprefix(prefix): varde
            for namn, varde in self.cleaned_data.items()
            if namn.startswith(prefix)
        }


class AvstaForm(forms.Form):
    mottagare = forms.ModelChoiceField(
        label="Vem bad om uppgiften?", queryset=Part.objects.none(), empty_label="Välj"
    )
    begaran = forms.CharField(label="Vad gällde det?", max_length=5_000, widget=forms.Textarea)
    skal = forms.CharField(
        label="Varför lämnas det inte ut?", max_length=5_000, widget=forms.Textarea
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mottagare"].queryset = (  # type: ignore[attr-defined]
            Part.objects.external().filter(team=team).select_related("organisation")
        )
