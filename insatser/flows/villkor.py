"""What the choices of the ärendeflöde ask, and how a way is bound to its report.

The versions share these: what a question means never changes while cases travel by it.
"""

from __future__ import annotations

from typing import Any

from access.models import Anvandare
from arenden.models import Anmalan
from insatser.flows.las import flow_lock
from insatser.models import Arendefard, Arendeprocess
from insatser.models.lage import first_anmalan, lage_of
from insatser.rules.lage import PLACERAS, VAG, Lage, Vag


def _lage(activation: Any) -> Lage:
    return lage_of(activation.process.arendeprocess.arende)


def _vag(activation: Any) -> Vag:
    return VAG[activation.process.arendeprocess.anmalan.slag]


def begins_with_skydd(activation: Any) -> bool:
    return _vag(activation) is Vag.SKYDD


def begins_with_utredning(activation: Any) -> bool:
    return _vag(activation) is Vag.UTREDNING


def begins_with_plan(activation: Any) -> bool:
    return _vag(activation) is Vag.PLAN


def is_attached(activation: Any) -> bool:
    """Whether the report joined an ärende that an earlier one had opened."""
    link = activation.process.arendeprocess
    return bool(first_anmalan(link.arende).pk != link.anmalan_id)


def is_opened(activation: Any) -> bool:
    return bool(_lage(activation).inleds)


def is_to_be_heard(activation: Any) -> bool:
    return _lage(activation).ska_kommuniceras


def is_taken_back(activation: Any) -> bool:
    return not _lage(activation).forslag_vantar


def is_handed_back(activation: Any) -> bool:
    return not _lage(activation).beslut


def is_insats(activation: Any) -> bool:
    return _lage(activation).beslut == "insats"


def is_placement(activation: Any) -> bool:
    return _lage(activation).beslut in PLACERAS


def is_followed(activation: Any) -> bool:
    """Whether the child is followed up though no insats was decided, and still is (SoL 23:1)."""
    lage = _lage(activation)
    return lage.beslut == "foljs_upp" and not lage.uppfoljd


def awaits_team(activation: Any) -> bool:
    lage = _lage(activation)
    return lage.team_valt and not lage.team_finns


def is_ending(activation: Any) -> bool:
    return _lage(activation).uppfoljning == "avsluta"


def is_changing(activation: Any) -> bool:
    return _lage(activation).uppfoljning == "andra"


class Anmalansvag:
    """Every version of the ärendeflöde: one stored flow for each report."""

    kod = "arendeflode"
    lagrum = "SoL 11, 14, 19–20, 23 kap.; FL 25, 31–33 §§"
    version: int
    process_class = Arendefard
    lock_impl = flow_lock

    def link(self, activation: Any, *, anmalan: Anmalan, actor: Anvandare) -> None:
        """Bind the new process to its report, before the first gate asks about it."""
        from insatser.flows.definition import definition_hash  # reads the versions themselves

        activation.process.save()
        Arendeprocess.objects.create(
            process=activation.process,
            arende=anmalan.arende,
            anmalan=anmalan,
            akt_id=anmalan.akt_id,
            flode=self.kod,
            flodesversion=self.version,
            definition=definition_hash(type(self)),
            startad_av=actor,
        )
