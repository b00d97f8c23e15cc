"""Forms for what some cases pass: told, shown, handed over, followed up without insats."""

from __future__ import annotations

from django import forms

from arenden.forms.steg import dagfalt, ja_eller_nej, langtext
from arenden.models import UppfoljningUtanInsats
from arenden.models.beslut import Satt


def satt(label: str, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Satt, widget=forms.RadioSelect, required=required)


class UnderrattelseForm(forms.Form):
    underrattad = ja_eller_nej("Har de som berörs fått veta?")
    vilka = langtext(
        "Vilka har fått veta?",
        hjalp="Barnet, vårdnadshavarna och den som utredningen annars berör.",
        rows=3,
        required=False,
        max_length=2_000,
    )
    satt = satt("Hur fick de veta det?")
    skal = langtext(
        "Särskilda skäl",
        hjalp="Behövs om någon inte ska få veta än: vad talar emot, och hur länge?",
        rows=3,
        required=False,
        max_length=5_000,
    )


class KommuniceringForm(forms.Form):
    skickas = ja_eller_nej("Får den enskilde se underlaget nu?")
    vilka = langtext("Vem får se det?", rows=2, required=False, max_length=2_000)
    material = langtext(
        "Vad får de se?",
        hjalp="Allt som har betydelse för beslutet. Uppgifter som är hemliga även för parten "
        "lämnas inte (OSL 10:3).",
        rows=4,
        required=False,
        max_length=10_000,
    )
    satt = satt("Hur får de det?")
    svara_senast = dagfalt("Svar senast", required=False)
    skal = langtext(
        "Skäl att avstå",
        hjalp="Behövs om underlaget inte visas: det är uppenbart obehövligt, beslutet kan annars "
        "inte genomföras, eller så måste det fattas genast (FL 25 §).",
        rows=3,
        required=False,
        max_length=5_000,
    )


class KommuniceringSvarForm(forms.Form):
    synpunkter = langtext(
        "Vad svarade de?",
        hjalp="Så nära deras egna ord som möjligt. Lämna tomt om tiden gått ut utan svar.",
        required=False,
    )
    forslaget = forms.ChoiceField(
        label="Vad händer med förslaget?",
        choices=[
            ("star", "Det står fast och går till beslut"),
            ("tas_tillbaka", "Det tas tillbaka och skrivs om"),
        ],
        widget=forms.RadioSelect,
    )


class OverlamningForm(forms.Form):
    till = forms.CharField(
        label="Till vem?", help_text="Enheten eller den som ordnar placeringen.", max_length=500
    )
    omfattar = langtext(
        "Vad lämnas över?",
        hjalp="Beslutet, vårdplanen och det som mottagaren behöver från dag ett.",
        rows=4,
        max_length=10_000,
    )
    lamnad = dagfalt("Lämnat")
    kvittens = dagfalt("Kvitterat", hjalp="Dagen då mottagaren bekräftade.")
    kvitterad_av = forms.CharField(label="Vem tog emot?", max_length=200)


class FoljsUppForm(forms.Form):
    informerade = langtext(
        "Vilka vet om uppföljningen?",
        hjalp="Vårdnadshavaren, och den unge från 15 år, ska veta om den (SoL 23:3).",
        rows=2,
        required=False,
        max_length=2_000,
    )
    sammanfattning = langtext("Hur har barnet det?")
    barnets_rost = langtext("Barnets egna ord", rows=4)
    beslut = forms.ChoiceField(
        label="Vad händer nu?",
        choices=UppfoljningUtanInsats.Beslut,
        widget=forms.RadioSelect,
    )


class DelgivetForm(forms.Form):
    nar = dagfalt("När fick den enskilde beslutet?")
    satt = satt("Hur?", required=True)
