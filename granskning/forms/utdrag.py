"""What staff fill in about an extract. Whose request is taken is decided in the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from granskning.actions.utdrag.provning import Dom
from granskning.models import Utdragspost
from granskning.rules.maskning import grund_choices
from granskning.rules.utdrag import Begarare, Identitet, Leveranssatt, Slag

DAG = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ETT_AR = timedelta(days=365)
RADER = {"rows": 3}
FALT = ("utfall", "grund", "struket", "motiv")
"""What is said of each item."""


def _year_ago() -> Any:
    return timezone.localdate() - ETT_AR


class BegaranForm(forms.Form):
    slag = forms.ChoiceField(
        label="Vad begärs?",
        choices=Slag.choices(),
        widget=forms.RadioSelect,
        help_text="Registerutdraget har allt som finns i akten, och loggen. Det andra bara loggen.",
    )
    begarare = forms.ChoiceField(
        label="Vem begär?", choices=Begarare.choices(), widget=forms.RadioSelect
    )
    namn = forms.CharField(label="Namn på den som begär", max_length=200)
    identitet = forms.ChoiceField(
        label="Hur styrktes identiteten?",
        choices=[("", "Välj"), *Identitet.choices()],
        help_text="Ombud lämnar fullmakt, ställföreträdare dom eller beslut.",
    )
    hotad = forms.ChoiceField(
        label="Finns kontaktförbud eller annat hot mot barnet eller en förälder?",
        choices=[("nej", "Nej"), ("ja", "Ja")],
        widget=forms.RadioSelect,
        initial="nej",
        help_text="Vid ja döljs var barnet, den andra föräldern och de som arbetar finns.",
    )
    inkom = forms.DateField(
        label="När kom begäran in?",
        widget=DAG,
        initial=timezone.localdate,
        help_text="Svar ska ges inom en månad från den dagen (GDPR art. 12.3).",
    )
    fran = forms.DateField(label="Loggen från och med", widget=DAG, initial=_year_ago)
    till = forms.DateField(label="Loggen till och med", widget=DAG, initial=timezone.localdate)


class ForlangForm(forms.Form):
    skal = forms.CharField(
        label="Varför behövs mer tid?",
        help_text="Personen får veta skälet innan den första månaden har gått.",
        max_length=2000,
        widget=forms.Textarea(attrs=RADER),
    )


class AvslagForm(forms.Form):
    avslagsmotiv = forms.CharField(
        label="Skälen för avslaget",
        help_text="Det här läser den som har begärt utdraget. Ange lagrum.",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class LeveransForm(forms.Form):
    leveranssatt = forms.ChoiceField(
        label="Hur lämnades det över?", choices=Leveranssatt.choices(), widget=forms.RadioSelect
    )
    levererad = forms.DateField(label="När?", widget=DAG, initial=timezone.localdate)


class ProvningForm(forms.Form):
    """A verdict for each item of a part, its fields named by the item's place."""

    omgang = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, poster: list[Utdragspost], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poster = poster
        for post in poster:
            self._add(post)

    def _add(self, post: Utdragspost) -> None:
        n = post.ordning
        self.fields[f"utfall-{n}"] = forms.ChoiceField(
            label="Utfall",
            choices=Utdragspost.Utfall.choices,
            widget=forms.RadioSelect,
            initial=post.utfall,
        )
        self.fields[f"grund-{n}"] = forms.ChoiceField(
            label="Grund, om något maskas",
            choices=[("", "Ingen"), *grund_choices()],
            required=False,
            initial=post.grund,
        )
        self.fields[f"struket-{n}"] = forms.CharField(
            label="Ord som stryks",
            help_text="Ett ord eller en mening på varje rad, så som det står.",
            required=False,
            initial="\n".join(post.struket),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=10_000,
        )
        self.fields[f"motiv-{n}"] = forms.CharField(
            label="Varför",
            required=False,
            initial=post.motiv,
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=5000,
        )

    def rows(self) -> list[tuple[Utdragspost, list[forms.BoundField]]]:
        """Each item with its four fields, to be drawn together."""
        return [(post, [self[f"{namn}-{post.ordning}"] for namn in FALT]) for post in self.poster]

    def domar(self, data: dict[str, Any]) -> list[Dom]:
        return [
            Dom(
                ordning=post.ordning,
                utfall=data[f"utfall-{post.ordning}"],
                grund=data[f"grund-{post.ordning}"],
                struket=tuple(_lines(data[f"struket-{post.ordning}"])),
                motiv=data[f"motiv-{post.ordning}"],
            )
            for post in self.poster
        ]


def _lines(text: str) -> list[str]:
    return [rad.strip() for rad in text.splitlines() if rad.strip()]
