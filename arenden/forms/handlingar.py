"""Forms for handlingar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from access.models import Anvandare
from arenden.forms.journal import AnteckningForm
from arenden.forms.steg import langtext
from arenden.models import Arende, Handling, Journalanteckning
from arenden.rules.filslag import LARGEST, MB, TILLATNA

ACCEPT = ",".join(f".{andelse}" for andelse in TILLATNA.split(", "))
HJALP = (
    f"Tillåtna slag: {TILLATNA}. PDF får vara högst {LARGEST // MB} MB, bilder 50 MB och"
    " Office-dokument 20 MB. Plats, kamera och författare tas bort ur bilder och Office-dokument,"
    " inte ur PDF och e-post."
)


def filfalt(label: str, *, required: bool = True) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=HJALP,
        required=required,
        allow_empty_file=True,  # recognised and refused with the other faults of a file
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )


class HandlingForm(forms.Form):
    fil = filfalt("Fil")
    titel = forms.CharField(
        label="Rubrik",
        help_text="Vad den heter i listan. Lämnas den tom används filens namn.",
        required=False,
        max_length=200,
    )
    slag = forms.ChoiceField(label="Vad är det?", choices=Handling.Slag)
    avsandare = forms.CharField(label="Vem kom den från?", required=False, max_length=200)
    inkom = forms.DateField(
        label="När kom den in?",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hor_till = forms.ChoiceField(label="Hör till", required=False)

    def __init__(self, *args: Any, arende: Arende, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._anmalningar = {str(rad.pk): rad for rad in arende.anmalningar.all()}
        self._anteckningar = {
            str(rad.pk): rad
            for rad in Journalanteckning.objects.filter(
                arende=arende, forfattare=user, roll=Journalanteckning.Roll.ORIGINAL
            )
        }
        self.fields["hor_till"].choices = [  # type: ignore[attr-defined]
            ("", "Ärendet"),
            *((pk, f"{rad} {_dag(rad.inkom)}") for pk, rad in self._anmalningar.items()),
            *((pk, f"Din anteckning {_dag(rad.nar)}") for pk, rad in self._anteckningar.items()),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        vald = data.pop("hor_till", "")
        return data | {
            "anmalan": self._anmalningar.get(vald),
            "anteckning": self._anteckningar.get(vald),
        }


class NyAnteckningForm(AnteckningForm):
    fil = filfalt("Bifoga en fil", required=False)


class FelinfordForm(forms.Form):
    felinford_skal = langtext(
        "Varför är den felinförd?",
        hjalp="Skriv inget om den person som handlingen egentligen gäller.",
        rows=3,
        max_length=1000,
    )


def _dag(nar: Any) -> str:
    return f"{timezone.localtime(nar):%Y-%m-%d}"
