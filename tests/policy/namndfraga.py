"""A question from a nämnd outside the small world to the nämnd of that world."""

from __future__ import annotations

from django.utils import timezone

from access.models import Namnd
from arenden.actions.aktualitet import ask_namnd
from arenden.models import Aktualitetsforfragan, Identitetsbeteckning
from tests.builders import give_akt, make_akt, make_anvandare, make_arende


def asked_by_another_namnd(tillfragad: Namnd) -> Aktualitetsforfragan:
    """About somebody whom the nämnd that is asked does not know."""
    arende = make_arende(akt=make_akt())
    Identitetsbeteckning.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        slag=Identitetsbeteckning.Slag.PERSONNUMMER,
        nummer="20131101-2395",
        giltig_fran=timezone.localdate(),
    )
    fragande = make_anvandare(enhet=arende.enhet)
    give_akt(fragande, arende.akt)
    return ask_namnd(
        arende=arende,
        tillfragad=tillfragad,
        andamal=Aktualitetsforfragan.Andamal.UTREDNING,
        actor=fragande,
    )
