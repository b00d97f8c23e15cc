"""The steps of a release: what and to whom, which parts, on what ground, with what answers.

Each step carries the answers of the ones before it in hidden fields, so nothing is kept on the way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from arenden.forms.underlag import MaskningForm
from arenden.rules.maskning import Hemlighet, fingerprint
from samverkansteam.actions.delgivning import LASES_DAGAR
from samverkansteam.delbart import Delbart, Utvalt
from samverkansteam.grunder import Grund
from samverkansteam.models import Delgivning, Mote, Part, Team, Uppgiftsslag


def receivers(team: Team) -> QuerySet[Part]:
    return Part.objects.external().filter(team=team).select_related("organisation")


def last_day() -> date:
    return timezone.localdate() + timedelta(days=LASES_DAGAR)


def slagfalt() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Vad handlar det om?",
        choices=Uppgiftsslag.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class ValForm(forms.Form):
    """What is released, and to whom."""

    mottagare = forms.ModelChoiceField(
        label="Mottagare", queryset=Part.objects.none(), empty_label="Välj"
    )
    uppgifter = forms.MultipleChoiceField(
        label="Uppgifter ur akten",
        help_text="I nästa steg väljer du vilka delar som ska med.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    egen_text = forms.CharField(
        label="Egen text",
        max_length=20_000,
        required=False,
        widget=forms.Textarea,
        help_text="Skriv bara det mottagaren behöver. Ta bort uppgifter om andra personer.",
    )
    slag = slagfalt()
    lases_till = forms.DateField(
        label="Mottagaren kan läsa till och med",
        help_text="Sedan finns bara spåret kvar: att något har lämnats ut, och när.",
        initial=last_day,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, team: Team, delbart: list[Delbart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delbart = delbart
        self.fields["mottagare"].queryset = receivers(team)  # type: ignore[attr-defined]
        self.fields["uppgifter"].choices = [(d.nyckel, d.rubrik) for d in delbart]  # type: ignore[attr-defined]

    @property
    def valda(self) -> list[Delbart]:
        return [d for d in self.delbart if d.nyckel in self.cleaned_data["uppgifter"]]

    @property
    def slagen(self) -> set[str]:
        """What the release is about: as said, and as the chosen things are by themselves."""
        return {*self.cleaned_data["slag"], *(d.slag for d in self.valda if d.slag)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("uppgifter") and not data.get("egen_text"):
            self.add_error("egen_text", "Välj minst en uppgift eller skriv en egen text.")
        return data


class UrvalForm(MaskningForm):
    """Which parts of what was chosen go along, and what is masked in them.

    Of a text in several parts none is ticked beforehand: each is there because somebody wants it.
    """

    def __init__(
        self,
        *args: Any,
        valda: Sequence[Delbart],
        hemligheter: Sequence[Hemlighet],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, delar=(), hemligheter=hemligheter, **kwargs)
        self.valda = valda
        self.alltid = [ett.text for ett in hemligheter if ett.alltid]
        for nr, delbart in enumerate(valda):
            ensam = len(delbart.delar) == 1
            self.fields[f"delar-{nr}"] = forms.MultipleChoiceField(
                label=delbart.rubrik,
                help_text="" if ensam else "Kryssa för det som mottagaren behöver.",
                choices=[(str(plats), text) for plats, text in enumerate(delbart.delar)],
                initial=["0"] if ensam else [],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Kryssa för minst en del, eller gå tillbaka."},
            )
        self.order_fields([f"delar-{nr}" for nr in range(len(valda))])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("visade") and not data.get("skal", "").strip():
            self.add_error("skal", "Skriv varför det som annars är skyddat får visas.")
        return data

    @property
    def utvalda(self) -> list[Utvalt]:
        return [
            Utvalt(delbart, [int(plats) for plats in self.cleaned_data[f"delar-{nr}"]])
            for nr, delbart in enumerate(self.valda)
        ]

    @property
    def maskade(self) -> list[str]:
        """The words that are masked: those that always are and were not let through, and more."""
        visade = self.cleaned_data.get("visade", [])
        return list(dict.fromkeys([*(o for o in self.alltid if o not in visade), *self.ord]))

    def as_json(self) -> dict[str, Any]:
        """What is kept of the choice beside the exact words."""
        return {
            "delar": [utvalt.as_json() for utvalt in self.utvalda],
            "maskat": self.maskade,
            "visat": self.cleaned_data.get("visade", []),
            "skal": self.cleaned_data.get("skal", ""),
        }


class SagtForm(forms.Form):
    """What was told a party aloud."""

    mottagare = forms.ModelChoiceField(
        label="Vem fick veta det?", queryset=Part.objects.none(), empty_label="Välj"
    )
    form = forms.ChoiceField(
        label="Hur?",
        choices=[(f.value, f.label) for f in Delgivning.Form if f != Delgivning.Form.KOPIA],
        widget=forms.RadioSelect,
    )
    mote = forms.ModelChoiceField(
        label="Vilket möte?",
        queryset=Mote.objects.none(),
        required=False,
        empty_label="Inget av teamets möten",
    )
    sagt = forms.DateTimeField(
        label="När?",
        initial=timezone.now,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    innehall = forms.CharField(
        label="Vad sades?",
        help_text="Skriv det som mottagaren fick veta, inte mer.",
        max_length=20_000,
        widget=forms.Textarea,
    )
    slag = slagfalt()

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = Mote.objects.filter(team=team, planerat__lte=timezone.now())
        self.fields["mottagare"].queryset = receivers(team)  # type: ignore[attr-defined]
        self.fields["mote"].queryset = begun  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mote") and data.get("form") == Delgivning.Form.SAMTAL:
            self.add_error("mote", "Välj antingen möte eller samtal.")
        return data


SLUTAT_BARA = (
    "Lagrummet kan inte längre bära utlämnandet. Varför står under «Kan inte användas». Inget har"
    " lämnats ut."
)


class GrundForm(forms.Form):
    """The legal grounds that can carry this release today."""

    lagrum = forms.ChoiceField(
        label="Lagrum",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": SLUTAT_BARA},
    )

    def __init__(self, *args: Any, grunder: list[Grund], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.erbjudna = {str(g.lagrum.pk): g for g in grunder if g.is_offered}
        self.nekade = [g for g in grunder if not g.is_offered]
        self.fields["lagrum"].choices = [  # type: ignore[attr-defined]
            (pk, str(grund.lagrum)) for pk, grund in self.erbjudna.items()
        ]

    @property
    def grund(self) -> Grund:
        return self.erbjudna[self.cleaned_data["lagrum"]]


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


class SlutForm(forms.Form):
    """Carries the fingerprint of what was shown: only what has been seen is released."""

    visat = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Mapping[str, Any] | None, *, innehall: str) -> None:
        self.innehall, self.avtryck = innehall, fingerprint(innehall)
        super().__init__(data, initial={"visat": self.avtryck})

    def clean_visat(self) -> str:
        visat: str = self.cleaned_data["visat"]
        if visat != self.avtryck:
            self.data = {**self.data, "visat": self.avtryck}
            raise forms.ValidationError("Texten har ändrats sedan du såg den. Läs den igen.")
        return visat


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
        self.fields["mottagare"].queryset = receivers(team)  # type: ignore[attr-defined]
