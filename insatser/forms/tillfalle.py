"""Forms for sessions: note one, plan some, say how often, and take a stand about a concern."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import langtext
from arenden.rules.frister import is_rest_day
from insatser.forms.falt import datum
from insatser.models import Orosmarkering, Tillfalle
from insatser.rules.dos import often
from insatser.rules.tillfallen import LANGST_SERIE, Serie, weekly

UTFALL = [(kod, namn) for kod, namn in Tillfalle.Utfall.choices if kod != "planerat"]
HUR_OFTA = [Decimal(antal) for antal in ("0.5", "1", "2", "3", "4", "5", "6", "7")]
LANGST = 1_440


class TillfalleForm(forms.Form):
    """What is asked every time comes first; the rest is filled in beforehand or may be left."""

    utfall = forms.ChoiceField(label="Hur blev det?", choices=UTFALL, widget=forms.RadioSelect)
    anteckning = langtext("Vad hände?", rows=3, required=False, max_length=5_000)
    orsak = forms.ChoiceField(
        label="Om det inte blev av: varför?",
        choices=[("", "Det blev av"), *Tillfalle.Orsak.choices],
        required=False,
    )
    orsak_ord = forms.CharField(label="Orsaken, med egna ord", max_length=1_000, required=False)
    avbokat_av = forms.ChoiceField(
        label="Om det avbokades: av vem?",
        choices=[("", "Det avbokades inte"), *Tillfalle.Part.choices],
        required=False,
    )
    oro = langtext(
        "Är det något som oroar dig?",
        hjalp="Skriv vad. Den som har ärendet får ta ställning. Det blir ingen orosanmälan av sig"
        " självt: är det bråttom registrerar du den genast.",
        rows=2,
        required=False,
        max_length=5_000,
    )
    nar = forms.DateTimeField(
        label="När",
        initial=timezone.localtime,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minuter = forms.IntegerField(
        label="Hur länge (minuter)", min_value=0, max_value=LANGST, initial=45
    )


class PlaneraForm(forms.Form):
    """One session, or one each week; `sedd` says which days the user has been shown."""

    dag = datum("Första dagen")
    klockan = forms.TimeField(
        label="Klockan", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minuter = forms.IntegerField(
        label="Hur länge (minuter)", min_value=1, max_value=LANGST, initial=45
    )
    antal = forms.IntegerField(
        label="Hur många gånger",
        help_text="Fler än en blir samma veckodag och tid varje vecka. Röda dagar hoppas över.",
        min_value=1,
        max_value=LANGST_SERIE,
        initial=1,
    )
    sedd = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_dag(self) -> date:
        dag: date = self.cleaned_data["dag"]
        if dag < timezone.localdate():
            raise forms.ValidationError("Välj en dag som inte har varit.")
        return dag

    def serie(self) -> Serie:
        return weekly(self.cleaned_data["dag"], self.cleaned_data["antal"], is_rest_day=is_rest_day)

    def shown(self) -> str:
        """What a preview of these days shows, so that another is asked for when they change."""
        tider = (f"{self.cleaned_data['klockan']:%H:%M}", str(self.cleaned_data["minuter"]))
        return " ".join([*(f"{dag}" for dag in self.serie().dagar), *tider])

    def needs_preview(self) -> bool:
        data = self.cleaned_data
        return (data["antal"] > 1 or is_rest_day(data["dag"])) and data["sedd"] != self.shown()


class DosForm(forms.Form):
    dos_per_vecka = forms.TypedChoiceField(
        label="Hur ofta?",
        choices=[(f"{antal}", often(antal).capitalize()) for antal in HUR_OFTA],
        coerce=Decimal,
    )
    dos_minuter = forms.IntegerField(
        label="Hur länge varje gång (minuter)", min_value=1, max_value=LANGST
    )
    dos_veckor = forms.IntegerField(label="I hur många veckor", min_value=1, max_value=156)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.initial.get("dos_per_vecka")
        if isinstance(given, Decimal):
            self.initial["dos_per_vecka"] = f"{given.normalize():f}"


class OroForm(forms.Form):
    stallning = forms.ChoiceField(
        label="Vad har du gjort?",
        choices=Orosmarkering.Stallning,
        widget=forms.RadioSelect,
        help_text="En ny anmälan eller skyddsbedömning görs på sin egen sida först.",
    )
    motivering = langtext("Hur och varför?", rows=4, max_length=5_000)
