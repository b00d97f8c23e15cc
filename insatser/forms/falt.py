"""Fields that several forms have."""

from __future__ import annotations

from django import forms


def datum(label: str, *, hjalp: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hjalp,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
