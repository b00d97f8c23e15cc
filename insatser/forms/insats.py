"""The form for starting an insats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import langtext
from arenden.models import Arende
from insatser.forms.falt import datum
from insatser.models import Insatsgrund, Insatssamtycke, Insatstyp, Mal, Plan
from insatser.models.platser import taken_places
from insatser.rules import insatsalder
from insatser.rules.insatsalder import Form
from samverkansteam.models import Team


class InsatsForm(forms.Form):
    insatstyp = forms.ModelChoiceField(label="Insats", queryset=Insatstyp.objects.none())
    form = forms.ChoiceField(
        label="Så ges insatsen",
        choices=Insatsgrund.Form,
        required=False,
        widget=forms.RadioSelect,
        help_text="Behövs bara när katalogen säger att insatsen kan ges på båda sätten.",
    )
    mal = forms.ModelMultipleChoiceField(
        label="Mål som insatsen arbetar mot",
        queryset=Mal.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    startdatum = datum("Startar")
    beskrivning = langtext("Så här gör vi", rows=4, required=False)
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.none(), required=False, empty_label="Inget team"
    )
    samtycke = forms.MultipleChoiceField(
        label="Vem har samtyckt?",
        choices=Insatssamtycke.Vem,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    samtycke_namn = forms.CharField(label="Vilka vårdnadshavare?", max_length=300, required=False)
    samtycke_dag = datum("Samtyckets dag", required=False)
    samtycke_satt = forms.ChoiceField(
        label="Hur lämnades samtycket?",
        choices=Insatssamtycke.Satt,
        required=False,
        widget=forms.RadioSelect,
    )
    lampligt = langtext(
        "Om vårdnadshavarna inte samtycker: varför är insatsen lämplig ändå?",
        rows=2,
        required=False,
        max_length=5_000,
    )

    def __init__(self, *args: Any, arende: Arende, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        falt: dict[str, Any] = self.fields
        idag = timezone.localdate()
        tagna = taken_places()
        falt["insatstyp"].queryset = Insatstyp.objects.choosable(idag)
        falt["insatstyp"].label_from_instance = lambda typ: _with_places(typ, tagna)
        falt["mal"].queryset = plan.mal_set.all()
        falt["mal"].label_from_instance = lambda mal: mal.specifikt
        falt["team"].queryset = Team.objects.filter(
            pk__in=arende.teamarenden.filter(till=None).values("team")
        )
        falt["team"].label_from_instance = lambda team: team.namn
        alder = insatsalder.age_or_none(arende.akt.person.fodelsedatum, idag)
        falt["samtycke"].help_text = (
            f"Efter ett beslut: {insatsalder.in_words(alder, Form.BEHOVSPROVAD)}."
            f" Utan behovsprövning: {insatsalder.in_words(alder, Form.UTAN)}."
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("samtycke"):
            if not data.get("samtycke_dag") and "samtycke_dag" not in self.errors:
                self.add_error("samtycke_dag", "Skriv vilken dag samtycket lämnades.")
            if not data.get("samtycke_satt") and "samtycke_satt" not in self.errors:
                self.add_error("samtycke_satt", "Välj hur samtycket lämnades.")
        return data


def _with_places(typ: Insatstyp, tagna: dict[str, int]) -> str:
    if typ.platser is None or tagna.get(typ.pk, 0) < typ.platser:
        return typ.namn
    return f"{typ.namn} – inga lediga platser just nu"
