"""Which legal grounds can carry a release from the socialtjänst to a party today, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from access.models import Organisation
from arenden.rules.alder import age_on
from samverkansteam.models import Lagrum, Part, Teamarende


@dataclass(frozen=True)
class Villkor:
    kod: str
    fraga: str
    kraver: bool


@dataclass(frozen=True)
class Grund:
    """A ground with every reason why it cannot be used; without reasons it is offered."""

    lagrum: Lagrum
    hinder: list[str]

    @property
    def is_offered(self) -> bool:
        return not self.hinder

    @property
    def villkor(self) -> list[Villkor]:
        return [Villkor(**villkor) for villkor in self.lagrum.villkor]

    def unmet(self, svar: Mapping[str, bool]) -> list[str]:
        """One sentence for each condition that the answers do not meet."""
        return [
            f"Villkoret är inte uppfyllt: {villkor.fraga}"
            for villkor in self.villkor
            if svar.get(villkor.kod) is not villkor.kraver
        ]


def grunder_for(teamarende: Teamarende, mottagare: Part) -> list[Grund]:
    """Every ground in force today, offered or refused with reasons."""
    return []


def grund_for(teamarende: Teamarende, mottagare: Part, lagrum: Lagrum) -> Grund:
    """One ground as it stands today; a row of the law that is not in force is refused."""
    for grund in grunder_for(teamarende, mottagare):
        if grund.lagrum == lagrum:
            return grund
    return Grund(lagrum, ["Lagrummet gäller inte i dag."])
