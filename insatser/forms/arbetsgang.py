"""The form of a step, made out of its questions, and the form that begins an arbetsgång."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import ja_eller_nej, langtext
from insatser.rules.falt import LANGST, Falt
from insatser.rules.graf import Nod

UTFALL = "utfall"


def datum(label: str, *, hjalp: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hjalp,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def tid(label: str, *, hjalp: str = "", required: bool = True) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text=hjalp,
        required=required,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


def form_of(nod: Nod) -> type[forms.Form]:
    """A form with a field for each question of the step, and one for how it ended."""
    falt = {ett.namn: _field(ett) for ett in nod.falt}
    if nod.utfall:
        falt[UTFALL] = forms.ChoiceField(
            label="Hur slutade det?", choices=nod.utfall, widget=forms.RadioSelect
        )
    return type("StegForm", (forms.Form,), falt)


def _field(falt: Falt) -> forms.Field:
    """A field of the question's kind; nothing is chosen beforehand."""
    fraga, hjalp, kravs = falt.fraga, falt.hjalp, falt.kravs
    allmant: dict[str, Any] = {"label": fraga, "help_text": hjalp, "required": kravs}
    skapa: dict[str, Callable[[], forms.Field]] = {
        "text": lambda: langtext(fraga, hjalp=hjalp, rows=4, required=kravs),
        "rad": lambda: forms.CharField(max_length=LANGST["rad"], **allmant),
        "datum": lambda: datum(fraga, hjalp=hjalp, required=kravs),
        "tid": lambda: tid(fraga, hjalp=hjalp, required=kravs),
        "ja_nej": lambda: ja_eller_nej(fraga, hjalp=hjalp),
        "val": lambda: forms.ChoiceField(choices=falt.val, widget=forms.RadioSelect, **allmant),
        "flerval": lambda: forms.MultipleChoiceField(
            choices=falt.val, widget=forms.CheckboxSelectMultiple, **allmant
        ),
        "tal": lambda: forms.IntegerField(min_value=0, **allmant),
    }
    field = skapa[falt.slag]()
    field.required = kravs
    return field


def as_svar(data: dict[str, Any]) -> dict[str, Any]:
    """The cleaned answers as `rules.falt` has them: plain values, the unanswered left out."""
    return {
        namn: varde.isoformat() if isinstance(varde, date | datetime) else varde
        for namn, varde in data.items()
        if namn != UTFALL and varde not in (None, "", [])
    }


class StartForm(forms.Form):
    """When it happened that the clocks are counted from, and the day that somebody has set."""

    ankare = tid("När hände det, eller kom det in?")
    dag = datum("Dag som någon annan har bestämt", required=False)

    def __init__(self, *args: Any, med_dag: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not med_dag:
            del self.fields["dag"]

    def clean_ankare(self) -> datetime:
        ankare: datetime = self.cleaned_data["ankare"]
        if ankare > timezone.now():
            raise forms.ValidationError("Tiden ligger i framtiden. Ange när det hände.")
        return ankare
