"""Forms about one person in a team: consent, mark, absence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from samverkansteam.models import Markering, Part, Samtycke, Team, Uppgiftsslag


class SamtyckeForm(forms.Form):
    givare = forms.CharField(
        label="Vem samtycker?",
        max_length=300,
        help_text="Namn och relation, till exempel vårdnadshavare. Från 15 år den unge själv.",
    )
    mottagare = forms.ModelMultipleChoiceField(
        label="Vem får ta del?", queryset=Part.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    slag = forms.MultipleChoiceField(
        label="Vad får delas?", choices=Uppgiftsslag.choices, widget=forms.CheckboxSelectMultiple
    )
    form = forms.ChoiceField(
        label="Hur gavs samtycket?", choices=Samtycke.Form.choices, widget=forms.RadioSelect
    )
    forklarat = forms.CharField(
        label="Så här förklarades det",
        max_length=5_000,
        widget=forms.Textarea,
        help_text="Vad du berättade, på vilket språk, och att samtycket kan tas tillbaka.",
    )
    fran = forms.DateField(label="Gäller från och med", initial=timezone.localdate)
    till = forms.DateField(label="Gäller till och med")

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mottagare"].queryset = (  # type: ignore[attr-defined]
            Part.objects.external().filter(team=team).select_related("organisation")
        )

    def clean_till(self) -> date:
        till: date = self.cleaned_data["till"]
        fran = self.cleaned_data.get("fran")
        if fran and till < fran:
            raise forms.ValidationError("Samtycket kan inte sluta gälla innan det börjar.")
        return till


class MarkeringForm(forms.Form):
    farg = forms.ChoiceField(
        label="Markering", choices=Markering.Farg.choices, widget=forms.RadioSelect
    )
    motiv = forms.CharField(
        label="Grund",
        max_length=2_000,
        widget=forms.Textarea,
        help_text="Stannar i teamet och förs aldrig in i personakten.",
    )


class FranvaroForm(forms.Form):
    vecka = forms.RegexField(
        label="Vecka",
        regex=r"^\d{4}-W\d{2}$",
        help_text="Skriv som 2026-W47.",
        error_messages={"invalid": "Skriv veckan som 2026-W47."},
    )
    giltig = forms.IntegerField(label="Giltig frånvaro, timmar", min_value=0, max_value=60)
    ogiltig = forms.IntegerField(label="Ogiltig frånvaro, timmar", min_value=0, max_value=60)
    sen = forms.IntegerField(label="Sen ankomst, antal gånger", min_value=0, max_value=60)
