"""What is struck in one item that is given out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from arenden.dokument.underlag import Del
from arenden.forms.underlag import MaskningForm
from arenden.rules.maskning import Hemlighet
from insatser.actions.utlamnande import LAGRUM
from insatser.actions.utlamnandekopia import SETT

HJALP = {
    "meningar-0": "Kryssa för de meningar som ska strykas.",
    "forslag": "De finns i texten. Kryssa för dem som ska strykas överallt.",
    "ord": "Ett ord, ett namn eller ett nummer på varje rad. Det stryks överallt.",
}


class StrykningForm(MaskningForm):
    """A box for each sentence, words that are struck wherever they stand, and the provision."""

    lagrum = forms.ChoiceField(
        label="Vad hindrar att det lämnas ut?",
        help_text="Bestämmelsen står där något är struket. Den som anmälde och skyddad plats "
        "får sin egen.",
        choices=LAGRUM,
    )

    def __init__(self, *args: Any, delar: Sequence[Del], **kwargs: Any) -> None:
        super().__init__(*args, delar=delar, **kwargs)
        for namn, text in HJALP.items():
            if namn in self.fields:
                self.fields[namn].help_text = text
        self.fields["ord"].label = "Fler ord som ska strykas"
        self.order_fields(["meningar-0", "forslag", "ord", "lagrum"])


class HelForm(MaskningForm):
    """Of what is given whole nothing is struck: only what is always protected takes a reason."""

    def __init__(
        self, *args: Any, delar: Sequence[Del], hemligheter: Sequence[Hemlighet], **kwargs: Any
    ) -> None:
        alltid = [ett for ett in hemligheter if ett.alltid]
        super().__init__(*args, delar=delar, hemligheter=alltid, **kwargs)
        del self.fields["meningar-0"], self.fields["ord"]

    @property
    def meningar(self) -> dict[str, list[int]]:
        return {}

    @property
    def ord(self) -> list[str]:
        return []


class LasForm(forms.Form):
    """Carries the fingerprint of what was shown: only what has been seen goes out."""

    visat = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, avtryck: str, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs | {"initial": {"visat": avtryck}})
        self.avtryck = avtryck

    def clean_visat(self) -> str:
        visat: str = self.cleaned_data["visat"]
        if visat != self.avtryck:
            self.data = {**self.data, "visat": self.avtryck}
            raise forms.ValidationError(SETT)
        return visat
