"""How a reviewer narrows the log. Names are those of staff, never of children."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone

from access.models import Anvandare
from audit.models import Utfall
from audit.verb import Verb
from granskning.models import LoggradQuerySet, Nodoppningsgranskning


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


class LoggForm(EgenLoggForm):
    """Filters of the reviewer."""

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

    def narrow(self, rader: LoggradQuerySet) -> LoggradQuerySet:
        rader = super().narrow(rader)
        if not self.is_valid():
            return rader
        val = self.cleaned_data
        if val["namn"]:
            traffar = Anvandare.objects.filter(namn__icontains=val["namn"]).values("pk")
            rader = rader.filter(aktor_id__in=traffar)
        if val["akt"]:
            rader = rader.for_akt(val["akt"])
        if val["utfall"]:
            rader = rader.filter(utfall=val["utfall"])
        return rader


def _midnight(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


class GranskaForm(forms.Form):
    """The verdict on a break-glass."""

    utfall = forms.ChoiceField(
        label="Var nödöppningen motiverad?",
        choices=Nodoppningsgranskning.Utfall.choices,
        widget=forms.RadioSelect,
    )
    kommentar = forms.CharField(
        label="Kommentar",
        help_text="Vad du har vägt in, och vad som behöver göras om den inte var motiverad.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
