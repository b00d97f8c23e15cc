"""Forms of the catalogue: what a row says, and another's judgement of it."""

from __future__ import annotations

from django import forms

from arenden.forms.forslag import ProvaForm
from arenden.forms.steg import langtext
from insatser.forms.falt import datum
from insatser.models import Insatstyp, Insatstypversion, Mal
from insatser.models.insatstyp import Malgrupp, Provning


class KatalogFilterForm(forms.Form):
    malgrupp = forms.ChoiceField(
        label="För vem", choices=[("", "Alla"), *Malgrupp.choices], required=False
    )
    niva = forms.ChoiceField(
        label="Nivå", choices=[("", "Alla"), *Mal.Niva.choices], required=False
    )
    provning = forms.ChoiceField(
        label="Rättslig form", choices=[("", "Alla"), *Provning.choices], required=False
    )


class InsatstypForm(forms.ModelForm):
    """What the catalogue is to say of an insats."""

    malgrupper = forms.MultipleChoiceField(
        label="Målgrupp", choices=Malgrupp, widget=forms.CheckboxSelectMultiple
    )
    nivaer = forms.MultipleChoiceField(
        label="Nivåer", choices=Mal.Niva, widget=forms.CheckboxSelectMultiple
    )
    provning = forms.ChoiceField(label="Rättslig form", choices=Provning, widget=forms.RadioSelect)
    giltig_fran = datum("Kan ges från och med")
    giltig_till = datum("Kan ges till och med", required=False)
    motiv = langtext("Varför ändras den?", rows=2, max_length=2_000)

    class Meta:
        model = Insatstypversion
        fields = [
            "namn",
            "malgrupper",
            "malgrupp",
            "nivaer",
            "provning",
            "alder_fran",
            "alder_till",
            "samtyckesregler",
            "aldersregel",
            "utforare",
            "platser",
            "kunskapsstod",
            "kalla",
            "giltig_fran",
            "giltig_till",
            "motiv",
        ]
        help_texts = {
            "kunskapsstod": "Vad är känt om hur insatsen verkar? Skriv också vad som inte är känt.",
            "kalla": "Var står det? Helst Socialstyrelsens metodguide eller den lista över metoder"
            " som Socialstyrelsen, Polisen och Skolverket ger ut.",
            "platser": "Lämna tomt när det inte finns någon gräns.",
            "samtyckesregler": "SoL 21:1–2. Gäller inte insatser som riktas till föräldrar, till en"
            " plats eller som följer av en dom.",
        }


class NyInsatstypForm(InsatstypForm):
    """A row that the catalogue does not have yet."""

    kod = forms.SlugField(
        label="Kod",
        max_length=40,
        help_text="Små bokstäver a–z, siffror och understreck. Den ändras aldrig.",
    )
    field_order = ("kod",)

    def clean_kod(self) -> str:
        kod: str = self.cleaned_data["kod"]
        if Insatstyp.objects.filter(pk=kod).exists():
            raise forms.ValidationError("Koden finns redan i katalogen.")
        return kod


class ProvaInsatstypForm(ProvaForm):
    ja = "Godkänn: så ska katalogen säga"
