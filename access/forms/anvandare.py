"""Forms of the administrator: accounts and duties."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from access.models import Anvandare, Enhet, Namnd, Roll, Uppdrag


class SokForm(forms.Form):
    q = forms.CharField(label="Namn eller användarnamn", max_length=120, required=False)


class AnvandareForm(forms.ModelForm):
    class Meta:
        model = Anvandare
        fields = ["namn", "anvandarnamn", "epost", "organisation"]
        widgets = {
            "namn": forms.TextInput(attrs={"autocomplete": "off"}),
            "anvandarnamn": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        }


class EnhetField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Enhet) -> str:
        return f"{obj.namnd}, {obj.namn}"


class UppdragForm(forms.ModelForm):
    """A duty in a unit, in a whole nämnd, or in the whole city."""

    enhet = EnhetField(
        label="Enhet",
        queryset=Enhet.objects.filter(namnd__in=Namnd.objects.real())
        .select_related("namnd")
        .order_by("namnd__namn", "namn"),
        required=False,
        help_text="Behövs för alla som arbetar med ärenden.",
    )
    namnd = forms.ModelChoiceField(
        label="Nämnd",
        queryset=Namnd.objects.real(),
        required=False,
        help_text="Fylls i när uppdraget gäller hela nämnden. Följer annars av enheten.",
    )

    class Meta:
        model = Uppdrag
        fields = ["roll", "enhet", "namnd", "fran", "till"]
        widgets = {
            "fran": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "till": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roll"] = forms.ChoiceField(
            label="Uppdrag",
            choices=[("", "Välj uppdrag")]
            + [(roll.value, roll.label) for roll in Roll if roll is not Roll.SYSTEM],
        )
        self.fields["fran"].initial = timezone.localdate
        self.fields["till"].help_text = "Sista dagen. Lämna tomt om uppdraget gäller tills vidare."

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        enhet, namnd = data.get("enhet"), data.get("namnd")
        if enhet and namnd and enhet.namnd_id != namnd.pk:
            self.add_error("namnd", "Enheten hör till en annan nämnd.")
        elif enhet:
            data["namnd"] = enhet.namnd
        return data
