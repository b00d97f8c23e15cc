"""The form of a round of follow-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import langtext
from insatser.forms.falt import datum
from insatser.models import Mal, Maluppfyllelse, Uppfoljning


class UppfoljningForm(forms.Form):
    """The round's own fields, and two for each goal of the plan in force."""

    def __init__(self, *args: Any, mal: Iterable[Mal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mal = list(mal)
        for ett in self.mal:
            self.fields[f"grad-{ett.pk}"] = forms.TypedChoiceField(
                label=ett.specifikt,
                help_text=f"Utgångsläge: {ett.baslinje}",
                choices=Maluppfyllelse.Grad.choices,
                coerce=int,
                widget=forms.RadioSelect,
            )
            self.fields[f"kommentar-{ett.pk}"] = langtext("Kommentar", rows=2, required=False)
        self.fields |= {
            "barnets_rost": langtext("Barnets egna ord", hjalp="Hur tycker barnet att det går?"),
            "sammanfattning": langtext("Sammanfattning"),
            "beslut": forms.ChoiceField(
                label="Vad händer nu?", choices=Uppfoljning.Beslut, widget=forms.RadioSelect
            ),
            "nasta_senast": datum(
                "Nästa uppföljning senast", hjalp="Behövs om arbetet fortsätter.", required=False
            ),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("beslut") == Uppfoljning.Beslut.FORTSATT:
            dag = data.get("nasta_senast")
            if not dag and "nasta_senast" not in self.errors:
                self.add_error("nasta_senast", "Ange när nästa uppföljning senast ska vara gjord.")
            elif dag and dag <= timezone.localdate():
                self.add_error("nasta_senast", "Välj en dag som ligger framåt i tiden.")
        return data

    def uppfyllelser(self) -> dict[Mal, tuple[int, str]]:
        return dict(self._uppfyllelser())

    def _uppfyllelser(self) -> Iterator[tuple[Mal, tuple[int, str]]]:
        for ett in self.mal:
            grad = self.cleaned_data[f"grad-{ett.pk}"]
            yield ett, (grad, self.cleaned_data[f"kommentar-{ett.pk}"])
