"""Another person's judgement of what somebody has proposed."""

from __future__ import annotations

from typing import Any

from django import forms

from arenden.forms.steg import langtext


class ProvaForm(forms.Form):
    """`ja`: what it means to agree, in the words of the subject."""

    ja = "Godkänn: så ska det vara"
    godkanns = forms.TypedChoiceField(
        label="Din prövning", coerce=lambda svar: svar == "ja", widget=forms.RadioSelect
    )
    kommentar = langtext(
        "Kommentar",
        hjalp="Behövs när du inte godkänner.",
        rows=2,
        required=False,
        max_length=2_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        val: Any = self.fields["godkanns"]
        val.choices = [("ja", self.ja), ("nej", "Godkänn inte")]
