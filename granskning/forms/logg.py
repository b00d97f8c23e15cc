"""How a reviewer narrows the log. Names are those of staff, never of children."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from access.models import Anvandare
from audit.models import Utfall
from audit.verb import Verb
from granskning.aterblick import find_akt, may_look_back
from granskning.models import LoggradQuerySet


class EgenLoggForm(forms.Form):
    """Filters of one's own log."""

    handelse = forms.ChoiceField(
        label="Vad",
        choices=[("", "Allt"), *((verb.value, verb.label) for verb in Verb)],
        required=False,
    )
    fran = forms.DateField(
        label="Från och med", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    till = forms.DateField(
        label="Till och med", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def narrow(self, rader: LoggradQuerySet) -> LoggradQuerySet:
        """The rows that pass the filters; with a faulty form, none."""
        if not self.is_valid():
            return rader.none()
        val = self.cleaned_data
        if val["handelse"]:
            rader = rader.filter(verb=val["handelse"])
        if val["fran"]:
            rader = rader.filter(tid__gte=_midnight(val["fran"]))
        if val["till"]:
            rader = rader.filter(tid__lt=_midnight(val["till"] + timedelta(days=1)))
        return rader


DAGAR = 30
"""How far back the log is shown when nothing says whose or when."""


class LoggForm(EgenLoggForm):
    """Filters of the reviewer.

    Without a person, an akt or a day, the last thirty days are shown, so that a filter that
    nothing passes never makes the database read the whole log.
    """

    namn = forms.CharField(label="Vem, namn eller del av namn", max_length=120, required=False)
    akt = forms.UUIDField(
        label="Akt",
        required=False,
        help_text="Hela beteckningen. Du får den genom att välja akten i listan.",
    )
    utfall = forms.ChoiceField(
        label="Utfall", choices=[("", "Alla utfall"), *Utfall.choices], required=False
    )
    field_order = ["namn", "handelse", "fran", "till", "utfall", "akt"]

    @property
    def sedan(self) -> date | None:
        """The first day shown when the filters name none; None when they do."""
        val = self.cleaned_data if self.is_valid() else {}
        if any(val.get(namn) for namn in ("fran", "akt", "namn")):
            return None
        return (val.get("till") or timezone.localdate()) - timedelta(days=DAGAR)

    def narrow(self, rader: LoggradQuerySet) -> LoggradQuerySet:
        rader = super().narrow(rader)
        if not self.is_valid():
            return rader
        val = self.cleaned_data
        if self.sedan:
            rader = rader.filter(tid__gte=_midnight(self.sedan))
        if val["namn"]:
            # as a list: the database then knows how common they are, and by which way to go
            traffar = Anvandare.objects.filter(namn__icontains=val["namn"])
            rader = rader.filter(aktor_id__in=list(traffar.values_list("pk", flat=True)))
        if val["akt"]:
            rader = rader.for_akt(val["akt"])
        if val["utfall"]:
            rader = rader.filter(utfall=val["utfall"])
        return rader


class DagForm(forms.Form):
    """Which day of a person's log."""

    dag = forms.DateField(
        label="Dag", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class _AktForm(forms.Form):
    """Which akt. One that the reader does not review is answered as one that is not there."""

    akt_id: UUID

    akt = forms.CharField(
        label="Ärendenummer", max_length=40, help_text="Eller aktens hela beteckning ur loggen."
    )

    def __init__(self, *args: Any, reader: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_akt(self) -> str:
        fraga: str = self.cleaned_data["akt"]
        akt_id = find_akt(fraga)
        if akt_id is None or not may_look_back(self.reader, akt_id):
            raise forms.ValidationError("Det finns ingen sådan akt som du granskar.")
        self.akt_id = akt_id
        return fraga


class VemKundeSeForm(_AktForm):
    tid = forms.DateTimeField(
        label="När",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Den stund du vill veta om.",
    )

    def clean_tid(self) -> datetime:
        tid: datetime = self.cleaned_data["tid"]
        if tid > timezone.now():
            raise forms.ValidationError("Välj en stund som har varit.")
        return tid


class VemSagForm(_AktForm):
    fran = forms.DateField(label="Från och med", widget=forms.DateInput(attrs={"type": "date"}))
    till = forms.DateField(label="Till och med", widget=forms.DateInput(attrs={"type": "date"}))

    def period(self) -> tuple[datetime, datetime]:
        """From the first midnight to the one after the last day."""
        till = self.cleaned_data["till"] + timedelta(days=1)
        return _midnight(self.cleaned_data["fran"]), _midnight(till)

    def clean(self) -> dict[str, Any]:
        val = super().clean() or {}
        if val.get("fran") and val.get("till") and val["fran"] > val["till"]:
            self.add_error("till", "Sista dagen kan inte ligga före den första.")
        return val


def _midnight(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))
