"""Who is away and who covers, who is on call, who decides by delegation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from access.behorighet import staff_led_by
from access.models import Anvandare, Enhet, Namnd, Roll, Uppdrag
from access.rules.delegation import delegable

DAG = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
STUND = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class PersonField(forms.ModelChoiceField):
    """A colleague in a nämnd where the user leads; never the user."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Anvandare.objects.none(), empty_label="Välj person", **kwargs)


class BemanningForm(forms.Form):
    def __init__(self, *args: Any, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.namnder = user.namnder(Roll.ledande())
        for falt in self.fields.values():
            if isinstance(falt, PersonField):
                falt.queryset = self.people()

    def people(self) -> Any:
        return staff_led_by(self.user).exclude(pk=self.user.pk)


class FranvaroForm(BemanningForm):
    anvandare = PersonField(label="Vem är borta?")
    ersattare = PersonField(
        label="Vem ersätter?", help_text="Når den borta kollegans ärenden så länge frånvaron varar."
    )
    fran = forms.DateField(label="Från och med", widget=DAG, initial=timezone.localdate)
    till = forms.DateField(label="Till och med", widget=DAG)


class JourpassForm(BemanningForm):
    anvandare = PersonField(label="Vem har jour?")
    namnd = forms.ModelChoiceField(
        label="För vilken nämnd?", queryset=Namnd.objects.real(), empty_label="Välj nämnd"
    )
    fran = forms.DateTimeField(label="Passet börjar", widget=STUND)
    till = forms.DateTimeField(label="Passet slutar", widget=STUND)

    def people(self) -> Any:
        jour = Uppdrag.objects.in_force(timezone.localdate()).filter(roll=Roll.SOCIALJOUR)
        personer = Anvandare.objects.filter(pk__in=jour.values("anvandare"), is_active=True)
        return personer.exclude(pk=self.user.pk)


class EnhetField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Enhet) -> str:
        return f"{obj.namnd}, {obj.namn}"


class DelegationForm(BemanningForm):
    anvandare = PersonField(label="Till vem?")
    arendetyp = forms.ChoiceField(label="Vad får personen besluta om?")
    enhet = EnhetField(
        label="I vilken enhet?",
        queryset=Enhet.objects.none(),
        empty_label="Välj enhet",
        help_text="Personen får läsa enhetens akter under perioden.",
    )
    fran = forms.DateField(label="Från och med", widget=DAG, initial=timezone.localdate)
    till = forms.DateField(label="Till och med", widget=DAG)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        idag = timezone.localdate()
        punkter = {
            punkt.arendetyp: f"{punkt.namn} ({punkt.lagrum})"
            for namnd in Namnd.objects.filter(pk__in=self.namnder)
            for punkt in delegable(namnd.kod, idag)
        }
        self.fields["arendetyp"].choices = [("", "Välj"), *punkter.items()]  # type: ignore[attr-defined]
        enheter = Enhet.objects.filter(namnd__in=self.namnder).select_related("namnd")
        self.fields["enhet"].queryset = enheter  # type: ignore[attr-defined]
