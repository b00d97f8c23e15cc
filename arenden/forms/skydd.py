"""Forms about protected personal data."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from access.models import Anvandare, Niva, Roll
from arenden.actions.skydd import named_for
from arenden.models import Arende
from arenden.models.akt import Skyddsniva

AKT_DAGAR, FACK_DAGAR = 365, 31
ANDAMAL = [
    ("mote", "Möte eller hembesök"),
    ("post", "Post eller meddelande"),
    ("fara", "Någon är i fara"),
    ("kontroll", "Kontroll av att uppgiften stämmer"),
]


class SkyddForm(forms.Form):
    skyddsniva = forms.ChoiceField(
        label="Markering",
        choices=Skyddsniva.choices,
        widget=forms.RadioSelect,
        help_text=(
            "Fingerade uppgifter markeras aldrig: den nya identiteten har en egen akt, och inget "
            "i systemet får koppla den till den gamla."
        ),
    )


class _TillForm(forms.Form):
    """A person, a reason and a last day."""

    dagar = AKT_DAGAR

    anvandare = forms.ModelChoiceField(label="Vem", queryset=Anvandare.objects.none())
    till = forms.DateField(
        label="Till och med", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    motivering = forms.CharField(
        label="Varför behövs det?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, arende: Arende, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        falt: Any = self.fields["anvandare"]
        falt.queryset = self.candidates(arende).exclude(pk=user.pk)
        self.fields["till"].help_text = f"Högst {self.dagar} dagar fram."

    def candidates(self, arende: Arende) -> Any:
        raise NotImplementedError

    def clean_till(self) -> datetime:
        """The end of the last day."""
        dag: date = self.cleaned_data["till"]
        idag = timezone.localdate()
        if not idag <= dag <= idag + timedelta(days=self.dagar):
            raise forms.ValidationError(f"Välj en dag inom de närmaste {self.dagar} dagarna.")
        return timezone.make_aware(datetime.combine(dag + timedelta(days=1), time.min))


class NamngeForm(_TillForm):
    niva = forms.TypedChoiceField(
        label="Får", choices=Niva.choices, coerce=lambda val: Niva(int(val))
    )
    field_order = ["anvandare", "niva", "till", "motivering"]

    def candidates(self, arende: Arende) -> Any:
        return Anvandare.objects.filter(
            is_active=True, uppdrag__namnd=arende.namnd_id, uppdrag__roll__in=Roll.handlaggande()
        ).distinct()


class FackForm(_TillForm):
    dagar = FACK_DAGAR

    def candidates(self, arende: Arende) -> Any:
        return Anvandare.objects.filter(
            is_active=True, pk__in=named_for(arende.akt_id).values("anvandare")
        )


class VisaAdressForm(forms.Form):
    andamal = forms.ChoiceField(
        label="Vad ska du använda adressen till?", choices=ANDAMAL, widget=forms.RadioSelect
    )


class AdressForm(forms.Form):
    adress = forms.CharField(label="Adress", required=False, max_length=300)
    telefon = forms.CharField(label="Telefon", required=False, max_length=40)
    skola = forms.CharField(label="Skola", required=False, max_length=160)
