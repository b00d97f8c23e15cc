"""Forms for starting an insats and for what happens in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from arenden.forms.steg import langtext
from arenden.models import Arende
from insatser.forms.falt import datum
from insatser.models import Insatstyp, Mal, Plan, Tillfalle
from samverkansteam.models import Team


class InsatsForm(forms.Form):
    insatstyp = forms.ModelChoiceField(label="Insats", queryset=Insatstyp.objects.none())
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

    def __init__(self, *args: Any, arende: Arende, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        idag = timezone.localdate()
        self.fields["insatstyp"].queryset = Insatstyp.objects.filter(  # type: ignore[attr-defined]
            Q(giltig_till=None) | Q(giltig_till__gte=idag), giltig_fran__lte=idag
        )
        self.fields["mal"].queryset = plan.mal_set.all()  # type: ignore[attr-defined]
        self.fields["mal"].label_from_instance = lambda mal: mal.specifikt  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.filter(  # type: ignore[attr-defined]
            pk__in=arende.teamarenden.filter(till=None).values("team")
        )
        self.fields["team"].label_from_instance = lambda team: team.namn  # type: ignore[attr-defined]


class TillfalleForm(forms.Form):
    nar = forms.DateTimeField(
        label="När",
        initial=timezone.localtime,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minuter = forms.IntegerField(
        label="Hur länge (minuter)", min_value=0, max_value=1440, initial=45
    )
    utfall = forms.ChoiceField(label="Utfall", choices=Tillfalle.Utfall, widget=forms.RadioSelect)
    anteckning = langtext("Vad hände?", rows=3, required=False)
