"""The form of a closing: why and how, each insats, each party, and what comes afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms

from arenden.forms.steg import langtext
from insatser.aterblick import Avslutspart
from insatser.forms.falt import datum
from insatser.models import Avslut, Avslutsaterkoppling, Eftervard, Insats, Insatsslut
from insatser.models import Utfallsuppfoljning as Utfall
from insatser.rules.avslut import (
    INGEN,
    JA,
    REGISTER,
    Avslutsuppgifter,
    Erbjudande,
    Insatssvar,
    Partssvar,
    Utfallsval,
)
from samverkansteam.models import Delgivning

UTFALL = [
    (JA, "Ja, de har sagt ja till att vi hör av oss"),
    (REGISTER, "Nej, men vi ser efter i våra egna register om ett nytt ärende har kommit"),
    (INGEN, "Nej, ingen uppföljning görs"),
]
TOMT = [("", "Välj")]


@dataclass(frozen=True)
class Innehall:
    """What in the ärende the form asks about. `delgivningar` are those to each party."""

    insatser: Iterable[Insats]
    parter: Iterable[Avslutspart]
    delgivningar: Mapping[UUID, list[Delgivning]] = field(default_factory=dict)


class AvslutForm(forms.Form):
    """The questions stand in the order of the work; what a reason asks for is told by the rule."""

    template_name = "insatser/avslut_falt.html"

    def __init__(self, *args: Any, innehall: Innehall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.insatser, self.parter = list(innehall.insatser), list(innehall.parter)
        delgivningar = innehall.delgivningar
        self._avsnitt = {
            "Varför avslutas ärendet?": _why(),
            "Så gick det": _result(),
            "Insatserna": _together(_about_insats(insats) for insats in self.insatser),
            "Parterna i teamet": _together(
                _about_part(part, delgivningar.get(part.pk, [])) for part in self.parter
            ),
            "Stöd efteråt": _offer(),
            "Uppföljning efter avslutet": _outcome(),
        }
        self.fields |= _together(self._avsnitt.values())

    def avsnitt(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The parts of the page that ask something, each with its questions."""
        for rubrik, falt in self._avsnitt.items():
            if falt:
                yield rubrik, [self[namn] for namn in falt]

    def uppgifter(self) -> Avslutsuppgifter:
        data = self.cleaned_data
        egna = ("orsak", "resultat", "sammanfattning", "barnets_rost", "rost_saknas")
        mer = ("vart", "underlag", "handelsedag", "overlamnat")
        return Avslutsuppgifter(
            **{namn: data[namn] for namn in (*egna, *mer)},
            insatser={
                insats.pk: Insatssvar(data[f"hur-{insats.pk}"], data[f"kommentar-{insats.pk}"])
                for insats in self.insatser
            },
            parter={part.pk: self._partssvar(part) for part in self.parter},
            eftervard=self._erbjudande(),
            utfall=Utfallsval(data["utfall"], data["ja_av"], data["ja_givet"])
            if data["utfall"] == JA
            else Utfallsval(data["utfall"]),
        )

    def _partssvar(self, part: Avslutspart) -> Partssvar:
        data = self.cleaned_data
        delgivning = data.get(f"delgivning-{part.pk}")
        return Partssvar(
            besked=data[f"besked-{part.pk}"],
            skal=data[f"skal-{part.pk}"],
            delgivning=UUID(delgivning) if delgivning else None,
        )

    def _erbjudande(self) -> Erbjudande | None:
        data = self.cleaned_data
        if not data["erbjudande"].strip():
            return None
        return Erbjudande(
            vad=data["erbjudande"],
            till_vem=data["erbjuds_till"],
            till_och_med=data["erbjuds_till_och_med"],
            kontaktperson=data["kontaktperson"],
            svar=data["erbjudande_svar"],
        )


def _together(delar: Iterable[dict[str, forms.Field]]) -> dict[str, forms.Field]:
    return {namn: falt for del_ in delar for namn, falt in del_.items()}


