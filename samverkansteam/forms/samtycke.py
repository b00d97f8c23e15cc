"""Forms of consent: what each giver says, to whom and about what, and that it is taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import langtext
from arenden.models import Personakt, Vardnadshavare
from samverkansteam.actions.samtycke import Givarsvar
from samverkansteam.models import Part, Samtycke, Samtyckessvar, Team, Uppgiftsslag
from samverkansteam.models.samtycke import with_custody

ANNAN = "annan"
SVAR = (
    (Samtyckessvar.Svar.JA, "Ja"),
    (Samtyckessvar.Svar.NEJ, "Nej"),
    ("", "Har inte svarat nu"),
)


def datum(label: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SvarForm(forms.Form):
    """Three questions to each giver: the child, each known guardian, and one by name alone."""

    annan_namn = forms.CharField(
        label="Annan vårdnadshavare: namn",
        max_length=300,
        required=False,
        help_text="För den som ännu inte finns i akten.",
    )

    def __init__(self, *args: Any, akt: Personakt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vuxna = with_custody(akt, timezone.localdate())
        self.givare: dict[str, tuple[str, str, Vardnadshavare | None]] = {
            "barnet": (Samtyckessvar.Vem.BARNET, akt.person.namn, None),
            **{
                f"vuxen{plats}": (Samtyckessvar.Vem.VARDNADSHAVARE, rad.namn, rad)
                for plats, rad in enumerate(vuxna, start=1)
            },
        }
        egna = [self._ask(nyckel, namn) for nyckel, (_, namn, _) in self.givare.items()]
        annan = ["annan_namn", *self._ask(ANNAN, "Annan vårdnadshavare")]
        self.order_fields([falt for grupp in egna for falt in grupp] + annan)

    def _ask(self, nyckel: str, namn: str) -> list[str]:
        self.fields[f"{nyckel}_svar"] = forms.ChoiceField(
            label=f"{namn}: svar", choices=SVAR, required=False, widget=forms.RadioSelect
        )
        self.fields[f"{nyckel}_sade"] = langtext(
            f"{namn}: med egna ord", rows=2, required=False, max_length=2_000
        )
        self.fields[f"{nyckel}_nar"] = datum(f"{namn}: vilken dag?", required=False)
        return [f"{nyckel}_svar", f"{nyckel}_sade", f"{nyckel}_nar"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("annan_svar") and not data.get("annan_namn"):
            self.add_error("annan_namn", "Skriv vem det är.")
        for nyckel in (*self.givare, ANNAN):
            nar = data.get(f"{nyckel}_nar")
            if nar and nar > timezone.localdate():
                self.add_error(f"{nyckel}_nar", "Dagen kan inte ligga framåt i tiden.")
        return data | {"svar": self._svar(data)}

    def _svar(self, data: dict[str, Any]) -> list[Givarsvar]:
        """What those who have answered say."""
        annan = (Samtyckessvar.Vem.VARDNADSHAVARE, data.get("annan_namn", ""), None)
        return [
            Givarsvar(
                vem=vem,
                svar=data[f"{nyckel}_svar"],
                namn=namn,
                nar=data.get(f"{nyckel}_nar") or timezone.localdate(),
                sade=data.get(f"{nyckel}_sade", ""),
                vardnadshavare=vardnadshavare,
            )
            for nyckel, (vem, namn, vardnadshavare) in [*self.givare.items(), (ANNAN, annan)]
            if data.get(f"{nyckel}_svar")
        ]


AVTAL = ("mottagare", "slag", "form", "forklarat", "sprak", "tolk", "fran", "till")
"""To whom, about what, how it was given and for how long: what is agreed, besides the answers."""


class SamtyckeForm(SvarForm):
    mottagare = forms.ModelMultipleChoiceField(
        label="Vem får ta del?", queryset=Part.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    slag = forms.MultipleChoiceField(
        label="Vad får delas?", choices=Uppgiftsslag.choices, widget=forms.CheckboxSelectMultiple
    )
    form = forms.ChoiceField(
        label="Hur gavs samtycket?", choices=Samtycke.Form.choices, widget=forms.RadioSelect
    )
    forklarat = langtext(
        "Så här förklarades det",
        hjalp="Vad du berättade, och att samtycket kan tas tillbaka när som helst.",
        rows=4,
        max_length=5_000,
    )
    sprak = forms.CharField(label="På vilket språk?", max_length=60, initial="svenska")
    tolk = forms.CharField(
        label="Tolk", max_length=200, required=False, help_text="Lämna tomt om ingen tolk var med."
    )
    fran = datum("Gäller från och med")
    till = datum("Gäller till och med")

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mottagare"].queryset = (  # type: ignore[attr-defined]
            Part.objects.external().filter(team=team).select_related("organisation")
        )
        self.fields["till"].initial = None

    def clean_till(self) -> date:
        till: date = self.cleaned_data["till"]
        fran = self.cleaned_data.get("fran")
        if fran and till < fran:
            raise forms.ValidationError("Samtycket kan inte sluta gälla innan det börjar.")
        return till


class AterkallaForm(forms.Form):
    """Who takes it back. Nobody has to say why; a withdrawal never waits for a reason."""

    vem = forms.ChoiceField(
        label="Vem tar tillbaka samtycket?", required=False, widget=forms.RadioSelect
    )
    sade = langtext("Med egna ord, om något sades", rows=2, required=False, max_length=2_000)
    alla_parter = forms.BooleanField(
        label="Det gäller alla parter i teamet", required=False, initial=True
    )

    def __init__(self, *args: Any, samtycke: Samtycke, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.givare = {str(rad.pk): rad for rad in samtycke.senaste_svar()}
        val = [*((pk, rad.namn) for pk, rad in self.givare.items()), ("", "Någon annan")]
        self.fields["vem"].choices = val  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (rad := self.givare.get(data.get("vem", ""))):
            return data | {"svar": []}
        nej = Givarsvar(
            vem=rad.vem,
            svar=Samtyckessvar.Svar.NEJ,
            namn=rad.namn,
            nar=timezone.localdate(),
            sade=data.get("sade", ""),
            vardnadshavare=rad.vardnadshavare,
        )
        return data | {"svar": [nej]}
