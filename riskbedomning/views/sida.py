"""What the pages of one assessment share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.shortcuts import get_object_or_404
from django.urls import reverse

from arenden.views.bas import ArendeSida
from riskbedomning.models import Bedomning, Faktor, Faktorsvar
from riskbedomning.views.kring import Kring, Underlag

T = TypeVar("T")


class BedomningSida(ArendeSida):
    """Finds the assessment among those the user may see, in the ärende of the address."""

    flik = "bedomning"
    kwargs: dict[str, Any]
    bedomning: Bedomning

    def prepare(self) -> None:
        self.bedomning = get_object_or_404(
            Bedomning.objects.visible_to(self.user).for_page(),
            pk=self.kwargs["bedomning"],
            arende=self.arende,
        )
        self.bedomning.arende = self.arende

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(kwargs | {"bedomning": self.bedomning}))

    def url(self, name: str, *args: str) -> str:
        return reverse(f"riskbedomning:{name}", args=[self.arende.pk, self.bedomning.pk, *args])


@dataclass(frozen=True)
class Avsnitt(Generic[T]):
    """One level with what worries and what protects, side by side."""

    niva: Faktor.Niva
    risk: list[T]
    skydd: list[T]
    kring: Kring

    @property
    def rader(self) -> list[T]:
        return [*self.risk, *self.skydd]


@dataclass(frozen=True)
class Rad:
    """A factor with its answer and what stands around it, for reading.

    `svar` is None where nothing was answered.
    """

    faktor: Faktor
    svar: Faktorsvar | None
    kring: Kring = field(default_factory=Kring)

    @property
    def svar_text(self) -> str:
        return in_words("svar", self.svar.svar) if self.svar else ""

    @property
    def relevans_text(self) -> str:
        return in_words("relevans_nu", self.svar.relevans_nu) if self.svar else ""

    @property
    def riktning_text(self) -> str:
        return in_words("riktning", self.svar.riktning or "") if self.svar else ""

    @property
    def is_kritisk(self) -> bool:
        return self.svar is not None and self.svar.is_kritisk


WORDS = {
    "svar": dict(Faktorsvar.Svar.choices),
    "relevans_nu": dict(Faktorsvar.Relevans.choices),
    "kritisk": dict(Faktorsvar.Kritisk.choices),
    "riktning": dict(Faktorsvar.Riktning.choices),
}


def in_words(falt: str, value: str) -> str:
    """A stored value as people read it."""
    return str(WORDS.get(falt, {}).get(value, value))


def by_niva(rader: Iterable[T], underlag: Underlag) -> list[Avsnitt[T]]:
    """Rows (anything with `.faktor`) in their three levels, in the instrument's own order."""
    held = list(rader)

    def pick(niva: Faktor.Niva, slag: Faktor.Slag) -> list[T]:
        return [r for r in held if r.faktor.niva == niva and r.faktor.slag == slag]  # type: ignore[attr-defined]

    return [
        Avsnitt(
            niva,
            risk=pick(niva, Faktor.Slag.RISK),
            skydd=pick(niva, Faktor.Slag.SKYDD),
            kring=underlag.nivaer[niva],
        )
        for niva in Faktor.Niva
    ]
