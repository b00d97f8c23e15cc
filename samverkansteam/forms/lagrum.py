"""Forms of the law: the day and age to look at, what a ground is to say, and another's trial."""

from __future__ import annotations

from typing import Any

from django import forms

from arenden.forms.forslag import ProvaForm
from arenden.forms.steg import langtext
from samverkansteam.forms.samtycke import datum
from samverkansteam.models import Lagrum, Lagrumsandring
from samverkansteam.rules.lagrum import PARTSSLAG

VILLKOR = range(1, 6)
JA_NEJ = (("ja", "Svaret ska vara ja"), ("nej", "Svaret ska vara nej"))


class LagetForm(forms.Form):
    """The situation that the matrix is shown for; the whole of it stands in the address."""

    dag = datum("Dag", required=False)
    alder = forms.IntegerField(
        label="Ålder", required=False, min_value=0, max_value=120, help_text="Tomt: okänd ålder."
    )
    samtycke = forms.BooleanField(label="Det finns ett samtycke", required=False)
    utredning = forms.BooleanField(label="En utredning är inledd", required=False)


class AndringForm(forms.ModelForm):
    """What a ground is to say: its words, between whom, and its conditions as questions."""

    galler_fran = datum("Gäller från och med")
    motiv = langtext("Varför ändras det?", rows=2, max_length=2_000)
    text = langtext("Med enkla ord", rows=3, max_length=1_000)

    class Meta:
        model = Lagrumsandring
        fields = (
            "galler_fran",
            "namn",
            "paragraf",
            "text",
            "logg",
            "undantag",
            "alder_under",
            "kraver_samtycke",
            "kraver_avvagning",
            "kraver_utredning",
            "bara_myndighet",
            "ordning",
            "kalla",
            "motiv",
        )
        help_texts = {
            "kalla": "Författningens nummer, till exempel SFS 2025:179.",
            "alder_under": "Lämna tomt när åldern inte spelar någon roll.",
            "ordning": "Det mildaste lagrummet har lägst tal och visas först.",
        }

    def __init__(self, *args: Any, lagrum: Lagrum | None = None, **kwargs: Any) -> None:
        initial = lagrum.innehall() if lagrum else {}
        super().__init__(*args, **kwargs | {"initial": initial | (kwargs.get("initial") or {})})
        vagar = initial.get("vagar", {})
        for slag, namn in PARTSSLAG.items():
            self.fields[f"fran_{slag}"] = forms.MultipleChoiceField(
                label=f"Från {namn} till",
                choices=list(PARTSSLAG.items()),
                required=False,
                initial=vagar.get(slag, ()),
                widget=forms.CheckboxSelectMultiple,
            )
        self.villkor = initial.get("villkor", [])
        for plats in VILLKOR:
            self._ask(plats, self.villkor[plats - 1] if plats <= len(self.villkor) else {})
        self.order_fields(["kod", *(namn for namn in self.fields if namn != "motiv"), "motiv"])

    def _ask(self, plats: int, villkor: dict[str, Any]) -> None:
        self.fields[f"villkor_{plats}"] = forms.CharField(
            label=f"Villkor {plats}, som en fråga",
            max_length=300,
            required=False,
            initial=villkor.get("fraga", ""),
        )
        self.fields[f"svar_{plats}"] = forms.ChoiceField(
            label=f"Villkor {plats}: svaret",
            choices=JA_NEJ,
            required=False,
            initial="ja" if villkor.get("kraver", True) else "nej",
            widget=forms.RadioSelect,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        vagar = {slag: data.pop(f"fran_{slag}", []) for slag in PARTSSLAG}
        data["vagar"] = {slag: till for slag, till in vagar.items() if till}
        data["villkor"] = [
            {
                "kod": self._kod(data[f"villkor_{plats}"], plats),
                "fraga": data[f"villkor_{plats}"],
                "kraver": data.get(f"svar_{plats}") != "nej",
            }
            for plats in VILLKOR
            if data.get(f"villkor_{plats}")
        ]
        for plats in VILLKOR:
            data.pop(f"villkor_{plats}", None)
            data.pop(f"svar_{plats}", None)
        return data

    def _kod(self, fraga: str, plats: int) -> str:
        """A question that stands keeps its code."""
        kanda = {villkor["fraga"]: str(villkor["kod"]) for villkor in self.villkor}
        return kanda.get(fraga, f"villkor{plats}")


class NyttLagrumForm(AndringForm):
    """A ground that the law did not have before."""

    kod = forms.RegexField(
        label="Kod",
        regex=r"^[A-Za-z0-9]{1,10}$",
        help_text="Högst tio bokstäver a–z och siffror. Den ändras aldrig.",
        error_messages={"invalid": "Skriv högst tio bokstäver a–z och siffror."},
    )

    def clean_kod(self) -> str:
        kod: str = self.cleaned_data["kod"]
        if Lagrum.objects.filter(kod=kod).exists():
            raise forms.ValidationError("Koden finns redan. Föreslå en ändring av det lagrummet.")
        return kod


class UpphorForm(forms.Form):
    galler_fran = datum("Första dagen då lagrummet inte gäller")
    motiv = langtext("Varför upphör det?", rows=2, max_length=2_000)


class ProvaLagrumForm(ProvaForm):
    ja = "Godkänn: så är lagen från dagen"
    kommentar = langtext(
        "Stadens jurist: vem, när och vad bedömdes?",
        hjalp="Skriv också varför, om du inte godkänner.",
        rows=3,
        max_length=2_000,
    )
