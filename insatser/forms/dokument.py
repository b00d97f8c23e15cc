"""The young person's text of a plan, and why a whole akt is taken out."""

from __future__ import annotations

from django import forms

from arenden.forms.steg import langtext


class LattlastForm(forms.Form):
    text = langtext(
        "Planen med lätta ord",
        hjalp="En mening på varje rad. Korta ord. En rad som börjar med # blir en rubrik. Läs "
        "texten högt innan du lämnar den.",
        rows=24,
    )


class HelaAktenForm(forms.Form):
    skal = langtext(
        "Varför behöver du hela akten på papper?",
        hjalp="Till exempel: förvaltningsrätten har begärt in akten i mål 1234-26.",
        rows=3,
        max_length=2_000,
    )
