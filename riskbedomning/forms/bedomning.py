"""Forms of the assessment: one small form for each factor, and one for the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from riskbedomning.actions.svar import FALT, OBESVARAD, Svarsuppgift, values_of
from riskbedomning.models import Bedomning, Faktor, Faktorsvar

JAMFOR = ("riktning", "riktning_varfor")
"""Asked only where the factor was answered before; else the page does not show them."""

LANG_TEXT = forms.Textarea(attrs={"rows": 6})


class SvarForm(forms.Form):
    """One factor's answer. Everything may be left for later; completing asks for the rest."""

    svar = forms.ChoiceField(label="Svar", choices=Faktorsvar.Svar.choices, required=False)
    belagg = forms.CharField(label="Belägg", max_length=10_000, required=False)
    kalla = forms.CharField(label="Källa", max_length=1_000, required=False)
    relevans_nu = forms.ChoiceField(
        label="Betydelse nu", choices=Faktorsvar.Relevans.choices, required=False
    )
    kritisk = forms.BooleanField(label=Faktorsvar.Kritisk.JA.label, required=False)
    riktning = forms.ChoiceField(
        label="Sedan förra bedömningen", choices=Faktorsvar.Riktning.choices, required=False
    )
    riktning_varfor = forms.CharField(
        label="Vad som har ändrats, och varför", max_length=5_000, required=False
    )
    version = forms.IntegerField(min_value=0)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        faktor: Faktor,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=faktor.kod, initial=initial)
        self.faktor = faktor

    def clean_belagg(self) -> str:
        return _as_written(self.cleaned_data["belagg"])

    def clean_riktning_varfor(self) -> str:
        return _as_written(self.cleaned_data["riktning_varfor"])

    def clean_kritisk(self) -> str:
        return "ja" if self.cleaned_data["kritisk"] else "nej"

    def uppgift(self) -> Svarsuppgift:
        """What the cleaned form says, for the action."""
        shown = [falt for falt in FALT if falt not in JAMFOR or self.add_prefix(falt) in self.data]
        varden = {falt: self.cleaned_data[falt] for falt in shown}
        return Svarsuppgift(self.faktor, self.cleaned_data["version"], varden)


def _as_written(text: str) -> str:
    """Line ends as the text had them before the browser sent it."""
    return text.replace("\r\n", "\n")


def svar_forms(
    faktorer: Iterable[Faktor], svar: Mapping[Any, Faktorsvar], utkast: Mapping[str, str]
) -> list[SvarForm]:
    """Unbound forms with the stored answers; a draft's rows show what was being typed instead."""
    forms_ = []
    for faktor in faktorer:
        stored = svar.get(faktor.pk)
        initial: dict[str, Any] = dict(OBESVARAD) if stored is None else values_of(stored)
        initial["version"] = 0 if stored is None else stored.version
        if f"{faktor.kod}-version" in utkast:
            initial = {
                falt: utkast.get(f"{faktor.kod}-{falt}", OBESVARAD.get(falt)) for falt in initial
            }
        initial["kritisk"] = initial["kritisk"] in ("ja", "on")
        forms_.append(SvarForm(initial=initial, faktor=faktor))
    return forms_


class SamladForm(forms.Form):
    """The assessor's own words. Nothing here is filled in by the system."""

    kallor = forms.CharField(
        label="Källor",
        help_text="Samtal, möten, handlingar och iakttagelser, med datum.",
        max_length=10_000,
        required=False,
        widget=LANG_TEXT,
    )
    barnets_syn = forms.CharField(
        label="Barnets egen syn",
        help_text="Så nära barnets egna ord som möjligt.",
        max_length=20_000,
        required=False,
        widget=LANG_TEXT,
    )
    barnets_syn_saknas = forms.CharField(
        label="Varför barnets syn saknas",
        help_text="Bara om barnet inte har kunnat eller velat komma till tals.",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    vardnadshavares_syn = forms.CharField(
        label="Vårdnadshavares syn", max_length=20_000, required=False, widget=LANG_TEXT
    )
    scenario = forms.CharField(
        label="Tänkbar utveckling i stort",
        help_text="Om inget görs, och med rätt stöd. Det som kan hända skriver du som scenarier.",
        max_length=20_000,
        required=False,
        widget=LANG_TEXT,
    )
    samlad = forms.ChoiceField(
        label="Samlad bedömning",
        help_text="Din egen slutsats. Systemet räknar inte och föreslår inget.",
        choices=Bedomning.Samlad.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    motiv = forms.CharField(
        label="Motivering",
        help_text="Väg det som oroar mot det som skyddar, och skriv vad som är osäkert.",
        max_length=40_000,
        required=False,
        widget=LANG_TEXT,
    )
    ny_bedomning = forms.DateField(label="Ny bedömning senast", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["barnets_syn"].krav_text = "behövs, här eller bland egna ord"  # type: ignore[attr-defined]
        for namn in ("samlad", "motiv"):
            self.fields[namn].krav_text = "behövs för att slutföra"  # type: ignore[attr-defined]
