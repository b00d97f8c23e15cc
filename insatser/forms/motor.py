"""Forms of what happens to an arbetsgång besides its steps, and of a case that changes hands."""

from __future__ import annotations

from typing import Any

from django import forms

from access.models import Anvandare
from arenden.forms.steg import handlaggare_in, langtext
from arenden.models import Arende
from insatser.rules.graf import Nod


class SkalForm(forms.Form):
    """The reason, which whoever comes after reads."""

    skal = langtext("Skäl", hjalp="Den som läser ärendet efter dig ska förstå varför.", rows=3)


class HoppaForm(SkalForm):
    """The reason, and the way on where the step has more than one."""

    def __init__(self, *args: Any, nod: Nod, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if nod.utfall:
            self.fields["utfall"] = forms.ChoiceField(
                label="Hur går det vidare?", choices=nod.utfall, widget=forms.RadioSelect
            )


class OverlamningForm(forms.Form):
    till = forms.ModelChoiceField(label="Till", queryset=Anvandare.objects.none())
    anteckning = langtext(
        "Det som den nya behöver veta",
        hjalp="Vad är på gång, vad är lovat och till vem, och vad barnet har sagt.",
    )

    def __init__(self, *args: Any, arende: Arende, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        andra = handlaggare_in(arende).exclude(pk=arende.handlaggare_id).order_by("namn")
        self.fields["till"].queryset = andra  # type: ignore[attr-defined]


class TillbakaForm(forms.Form):
    kommentar = langtext("Varför skickar du tillbaka ärendet?", rows=3)
