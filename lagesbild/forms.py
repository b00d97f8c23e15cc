from django import forms


class DraTillbakaForm(forms.Form):
    skal = forms.CharField(
        label="Skäl",
        max_length=500,
        widget=forms.Textarea,
        help_text="Visas för alla som läser tabellen. Skriv inga antal.",
    )
