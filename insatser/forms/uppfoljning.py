"""The form of a round of follow-up: the child first, then each goal, each insats, and what now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from arenden.forms.steg import langtext
from insatser.actions.indikatorvarde import hinder_for_varde
from insatser.actions.uppfoljning import Matt, Svar
from insatser.forms.falt import datum
from insatser.forms.malskala import NIVAER
from insatser.models import (
    Barnsvar,
    Indikator,
    Indikatorvarde,
    Insats,
    Insatsval,
    Mal,
    Malskala,
    Maluppfyllelse,
    Uppfoljning,
)
from insatser.rules.barnets_fragor import Fraga
from insatser.rules.runda import hinder_for_runda

KALLA = {
    Indikator.Slag.SKOLNARVARO: Indikatorvarde.Kalla.NARVARO,
    Indikator.Slag.EGEN_SKATTNING: Indikatorvarde.Kalla.EGEN,
}
"""Where a value at a round comes from, by kind of indicator; the rest is «annan»."""


class Ansikten(forms.RadioSelect):
    """Five steps, each a drawn face with its word. Not answering is also a choice."""

    option_template_name = "insatser/ansikte.html"


class UppfoljningForm(forms.Form):
    """The fields follow the round: `del_`-methods give them by part for the page."""

    def __init__(
        self,
        *args: Any,
        mal: Iterable[Mal],
        insatser: Iterable[Insats] = (),
        fragor: Sequence[Fraga] = (),
        indikatorer: Iterable[Indikator] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mal, self.insatser = list(mal), list(insatser)
        self.fragor, self.indikatorer = fragor, list(indikatorer)
        self.fields |= self._child() | self._others()
        for ett in self.mal:
            self.fields |= _goal(ett)
        for indikator in self.indikatorer:
            self.fields[f"varde-{indikator.pk}"] = _measure(indikator)
        for insats in self.insatser:
            self.fields |= _choice(insats)
        self.fields |= _whole()

    def _child(self) -> dict[str, forms.Field]:
        falt: dict[str, forms.Field] = {}
        for fraga in self.fragor:
            if fraga.skattning:
                falt[f"skattning-{fraga.kod}"] = forms.ChoiceField(
                    label=fraga.fraga,
                    choices=Barnsvar.Skattning,
                    required=False,
                    widget=Ansikten,
                )
            falt[f"svar-{fraga.kod}"] = langtext(
                "Med egna ord" if fraga.skattning else fraga.fraga,
                rows=2,
                required=False,
                max_length=5_000,
            )
        return falt | {
            "barnets_rost": langtext(
                "Något mer som barnet vill säga, med egna ord", rows=3, required=False
            ),
            "rost_saknas": langtext(
                "Om barnet inte har hörts: varför?", rows=2, required=False, max_length=2_000
            ),
        }

    def _others(self) -> dict[str, forms.Field]:
        return {
            "vardnadshavares_syn": langtext(
                "Vad säger vårdnadshavarna?", rows=3, required=False, max_length=10_000
            ),
            "parters_syn": langtext(
                "Vad säger skolan, utföraren eller teamet?",
                rows=3,
                required=False,
                max_length=10_000,
            ),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("beslut") == Uppfoljning.Beslut.FORTSATT:
            dag = data.get("nasta_senast")
            if not dag and "nasta_senast" not in self.errors:
                self.add_error("nasta_senast", "Ange när nästa uppföljning senast ska vara gjord.")
            elif dag and dag <= timezone.localdate():
                self.add_error("nasta_senast", "Välj en dag som ligger framåt i tiden.")
        self._check_scales(data)
        self._check_values(data)
        per_insats = [data.get(f"insats-{insats.pk}", "") for insats in self.insatser]
        if "beslut" in data and all(per_insats):
            self._check_whole(data, per_insats)
        return data

    def _check_scales(self, data: dict[str, Any]) -> None:
        for ett in self.mal:
            falt = [f"skala-{ett.pk}-{namn}" for namn in NIVAER]
            tomma = [namn for namn in falt if namn in data and not data[namn].strip()]
            if tomma and len(tomma) < len(NIVAER):
                for namn in tomma:
                    self.add_error(namn, "Beskriv alla fem nivåerna, eller ingen.")

    def _check_values(self, data: dict[str, Any]) -> None:
        for indikator in self.indikatorer:
            namn = f"varde-{indikator.pk}"
            varde = data.get(namn, "")
            if varde and (text := hinder_for_varde(indikator, varde)):
                self.add_error(namn, text)

    def _check_whole(self, data: dict[str, Any], per_insats: Sequence[str]) -> None:
        for hinder in hinder_for_runda(
            helhet=data["beslut"],
            per_insats=per_insats,
            egna_ord=data.get("barnets_rost", ""),
            svar=any(rad.svar.strip() or rad.skattning for rad in self.svar(data)),
            rost_saknas=data.get("rost_saknas", ""),
        ):
            self.add_error(hinder.falt, hinder.text)

    # the page, part by part

    def barnets_falt(self) -> list[forms.BoundField]:
        return [self[namn] for namn in self._child()]

    def andras_falt(self) -> list[forms.BoundField]:
        return [self[namn] for namn in self._others()]

    def malen(self) -> Iterator[tuple[Mal, list[forms.BoundField], list[forms.BoundField]]]:
        """Each goal with its own fields, and those that describe a scale it lacks."""
        for ett in self.mal:
            skala = [f"skala-{ett.pk}-{namn}" for namn in NIVAER]
            yield (
                ett,
                [self[f"grad-{ett.pk}"], self[f"kommentar-{ett.pk}"]],
                [self[namn] for namn in skala if namn in self.fields],
            )

    def matningarna(self) -> list[forms.BoundField]:
        return [self[f"varde-{indikator.pk}"] for indikator in self.indikatorer]

    def insatserna(self) -> Iterator[tuple[Insats, list[forms.BoundField]]]:
        for insats in self.insatser:
            yield insats, [self[f"insats-{insats.pk}"], self[f"skal-{insats.pk}"]]

    def helheten(self) -> list[forms.BoundField]:
        return [self[namn] for namn in _whole()]

    # what the round is

    def runda(self) -> dict[str, Any]:
        """The cleaned form as `complete_uppfoljning` takes it."""
        data = self.cleaned_data
        egna = [*self._others(), "barnets_rost", "rost_saknas", *_whole()]
        return {namn: data[namn] for namn in egna} | {
            "svar": self.svar(data),
            "uppfyllelser": {
                ett: (data[f"grad-{ett.pk}"], data[f"kommentar-{ett.pk}"]) for ett in self.mal
            },
            "skalor": dict(self._scales(data)),
            "varden": {
                indikator: Matt(varde, _source(indikator))
                for indikator in self.indikatorer
                if (varde := data[f"varde-{indikator.pk}"].strip())
            },
            "insatsval": {
                insats: (data[f"insats-{insats.pk}"], data[f"skal-{insats.pk}"])
                for insats in self.insatser
            },
        }

    def svar(self, data: dict[str, Any]) -> list[Svar]:
        return [
            Svar(
                fraga.kod,
                fraga.fraga,
                data.get(f"svar-{fraga.kod}", ""),
                data.get(f"skattning-{fraga.kod}", ""),
            )
            for fraga in self.fragor
        ]

    def _scales(self, data: dict[str, Any]) -> Iterator[tuple[Mal, dict[str, str]]]:
        for ett in self.mal:
            ord_ = {namn: data.get(f"skala-{ett.pk}-{namn}", "") for namn in NIVAER}
            if all(ord_.values()):
                yield ett, ord_


def _goal(mal: Mal) -> dict[str, forms.Field]:
    skala: Malskala | None = getattr(mal, "skala", None)
    ord_ = skala.words() if skala else {}
    falt: dict[str, forms.Field] = {
        f"grad-{mal.pk}": forms.TypedChoiceField(
            label=mal.specifikt,
            help_text=f"Utgångsläge: {mal.baslinje}",
            choices=[
                (grad.value, f"{grad.label}: {ord_[grad]}" if grad in ord_ else grad.label)
                for grad in Maluppfyllelse.Grad
            ],
            coerce=int,
            widget=forms.RadioSelect,
        ),
        f"kommentar-{mal.pk}": langtext("Kommentar", rows=2, required=False, max_length=2_000),
    }
    if skala is None:
        falt |= {
            f"skala-{mal.pk}-{namn}": forms.CharField(label=etikett, max_length=500, required=False)
            for namn, etikett in NIVAER.items()
        }
    return falt


def _measure(indikator: Indikator) -> forms.Field:
    enhet = f" ({indikator.enhet})" if indikator.enhet else ""
    return forms.CharField(
        label=f"{indikator.namn}{enhet}",
        help_text=f"Utgångsläge {indikator.baslinje}, mål {indikator.malvarde}. Värdet i dag, om"
        " det är känt.",
        max_length=200,
        required=False,
    )


def _source(indikator: Indikator) -> str:
    return KALLA.get(Indikator.Slag(indikator.slag), Indikatorvarde.Kalla.ANNAN)


def _choice(insats: Insats) -> dict[str, forms.Field]:
    return {
        f"insats-{insats.pk}": forms.ChoiceField(
            label=f"{insats.insatstyp}", choices=Insatsval.Beslut, widget=forms.RadioSelect
        ),
        f"skal-{insats.pk}": langtext("Varför?", rows=2, max_length=2_000),
    }


def _whole() -> dict[str, forms.Field]:
    return {
        "sammanfattning": langtext("Sammanfattning", rows=4),
        "beslut": forms.ChoiceField(
            label="Vad händer nu med hela arbetet?",
            choices=Uppfoljning.Beslut,
            widget=forms.RadioSelect,
        ),
        "skal": langtext("Varför?", rows=2, max_length=5_000),
        "nasta_senast": datum(
            "Nästa uppföljning senast", hjalp="Behövs om arbetet fortsätter.", required=False
        ),
    }
