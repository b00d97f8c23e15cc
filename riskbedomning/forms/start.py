"""Beginning an assessment."""

from __future__ import annotations

from typing import Any

from django import forms

from arenden.forms.steg import langtext
from riskbedomning.actions.instrumentval import Instrumentval
from riskbedomning.models import Instrumentversion


class StartForm(forms.Form):
    """The instrument for the person's age is chosen; another one takes a reason."""

    instrumentversion = forms.ChoiceField(label="Bedömningsstöd")
    skal = langtext(
        "Varför ett annat bedömningsstöd?",
        hjalp="Behövs bara om du väljer ett stöd som är gjort för en annan ålder.",
        required=False,
        rows=3,
        max_length=1_000,
    )

    def __init__(self, *args: Any, val: Instrumentval, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._versioner = {str(version.pk): version for version in (*val.passande, *val.andra)}
        falt: Any = self.fields["instrumentversion"]
        falt.choices = list(_choices(val))
        if val.passande:
            falt.initial = str(val.passande[0].pk)

    def clean_instrumentversion(self) -> Instrumentversion:
        return self._versioner[self.cleaned_data["instrumentversion"]]


def _choices(val: Instrumentval) -> Any:
    if not val.passande:
        yield ("", "Välj bedömningsstöd")
        yield from map(_choice, val.andra)
        return
    yield (f"För {val.alder} år", list(map(_choice, val.passande)))
    if val.andra:
        yield ("För en annan ålder", list(map(_choice, val.andra)))


def _choice(version: Instrumentversion) -> tuple[str, str]:
    return str(version.pk), f"{version.alder_fran}–{version.alder_till} år: {version}"