def _why() -> dict[str, forms.Field]:
    return {
        "orsak": forms.ChoiceField(label="Orsak", choices=Avslut.Orsak, widget=forms.RadioSelect),
        "vart": forms.CharField(
            label="Vart eller till vad?",
            help_text="Vid flytt, annan vård eller en annan arbetsform.",
            max_length=300,
            required=False,
        ),
        "overlamnat": langtext(
            "Vad lämnas över, och till vem?",
            hjalp="Vid flytt.",
            rows=3,
            required=False,
            max_length=5_000,
        ),
        "underlag": langtext(
            "Vad bygger det på?",
            hjalp="Vid LVU eller dom: vilket beslut. När personen inte går att nå: vad ni har"
            " gjort.",
            rows=3,
            required=False,
            max_length=5_000,
        ),
        "handelsedag": datum(
            "Vilken dag?",
            hjalp="När samtycket togs tillbaka, beslutet eller domen kom, eller personen avled.",
            required=False,
        ),
    }


def _result() -> dict[str, forms.Field]:
    return {
        "resultat": forms.ChoiceField(
            label="Resultat", choices=Avslut.Resultat, widget=forms.RadioSelect
        ),
        "barnets_rost": langtext(
            "Barnets egna ord",
            hjalp="Vad säger barnet om tiden med insatsen? Behövs inte när barnet har avlidit.",
            required=False,
        ),
        "rost_saknas": forms.ChoiceField(
            label="Om barnets ord saknas: varför?",
            choices=[("", "De finns ovan"), *Avslut.RostSaknas.choices],
            required=False,
        ),
        "sammanfattning": langtext("Sammanfattning"),
    }


def _about_insats(insats: Insats) -> dict[str, forms.Field]:
    return {
        f"hur-{insats.pk}": forms.ChoiceField(
            label=f"Så slutade {insats}", choices=Insatsslut.Hur, widget=forms.RadioSelect
        ),
        f"kommentar-{insats.pk}": langtext(
            f"Kommentar till {insats}", rows=2, required=False, max_length=2_000
        ),
    }


def _about_part(part: Avslutspart, delgivningar: list[Delgivning]) -> dict[str, forms.Field]:
    falt: dict[str, forms.Field] = {
        f"besked-{part.pk}": forms.ChoiceField(
            label=f"Vad får {part.namn} veta?",
            help_text="Inget skickas. Du får en text att lämna när ärendet är avslutat.",
            choices=Avslutsaterkoppling.Besked,
            widget=forms.RadioSelect,
        ),
        f"skal-{part.pk}": langtext(
            f"Om {part.namn} inte får veta: varför?", rows=2, required=False, max_length=2_000
        ),
    }
    if delgivningar:
        falt[f"delgivning-{part.pk}"] = forms.ChoiceField(
            label=f"Lämnat till {part.namn} utöver det",
            help_text="Det du har lämnat ut på en egen grund, till exempel med samtycke.",
            choices=[("", "Inget"), *((str(ett.pk), _in_words(ett)) for ett in delgivningar)],
            required=False,
        )
    return falt


def _in_words(delgivning: Delgivning) -> str:
    return f"{delgivning.beslutad:%Y-%m-%d}, {delgivning.lagrum}"


def _offer() -> dict[str, forms.Field]:
    return {
        "erbjudande": langtext(
            "Stöd som erbjuds efteråt", rows=3, required=False, max_length=5_000
        ),
        "erbjuds_till": forms.CharField(label="Till vem?", max_length=300, required=False),
        "erbjuds_till_och_med": datum("Gäller till och med", required=False),
        "kontaktperson": forms.CharField(
            label="Vem hör de av sig till?", max_length=300, required=False
        ),
        "erbjudande_svar": forms.ChoiceField(
            label="Vad svarar de?", choices=Eftervard.Svar.choices, required=False
        ),
    }


def _outcome() -> dict[str, forms.Field]:
    return {
        "utfall": forms.ChoiceField(
            label="Får vi fråga hur det har gått om sex och tolv månader?",
            help_text="Utan deras ja hör ingen av sig, för då finns inget ärende.",
            choices=UTFALL,
            widget=forms.RadioSelect,
        ),
        "ja_av": forms.ChoiceField(
            label="Vem sa ja?", choices=[*TOMT, *Utfall.JaAv.choices], required=False
        ),
        "ja_givet": datum("När sa de ja?", required=False),
    }
