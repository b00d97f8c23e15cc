"""What somebody is shown before a decision: which parts, and what is masked in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from arenden.dokument.underlag import Del
from arenden.forms.steg import langtext
from arenden.rules.maskning import Hemlighet, fingerprint, sentences


class ValForm(forms.Form):
    mottagare = forms.CharField(
        label="Vem ska få se det?",
        help_text="En person i taget: var och en får se det som rör den.",
        max_length=200,
    )
    delar = forms.MultipleChoiceField(
        label="Vad ska personen få se?",
        help_text="Allt som har betydelse för beslutet. Nästa steg är att maska i det.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, delar: Sequence[Del], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        falt: Any = self.fields["delar"]
        falt.choices = [(del_.nyckel, del_.rubrik) for del_ in delar]


class MaskningForm(forms.Form):
    """One box for each sentence, then words that are masked wherever they stand.

    `sedd-N` carries the fingerprint of the text that was gone through.
    """

    def __init__(
        self, *args: Any, delar: Sequence[Del], hemligheter: Sequence[Hemlighet], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.delar = delar
        for nr, del_ in enumerate(delar):
            self.fields[f"meningar-{nr}"] = forms.MultipleChoiceField(
                label=del_.rubrik,
                help_text="Kryssa för de meningar som ska maskas.",
                choices=[
                    (str(plats), mening.strip())
                    for plats, mening in enumerate(sentences(del_.text))
                    if mening.strip()
                ],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"sedd-{nr}"] = forms.CharField(
                widget=forms.HiddenInput, initial=fingerprint(del_.text), max_length=64
            )
        forslag = [(ett.text, f"{ett.text} – {ett.varfor}") for ett in hemligheter]
        self._add_words([f for f, h in zip(forslag, hemligheter, strict=True) if not h.alltid])
        self._add_certain([f for f, h in zip(forslag, hemligheter, strict=True) if h.alltid])

    def _add_words(self, forslag: list[tuple[str, str]]) -> None:
        if forslag:
            self.fields["forslag"] = forms.MultipleChoiceField(
                label="Förslag: ord som kan röra någon annan",
                help_text="De finns i texten. Kryssa för dem som ska maskas överallt.",
                choices=forslag,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["ord"] = langtext(
            "Fler ord som ska maskas",
            hjalp="Ett ord, ett namn eller ett nummer på varje rad. Det maskas överallt.",
            rows=4,
            required=False,
            max_length=5_000,
        )

    def _add_certain(self, alltid: list[tuple[str, str]]) -> None:
        if alltid:
            self.fields["visade"] = forms.MultipleChoiceField(
                label="Maskas alltid: den som anmält och skyddad plats",
                help_text="Kryssa bara för det som får visas, och skriv varför.",
                choices=alltid,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields["skal"] = langtext(
                "Varför får det visas?", rows=2, required=False, max_length=2_000
            )

    @property
    def sedda(self) -> dict[str, str]:
        return {del_.nyckel: self.cleaned_data[f"sedd-{nr}"] for nr, del_ in enumerate(self.delar)}

    @property
    def meningar(self) -> dict[str, list[int]]:
        return {
            del_.nyckel: [int(plats) for plats in self.cleaned_data[f"meningar-{nr}"]]
            for nr, del_ in enumerate(self.delar)
        }

    @property
    def ord(self) -> list[str]:
        egna = [rad.strip() for rad in self.cleaned_data["ord"].splitlines()]
        return [*self.cleaned_data.get("forslag", []), *filter(None, egna)]
