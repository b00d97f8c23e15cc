"""Forms for the steps of the route up to the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from access.models import Anvandare, Enhet, Roll
from arenden.models import Arende, Aterkoppling, Beslut, Utredning

JA_NEJ = [("ja", "Ja"), ("nej", "Nej")]
AVGOR = (Beslut.Utfall.BESLUTAT, Beslut.Utfall.ATERREMISS)


class Langtext(forms.CharField):
    """A text kept exactly as written; blanks alone are no answer."""

    def validate(self, value: Any) -> None:
        super().validate(value.strip())


def langtext(
    label: str,
    *,
    hjalp: str = "",
    rows: int = 6,
    required: bool = True,
    max_length: int = 20_000,
) -> forms.CharField:
    return Langtext(
        label=label,
        help_text=hjalp,
        required=required,
        strip=False,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def ja_eller_nej(label: str, *, hjalp: str = "") -> forms.TypedChoiceField:
    """A question that must be answered; no answer is chosen beforehand."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hjalp,
        choices=JA_NEJ,
        coerce=lambda svar: svar == "ja",
        widget=forms.RadioSelect,
    )


def dagfalt(label: str, *, hjalp: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hjalp,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SkyddsbedomningForm(forms.Form):
    omedelbart_behov = ja_eller_nej("Behöver barnet skydd genast?")
    bedomning = langtext(
        "Bedömning", hjalp="Vad vet ni, av vem, och vad talar för och emot att barnet är i fara nu?"
    )
    atgarder = langtext(
        "Vad gör ni nu?",
        hjalp="Behövs om barnet ska skyddas genast: vad, vem och när.",
        rows=4,
        required=False,
    )


class ForhandsbedomningForm(forms.Form):
    inleds = ja_eller_nej("Ska en utredning inledas?")
    motivering = langtext(
        "Motivering", hjalp="Vilka uppgifter bygger ni på, och varför räcker de eller inte?"
    )


class AterkopplingForm(forms.Form):
    uppgift = forms.ChoiceField(
        label="Vad får anmälaren veta?",
        help_text="Bara en av de tre uppgifterna får lämnas, inget mer (SoL 19:6).",
        choices=Aterkoppling.Uppgift,
        widget=forms.RadioSelect,
    )
    motivering = langtext("Skäl, om återkoppling är olämplig", rows=3, required=False)


class UtredningForm(forms.Form):
    hord = forms.ChoiceField(
        label="Hur hördes barnet?",
        choices=Utredning.Hord,
        widget=forms.RadioSelect,
        required=False,
    )
    barnets_rost = langtext(
        "Barnets egna ord", hjalp="Så nära det barnet själv sade som möjligt.", required=False
    )
    barnets_basta = langtext("Bedömning av barnets bästa", required=False)
    sammanfattning = langtext("Sammanfattning och bedömning", rows=10, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for falt in self.fields.values():
            falt.krav_text = "behövs för att avsluta"  # type: ignore[attr-defined]


class BeslutsforslagForm(forms.Form):
    slag = forms.ChoiceField(label="Förslag", choices=Beslut.Slag, widget=forms.RadioSelect)
    lagrum = forms.ChoiceField(
        label="Lagrum",
        choices=[
            ("SoL 11:1", "SoL 11:1, bistånd efter behovsprövning"),
            ("SoL 11:5", "SoL 11:5, insats utan behovsprövning"),
            ("SoL 14:2", "SoL 14:2, utredningen avslutas"),
            ("SoL 14:2, 23:1", "SoL 14:2 och 23:1, avslutas och barnet följs upp"),
            ("LVU 2 §", "LVU 2 §, brister i hemmiljön"),
            ("LVU 3 §", "LVU 3 §, eget beteende"),
        ],
    )
    text = langtext("Beslutet", hjalp="Vad som beslutas, för vem och hur länge.", rows=4)
    motivering = langtext("Motivering", hjalp="Skälen, i ord som den det gäller förstår.", rows=8)
    barnkonsekvens = langtext("Så påverkas barnet", rows=4)
    andras_uppgifter = forms.BooleanField(
        label="Förslaget bygger på uppgifter som någon annan har lämnat om den enskilde",
        help_text="Då får den enskilde se dem och svara innan beslutet fattas (FL 25 §).",
        required=False,
    )


class BeslutForm(forms.Form):
    utfall = forms.ChoiceField(
        label="Beslut",
        choices=[(val.value, val.label) for val in AVGOR],
        widget=forms.RadioSelect,
    )
    kommentar = langtext(
        "Kommentar", hjalp="Behövs om förslaget lämnas tillbaka.", rows=3, required=False
    )


class UtskottsbeslutForm(BeslutForm):
    """Care under LVU: what the utskott decided, noted by whoever keeps its minutes."""

    utskottsdag = dagfalt("Utskottets sammanträde", required=False)
    protokoll = forms.CharField(label="Paragraf i protokollet", max_length=20, required=False)


class TilldelningForm(forms.Form):
    enhet = forms.ModelChoiceField(label="Enhet", queryset=Enhet.objects.none())
    handlaggare = forms.ModelChoiceField(label="Handläggare", queryset=Anvandare.objects.none())

    def __init__(self, *args: Any, arende: Arende, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enhet"].queryset = Enhet.objects.filter(namnd=arende.namnd_id)  # type: ignore[attr-defined]
        self.fields["handlaggare"].queryset = handlaggare_in(arende)  # type: ignore[attr-defined]


def handlaggare_in(arende: Arende) -> Any:
    """Active people with a handling duty in the ärende's nämnd today."""
    from access.models import Uppdrag

    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).filter(
        namnd=arende.namnd_id, roll__in=Roll.handlaggande()
    )
    return Anvandare.objects.filter(is_active=True, uppdrag__in=uppdrag).distinct()
