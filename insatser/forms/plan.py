"""Forms for plan, goals, insatser, follow-up and closing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from arenden.forms.steg import langtext
from arenden.models import Arende
from insatser.models import Avslut, Insatstyp, Mal, Maluppfyllelse, Plan, Tillfalle, Uppfoljning
from samverkansteam.models import Team, Teamtyp


def datum(label: str, *, hjalp: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hjalp,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class PlanForm(forms.Form):
    behov = langtext("Behov", hjalp="Vad i bedömningen ska planen svara på?")
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


class UppfoljningForm(forms.Form):
    """The round's own fields, and two for each goal of the plan in force."""

    def __init__(self, *args: Any, mal: Iterable[Mal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mal = list(mal)
        for ett in self.mal:
            self.fields[f"grad-{ett.pk}"] = forms.TypedChoiceField(
                label=ett.specifikt,
                help_text=f"Utgångsläge: {ett.baslinje}",
                choices=Maluppfyllelse.Grad.choices,
                coerce=int,
                widget=forms.RadioSelect,
            )
            self.fields[f"kommentar-{ett.pk}"] = langtext("Kommentar", rows=2, required=False)
        self.fields |= {
            "barnets_rost": langtext("Barnets egna ord", hjalp="Hur tycker barnet att det går?"),
            "sammanfattning": langtext("Sammanfattning"),
            "beslut": forms.ChoiceField(
                label="Vad händer nu?", choices=Uppfoljning.Beslut, widget=forms.RadioSelect
            ),
            "nasta_senast": datum(
                "Nästa uppföljning senast", hjalp="Behövs om arbetet fortsätter.", required=False
            ),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("beslut") == Uppfoljning.Beslut.FORTSATT:
            dag = data.get("nasta_senast")
            if not dag and "nasta_senast" not in self.errors:
                self.add_error("nasta_senast", "Ange när nästa uppföljning senast ska vara gjord.")
            elif dag and dag <= timezone.localdate():
                self.add_error("nasta_senast", "Välj en dag som ligger framåt i tiden.")
        return data

    def uppfyllelser(self) -> dict[Mal, tuple[int, str]]:
        return dict(self._uppfyllelser())

    def _uppfyllelser(self) -> Iterator[tuple[Mal, tuple[int, str]]]:
        for ett in self.mal:
            grad = self.cleaned_data[f"grad-{ett.pk}"]
            yield ett, (grad, self.cleaned_data[f"kommentar-{ett.pk}"])


class AvslutForm(forms.Form):
    orsak = forms.ChoiceField(label="Orsak", choices=Avslut.Orsak, widget=forms.RadioSelect)
    resultat = forms.ChoiceField(
        label="Resultat", choices=Avslut.Resultat, widget=forms.RadioSelect
    )
    barnets_rost = langtext("Barnets egna ord", hjalp="Vad säger barnet om tiden med insatsen?")
    sammanfattning = langtext("Sammanfattning")
    erbjudande = langtext("Stöd som erbjuds efteråt", rows=3, required=False)
