"""Which legal grounds can carry a release from the socialtjänst to a party today, and why not.

The rows say what the law is, `rules.lagrum` what follows from it; here the two meet a real case.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from access.models import Organisation
from arenden.rules.alder import age_on
from samverkansteam.models import Lagrum, Part, Samtycke, Teamarende
from samverkansteam.models.samtycke import SamtyckeQuerySet
from samverkansteam.rules import lagrum as regler

FRAN = Organisation.Slag.SOCIALTJANST


@dataclass(frozen=True)
class Grund:
    """A ground with every reason why it cannot be used; without reasons it is offered."""

    lagrum: Lagrum
    hinder: list[str]

    @property
    def is_offered(self) -> bool:
        return not self.hinder

    @property
    def villkor(self) -> Sequence[regler.Villkor]:
        return self.lagrum.regel().villkor

    def unmet(self, svar: Mapping[str, bool]) -> list[str]:
        """One sentence for each condition that the answers do not meet."""
        return [
            f"Villkoret är inte uppfyllt: {fraga}"
            for fraga in regler.unmet(self.lagrum.regel(), svar)
        ]


def living_samtycke(
    teamarende: Teamarende, mottagare: Part, slag: Collection[str]
) -> Samtycke | None:
    """A consent alive at this moment that covers the receiver and every kind of information."""
    return living_samtycken(teamarende, [mottagare], slag).get(mottagare.pk)


def living_samtycken(
    teamarende: Teamarende, mottagare: Collection[Part], slag: Collection[str]
) -> dict[UUID, Samtycke]:
    """The newest such consent of each receiver that has one.

    One that waits for somebody's answer, or rests since an age was reached, is not alive; and what
    is of no kind is covered by none. Locked, in the order that a withdrawal locks them, so that
    none can be withdrawn before the release. Needs a transaction.
    """
    if not slag:
        return {}
    levande = _live(teamarende, *mottagare).order_by("pk").select_for_update()
    return {s.mottagare_id: s for s in levande if set(slag) <= set(s.slag) and not s.hinder()}


def grunder_for(teamarende: Teamarende, mottagare: Part, samtycke: Samtycke | None) -> list[Grund]:
    """Every ground in force today that concerns the socialtjänst; the gentlest first.

    Where no consent carries, what is wrong with those that were given is told too.
    """
    laget = _laget(teamarende, mottagare, samtycke)
    brister = [] if samtycke else [h for s in _live(teamarende, mottagare) for h in s.hinder()]
    return [
        Grund(
            lagrum,
            regler.hinder_for_lagrum(lagrum.regel(), laget)
            + (list(dict.fromkeys(brister)) if lagrum.kraver_samtycke else []),
        )
        for lagrum in Lagrum.objects.in_force(timezone.localdate())
        if FRAN in lagrum.vagar or lagrum.undantag
    ]


def grund_for(
    teamarende: Teamarende, mottagare: Part, lagrum: Lagrum, samtycke: Samtycke | None
) -> Grund:
    """One ground as it stands today; one that is not in force or never concerns us is refused."""
    for grund in grunder_for(teamarende, mottagare, samtycke):
        if grund.lagrum == lagrum:
            return grund
    return Grund(lagrum, ["Lagrummet kan inte användas av socialtjänsten i dag."])


def _live(teamarende: Teamarende, *mottagare: Part) -> SamtyckeQuerySet:
    return Samtycke.objects.live().filter(
        akt=teamarende.akt_id, team=teamarende.team_id, mottagare__in=mottagare
    )


def _laget(teamarende: Teamarende, mottagare: Part, samtycke: Samtycke | None) -> regler.Laget:
    fodd = teamarende.akt.person.fodelsedatum
    return regler.Laget(
        fran=FRAN.value,
        till=mottagare.slag,
        alder=age_on(fodd, timezone.localdate()) if fodd else None,
        has_samtycke=samtycke is not None,
    )
