"""Forms for the plan itself and for its goals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import langtext
from insatser.forms.falt import datum
from insatser.models import Behov, Mal, Plan
from samverkansteam.models import Teamtyp


class PlanForm(forms.Form):
    behov = langtext("Behov", hjalp="I korthet: vad i bedömningen ska planen svara på?")
    barnets_syn = langtext("Barnets syn på planen", rows=4)
    team_valt = forms.BooleanField(label="Ett samverkansteam ska arbeta med planen", required=False)
    teamtyp = forms.ChoiceField(label="Vilken sorts team?", required=False)
    uppfoljning_senast = datum("Första uppföljningen senast")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typer = [(typ.pk, typ.namn) for typ in Teamtyp.objects.all()]
        self.fields["teamtyp"].choices = [("", "Inget team"), *typer]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("team_valt") and not data.get("teamtyp"):
            self.add_error("teamtyp", "Välj vilken sorts team som ska arbeta med planen.")
        if (dag := data.get("uppfoljning_senast")) and dag <= timezone.localdate():
            self.add_error("uppfoljning_senast", "Välj en dag som ligger framåt i tiden.")
        return data


class NyVersionForm(PlanForm):
    """The next version of a plan: what still holds may come along."""

    ta_med = forms.BooleanField(
        label="Ta med behov, mål, indikatorer och det som inte är klart ur förra planen",
        help_text="Stryk sedan det som inte längre stämmer.",
        required=False,
        initial=True,
    )


class MalForm(forms.Form):
    """One SMART goal, a field for each letter and the baseline to measure from."""

    niva = forms.ChoiceField(label="Nivå", choices=Mal.Niva, widget=forms.RadioSelect)
    sikt = forms.ChoiceField(label="Sikt", choices=Mal.Sikt, widget=forms.RadioSelect)
    specifikt = langtext("Vad ska ha hänt?", rows=2)
    matbart = langtext("Hur märks det?", rows=2)
    baslinje = langtext("Hur är det nu?", rows=2)
    accepterat = langtext("Vem står bakom målet?", rows=1)
    realistiskt = langtext("Varför är det möjligt?", rows=2)
    tidsatt = datum("Nås senast")


class MaletsBehovForm(forms.Form):
    """Which needs a goal answers."""

    behov = forms.ModelMultipleChoiceField(
        label="Behov som målet svarar på",
        queryset=Behov.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        falt: Any = self.fields["behov"]
        falt.queryset = plan.behovsrader.all()
        falt.label_from_instance = lambda rad: rad.rubrik
        if not falt.queryset:
            del self.fields["behov"]


class NyttMalForm(MaletsBehovForm, MalForm):
    """A new goal with the needs that it answers; without needs the question is not asked."""

    field_order = ("behov", *MalForm.base_fields)
