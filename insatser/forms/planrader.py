"""Forms for what a plan is made of: needs, indicators, undertakings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import langtext
from insatser.forms.falt import datum
from insatser.models import Behov, Indikator, Insatstyp, Mal, Plan, Planatagande
from riskbedomning.underlag import Planfaktor


class FaktorvalForm(forms.Form):
    """What the assessment found, to choose what the plan takes on."""

    faktorer = forms.MultipleChoiceField(
        label="Vad i bedömningen ska planen ta sig an?",
        help_text="Det som du inte väljer står kvar i bedömningen, och planen säger att det lämnas."
        " Egna ord skriver du på varje behov efteråt.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, faktorer: Sequence[Planfaktor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        falt: Any = self.fields["faktorer"]
        falt.choices = [
            (str(ett.faktor_id), f"{ett.rubrik} – {Behov.Slag(ett.slag).label.lower()}")
            for slag in Behov.Slag
            for ett in faktorer
            if ett.slag == slag
        ]


class BehovForm(forms.Form):
    rubrik = forms.CharField(label="Behov", max_length=200)
    niva = forms.ChoiceField(label="Nivå", choices=Mal.Niva, widget=forms.RadioSelect)
    slag = forms.ChoiceField(
        label="Vad ska planen göra?", choices=Behov.Slag, widget=forms.RadioSelect
    )
    egna_ord = langtext("Med egna ord", rows=3, required=False, max_length=5_000)
    lamnas_varfor = langtext(
        "Om planen lämnar det nu: varför?",
        hjalp="Till exempel att någon annan redan gör något åt det.",
        rows=2,
        required=False,
        max_length=2_000,
    )


class IndikatorForm(forms.Form):
    slag = forms.ChoiceField(
        label="Hur mäts det?", choices=Indikator.Slag, widget=forms.RadioSelect
    )
    namn = forms.CharField(
        label="Vad följs?",
        max_length=200,
        help_text="Till exempel: lektioner som han var på, eller hur tryggt det känns hemma.",
    )
    enhet = forms.CharField(
        label="Räknas i",
        max_length=60,
        required=False,
        help_text="Till exempel procent, kvällar i veckan eller en skala 0–10.",
    )
    baslinje = forms.CharField(label="Utgångsläge", max_length=200)
    baslinje_dag = datum("Utgångslägets dag")
    malvarde = forms.CharField(label="Målvärde", max_length=200)
    riktning = forms.ChoiceField(
        label="Åt vilket håll?", choices=Indikator.Riktning, widget=forms.RadioSelect
    )

    def clean_baslinje_dag(self) -> Any:
        dag = self.cleaned_data["baslinje_dag"]
        if dag > timezone.localdate():
            raise forms.ValidationError("Utgångsläget mäts innan arbetet börjar, senast i dag.")
        return dag


class AtagandeForm(forms.Form):
    mal = forms.ModelChoiceField(
        label="Mål", queryset=Mal.objects.none(), required=False, empty_label="Hela planen"
    )
    insatstyp = forms.ModelChoiceField(
        label="Insats ur katalogen",
        queryset=Insatstyp.objects.none(),
        required=False,
        empty_label="Ingen insats",
        help_text="När det är en insats som ska startas.",
    )
    vem = forms.ChoiceField(label="Vem?", choices=Planatagande.Vem, widget=forms.RadioSelect)
    namn = forms.CharField(label="Namn eller funktion", max_length=200, required=False)
    vad = langtext("Gör vad?", rows=2, max_length=2_000)
    senast = datum("Senast")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mal: Any = self.fields["mal"]
        mal.queryset = plan.mal_set.all()
        mal.label_from_instance = lambda ett: ett.specifikt
        insatstyp: Any = self.fields["insatstyp"]
        insatstyp.queryset = Insatstyp.objects.choosable(timezone.localdate())
