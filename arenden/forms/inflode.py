"""The form for a report taken by telephone, letter or visit, and the upload of report files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from access.models import Anvandare, Namnd
from arenden.forms.handlingar import filfalt
from arenden.forms.steg import langtext
from arenden.models import Arende
from arenden.models.akt import Skyddsniva
from arenden.policy import receives_for
from arenden.rules.inflode import LANGSTA_FIL

KATEGORIER = [
    "Polisen",
    "Skola",
    "Förskola",
    "Hälso- och sjukvård",
    "Åklagare",
    "Kriminalvården",
    "Socialtjänst",
    "Vårdnadshavare",
    "Barnet självt",
    "Enskild",
    "Annan",
]
KANALER = ["Telefon", "Brev", "E-tjänst", "Säker e-post", "Besök", "Socialjouren"]

LANGSTA_TEXT = 100_000


class InflodeForm(forms.Form):
    """One person per form; siblings are added as further persons in the same report file."""

    slag = forms.ChoiceField(
        label="Vad är det som kommer in?",
        choices=[
            val
            for val in Arende.Slag.choices
            if val[0] in ("orosanmalan", "ansokan", "underrattelse_lul")
        ],
        widget=forms.RadioSelect,
    )
    stadsdelsomrade = forms.ChoiceField(label="Stadsdelsområde")
    inkom = forms.DateTimeField(
        label="När kom det in?",
        help_text="Tiden då anmälan nådde socialtjänsten, inte då du skriver in den.",
        initial=timezone.localtime,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    kanal = forms.ChoiceField(label="Hur kom det in?", choices=[(k, k) for k in KANALER])
    personnummer = forms.CharField(
        label="Barnets personnummer eller samordningsnummer",
        help_text="ÅÅÅÅMMDD-NNNN. Lämna tomt om det är okänt.",
        required=False,
        max_length=16,
    )
    fornamn = forms.CharField(label="Barnets förnamn", required=False, max_length=100)
    efternamn = forms.CharField(label="Barnets efternamn", required=False, max_length=100)
    kannetecken = forms.CharField(
        label="Kännetecken",
        help_text="Om du inte vet vem barnet är: något att känna igen det på.",
        required=False,
        max_length=1000,
    )
    skola = forms.CharField(label="Skola", required=False, max_length=120)
    skyddsniva = forms.ChoiceField(
        label="Skyddade personuppgifter", choices=Skyddsniva, initial=Skyddsniva.INGEN
    )
    vardnadshavare_fornamn = forms.CharField(
        label="Vårdnadshavares förnamn", required=False, max_length=100
    )
    vardnadshavare_efternamn = forms.CharField(
        label="Vårdnadshavares efternamn", required=False, max_length=100
    )
    vardnadshavare_telefon = forms.CharField(
        label="Vårdnadshavares telefon", required=False, max_length=40
    )
    kategori = forms.ChoiceField(label="Vem anmäler?", choices=[(k, k) for k in KATEGORIER])
    anonym = forms.BooleanField(label="Anmälaren vill vara anonym", required=False)
    anmalare_namn = forms.CharField(label="Anmälarens namn", required=False, max_length=200)
    myndighet = forms.CharField(label="Myndighet eller verksamhet", required=False, max_length=200)
    telefon = forms.CharField(label="Anmälarens telefon", required=False, max_length=40)
    onskar_aterkoppling = forms.BooleanField(label="Anmälaren vill ha återkoppling", required=False)
    text = langtext(
        "Vad berättar anmälaren?",
        hjalp="Så som det berättas. Din bedömning kommer sedan.",
        max_length=LANGSTA_TEXT,
    )
    fil = filfalt("Bifoga anmälan eller en bilaga", required=False)

    def __init__(self, *args: Any, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        omraden = Namnd.objects.filter(pk__in=receives_for(user)).exclude(stadsdelsomrade="")
        self.fields["stadsdelsomrade"].choices = [  # type: ignore[attr-defined]
            (namnd.stadsdelsomrade, namnd.stadsdelsomrade) for namnd in omraden
        ]

    def as_file(self) -> dict[str, Any]:
        """The report in the shape of an inflow file, so that one reader judges both."""
        data = self.cleaned_data
        vardnadshavare = {
            "fornamn": data["vardnadshavare_fornamn"],
            "efternamn": data["vardnadshavare_efternamn"],
            "telefon": data["vardnadshavare_telefon"],
        }
        return {
            "slag": data["slag"],
            "inkom": timezone.localtime(data["inkom"]).isoformat(),
            "kanal": data["kanal"],
            "stadsdelsomrade": data["stadsdelsomrade"],
            "anmalare": {
                "kategori": data["kategori"],
                "myndighet": data["myndighet"],
                "namn": data["anmalare_namn"],
                "telefon": data["telefon"],
                "onskar_aterkoppling": data["onskar_aterkoppling"],
                "anonym": data["anonym"],
            },
            "berorda": [
                {
                    "roll": "barn",
                    "personnummer": data["personnummer"],
                    "fornamn": data["fornamn"],
                    "efternamn": data["efternamn"],
                    "skola": data["skola"],
                    "kannetecken": data["kannetecken"],
                    "skyddsniva": data["skyddsniva"],
                }
            ],
            "vardnadshavare": [vardnadshavare] if any(vardnadshavare.values()) else [],
            "text": data["text"],
        }


PLATSER = (
    ("berorda[0].", ""),
    ("vardnadshavare[0].", "vardnadshavare_"),
    ("anmalare.namn", "anmalare_namn"),
    ("anmalare.", ""),
)
"""Where a part of the file stands in the form."""


def field_of(plats: str) -> str | None:
    """The field that a fault of the file belongs to; None for the form as a whole."""
    for borjan, falt in PLATSER:
        if plats.startswith(borjan):
            plats = falt + plats.removeprefix(borjan)
            break
    return plats if plats in InflodeForm.base_fields else None


class FlerFiler(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilerField(forms.FileField):
    """Several files under one label."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        filer = data or [None]
        rena = [super(FilerField, self).clean(fil, initial) for fil in filer]
        for fil in rena:
            if fil.size > LANGSTA_FIL:
                raise forms.ValidationError(f"{fil.name} är för stor. Högst 1 MB ryms.")
        return rena


class ImportForm(forms.Form):
    filer = FilerField(
        label="Filer med anmälningar",
        help_text="En eller flera JSON-filer. Varje fil tas emot hel eller inte alls.",
        widget=FlerFiler(attrs={"accept": ".json,application/json"}),
    )
