"""The note of a first lagföring."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from arenden.forms.steg import langtext
from riskbedomning.rules.strategiskt_brott import Brottskatalog


class AterkallaForm(forms.Form):
    skal = langtext("Varför återkallas noteringen?", rows=3, max_length=1_000)


class StrategisktBrottForm(forms.Form):
    """What the document says. The catalogues offered are those for the young person's sex today."""

    FORSTA, SENARE, MISSTANKE = "forsta", "senare", "misstanke"

    brottstyp = forms.ChoiceField(label="Brottstyp", help_text="Så som katalogen benämner den.")
    lagforing = forms.ChoiceField(
        label="Vad handlingen gäller",
        choices=[
            (FORSTA, "Den första lagföringen"),
            (SENARE, "En senare lagföring"),
            (MISSTANKE, "En misstanke eller anmälan"),
        ],
        widget=forms.RadioSelect,
    )
    handling = forms.CharField(
        label="Handling",
        help_text="Dom, strafföreläggande eller åtalsunderlåtelse, med domstol och målnummer.",
        max_length=300,
    )
    lagford = forms.DateField(label="Dag för lagföringen")
    alder = forms.IntegerField(label="Ålder när gärningen begicks", min_value=0, max_value=120)

    def __init__(self, *args: Any, kataloger: Iterable[Brottskatalog], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (katalog.namn, [(f"{katalog.kod}/{typ}", typ) for typ in katalog.brottstyper])
            for katalog in kataloger
        ]
        self.fields["brottstyp"].choices = [("", "Välj brottstyp"), *offered]  # type: ignore[attr-defined]

    def clean_brottstyp(self) -> tuple[str, str]:
        katalog, _, brottstyp = self.cleaned_data["brottstyp"].partition("/")
        return katalog, brottstyp
