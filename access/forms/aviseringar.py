"""The inbox: which kind to show, what to put away, and when to hear of it by mail."""

from __future__ import annotations

from django import forms

from access.models import Avisering, Mejlval


class AviseringsFilter(forms.Form):
    slag = forms.ChoiceField(
        label="Slag", choices=[("", "Alla slag"), *Avisering.Slag.choices], required=False
    )
    flik = forms.CharField(required=False, widget=forms.HiddenInput)


class UndanForm(forms.Form):
    """What was on the page: put away no notice that came after it."""

    till = forms.DateTimeField()
    slag = forms.ChoiceField(choices=Avisering.Slag.choices, required=False)


class AngraForm(forms.Form):
    """The press that is taken back, by its moment."""

    undanlagd = forms.DateTimeField()


class MejlvalForm(forms.Form):
    nar = forms.ChoiceField(
        label="När vill du få mejl?", choices=Mejlval.Nar.choices, widget=forms.RadioSelect
    )
