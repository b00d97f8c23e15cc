"""Forms of vignettes and rounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from access.models import Enhet
from riskbedomning.models import (
    Bedomning,
    Faktor,
    Faktorsvar,
    Instrumentversion,
    Vinjettsvar,
)

YNGST, ALDST = 6, 20


class VinjettForm(forms.Form):
    rubrik = forms.CharField(label="Rubrik", max_length=120)
    text = forms.CharField(
        label="Text",
        help_text=(
            "Om ett påhittat barn. Skriv inga nummer, och ändra det som skulle kunna kännas igen."
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    alder = forms.IntegerField(label="Barnets ålder i texten", min_value=YNGST, max_value=ALDST)


class OmgangForm(forms.Form):
    instrumentversion = forms.ModelChoiceField(
        label="Bedömningsstöd", queryset=Instrumentversion.objects.none(), empty_label=None
    )
    fran = forms.DateField(label="Första dagen")
    till = forms.DateField(
        label="Sista dagen", help_text="Svaren räknas natten efter. Ge minst ett par veckor."
    )
    enheter = forms.ModelMultipleChoiceField(
        label="Inbjudna enheter",
        help_text=(
            "Enhetens socialsekreterare bjuds in. En enhet visas för sig när minst fem har svarat."
        ),
        queryset=Enhet.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        val: dict[str, Any] = {
            "instrumentversion": Instrumentversion.objects.current(),
            "enheter": Enhet.objects.select_related("namnd").order_by("namnd__namn", "namn"),
        }
        for namn, rader in val.items():
            self.fields[namn].queryset = rader  # type: ignore[attr-defined]
        self.fields["enheter"].label_from_instance = _with_namnd  # type: ignore[attr-defined]


def _with_namnd(enhet: Enhet) -> str:
    return f"{enhet.namn}, {enhet.namnd}"


class VinjettsvarForm(forms.Form):
    """A question for each factor and one for the whole; handing in asks for every answer."""

    def __init__(self, *args: Any, faktorer: Iterable[Faktor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.faktorer = list(faktorer)
        for faktor in self.faktorer:
            self.fields[faktor.kod] = _fraga(faktor.rubrik, Faktorsvar.Svar.choices)
        self.fields[Vinjettsvar.SAMLAD] = _fraga("Samlad bedömning", Bedomning.Samlad.choices)


def _fraga(rubrik: str, val: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=rubrik, choices=val, required=False, widget=forms.RadioSelect)
