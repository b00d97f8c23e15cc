"""Which instrument an assessment is begun with: it follows from the age by the true birth date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from arenden.models import Arende
from arenden.rules.alder import age_on
from riskbedomning.models import Instrumentversion
from riskbedomning.rules import instrument as rules
from riskbedomning.rules.hinder import Hinder


@dataclass(frozen=True)
class Instrumentval:
    """What may be chosen for somebody. `alder` is None while the birth date is unknown."""

    alder: int | None
    passande: Sequence[Instrumentversion]
    andra: Sequence[Instrumentversion]


def age_in(arende: Arende) -> int | None:
    """Whole years today of the person the ärende is about; None if the birth date is unknown."""
    fodd, idag = arende.akt.person.fodelsedatum, timezone.localdate()
    return None if fodd is None or fodd > idag else age_on(fodd, idag)


def instrumentval_for(arende: Arende) -> Instrumentval:
    """Every instrument that is offered today, those for the age apart from the others.

    What is made for fewer ages comes first.
    """
    alder = age_in(arende)
    alla = sorted(Instrumentversion.objects.current(), key=_made_for)
    passande = [
        version
        for version in alla
        if alder is not None and rules.is_for(alder, version.alder_fran, version.alder_till)
    ]
    return Instrumentval(alder, passande, [version for version in alla if version not in passande])


def _made_for(version: Instrumentversion) -> tuple[int, int, str]:
    return version.alder_till - version.alder_fran, version.alder_fran, str(version)


def hinder_for_instrument(arende: Arende, version: Instrumentversion, skal: str) -> list[Hinder]:
    """Why an assessment may not be begun with this version in this ärende."""
    if version.instrument.is_licens:
        return [Hinder("instrumentversion", f"{version} kräver licens. För in den som extern.")]
    sista = version.instrument.sista_dag
    if sista is not None and sista < timezone.localdate():
        return [Hinder("instrumentversion", f"{version} används inte längre.")]
    return rules.hinder_for_val(age_in(arende), version.alder_fran, version.alder_till, skal)
