"""The form for what is known of the person."""

from __future__ import annotations

from django import forms


class PersonForm(forms.Form):
    fornamn = forms.CharField(label="Förnamn", required=False, max_length=100)
    efternamn = forms.CharField(label="Efternamn", required=False, max_length=100)
    nummer = forms.CharField(
        label="Personnummer eller samordningsnummer",
        help_text="ÅÅÅÅMMDD-NNNN. Fyll i när du vet vem personen är, eller om numret har ändrats.",
        required=False,
        max_length=16,
    )
    fodelsedatum = forms.DateField(
        label="Födelsedatum",
        help_text="Det verkliga datumet. Det kan skilja sig från numrets.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    telefon = forms.CharField(label="Telefon", required=False, max_length=40)
    adress = forms.CharField(label="Adress", required=False, max_length=300)
    skola = forms.CharField(label="Skola", required=False, max_length=120)
    arskurs = forms.IntegerField(label="Årskurs", required=False, min_value=0, max_value=13)
    kannetecken = forms.CharField(label="Kännetecken", required=False, max_length=1000)

    def __init__(self, *args: object, is_skyddad: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if is_skyddad:
            for falt in ("telefon", "adress", "skola", "arskurs"):
                del self.fields[falt]
