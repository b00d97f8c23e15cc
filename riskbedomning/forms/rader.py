"""Forms for what stands around the answers: evidence, own views, scenarios, what parties say."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms

from access.models import Organisation
from arenden.forms.steg import dagfalt, langtext
from riskbedomning.kallor import Kalla, Lagpart, grouped
from riskbedomning.models import EgenSyn, Faktor, Partsbidrag, Scenario

NIVA = "niva:"


class BelaggForm(forms.Form):
    """One piece of evidence: from a source in the akt, or in the words of whoever told it."""

    nyckel = forms.ChoiceField(
        label="Källa",
        required=False,
        help_text="Signerade anteckningar, handlingar, möten och vad parterna har sagt.",
    )
    sagt_av = forms.CharField(
        label="Vem som har sagt det",
        help_text="När det inte finns någon källa att välja, till exempel «Mamma, på telefon».",
        max_length=300,
        required=False,
    )
    dag = dagfalt("Dag", hjalp="Lämna tomt för att ta källans egen dag.", required=False)
    text = langtext("Vad det säger", rows=4, max_length=5_000)

    def __init__(self, *args: Any, kallor: Iterable[Kalla], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        egna_ord = ("", "Ingen källa: någon har sagt det")
        self.fields["nyckel"].choices = [egna_ord, *grouped(kallor)]  # type: ignore[attr-defined]


class Galler(forms.Form):
    """The field that says which level or factor a row is about."""

    galler = forms.ChoiceField(label="Vad det gäller")
    HELHETEN: tuple[tuple[str, str], ...] = ()

    def __init__(self, *args: Any, faktorer: Iterable[Faktor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = list(faktorer)
        self.faktorer = {faktor.kod: faktor for faktor in held}
        nivaer = [(f"{NIVA}{niva}", str(niva.label)) for niva in Faktor.Niva]
        per_niva = groupby(held, key=lambda faktor: faktor.get_niva_display())
        self.fields["galler"].choices = [  # type: ignore[attr-defined]
            *self.HELHETEN,
            ("Hela nivån", nivaer),
            *((niva, [(f.kod, f.rubrik) for f in rader]) for niva, rader in per_niva),
        ]

    def clean(self) -> dict[str, Any]:
        """In place of the choice: `niva` and `faktor`, as the actions take them."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        galler = data.pop("galler", "")
        faktor = self.faktorer.get(galler)
        return data | {"niva": galler.removeprefix(NIVA) if not faktor else "", "faktor": faktor}


class EgenSynForm(Galler):
    vem = forms.ChoiceField(label="Vems ord", choices=EgenSyn.Vem.choices, widget=forms.RadioSelect)
    namn = forms.CharField(
        label="Vem av dem",
        help_text="Om det behövs, till exempel «Mamma».",
        max_length=120,
        required=False,
    )
    satt = forms.ChoiceField(label="Hur det sades", choices=EgenSyn.Satt.choices)
    dag = dagfalt("Dag")
    text = langtext("Egna ord", hjalp="Så nära det som sades som möjligt.", max_length=10_000)
    field_order = ("vem", "namn", "galler", "satt", "dag", "text")


class PartsbidragForm(Galler):
    """What a party says. A party of the team fills in its name and kind by itself."""

    HELHETEN = (("", "Helheten"),)

    lagpart = forms.ChoiceField(label="Part i teamet", required=False)
    part = forms.CharField(
        label="Annan part",
        help_text="Om parten inte finns i listan.",
        max_length=120,
        required=False,
    )
    partslag = forms.ChoiceField(
        label="Slag av part",
        choices=[("", "Inte angivet"), *Organisation.Slag.choices],
        required=False,
    )
    lamnad_av = forms.CharField(label="Vem som sa det", max_length=120)
    satt = forms.ChoiceField(label="Hur det lämnades", choices=Partsbidrag.Satt.choices)
    dag = dagfalt("Dag")
    text = langtext("Vad parten säger", hjalp="Partens ord, inte din tolkning.", max_length=10_000)
    sekretess = forms.CharField(
        label="Partens egen sekretess",
        help_text="Om parten angett någon, till exempel «OSL 35:1, förundersökning».",
        max_length=300,
        required=False,
    )
    field_order = (
        *("lagpart", "part", "partslag", "lamnad_av", "satt", "dag", "galler", "text", "sekretess"),
    )

    def __init__(self, *args: Any, parter: Iterable[Lagpart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parter = {part.namn: part for part in parter}
        self.fields["galler"].required = False
        self.fields["lagpart"].choices = [  # type: ignore[attr-defined]
            ("", "Ingen av dem"),
            *((namn, namn) for namn in self.parter),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if vald := self.parter.get(data.pop("lagpart", "")):
            return data | {"part": vald.namn, "partslag": vald.slag}
        if not data.get("part", "").strip():
            self.add_error("part", "Välj en part i teamet, eller skriv vilken part det är.")
        return data


class ScenarioForm(forms.Form):
    vad = langtext("Vad kan hända?", rows=3, max_length=5_000)
    situation = langtext("I vilken situation?", rows=3, max_length=5_000, required=False)
    snart = forms.ChoiceField(
        label="Hur snart?",
        choices=Scenario.Snart.choices,
        widget=forms.RadioSelect,
        initial="okant",
    )
    hindrar = langtext("Vad skulle hindra det?", rows=3, max_length=5_000, required=False)
    tecken = langtext("Vad blir det första tecknet?", rows=3, max_length=5_000, required=False)
