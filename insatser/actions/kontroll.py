"""Telling those who run the system of cases whose stored flow is not as it should be."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from access.actions.aviseringar import remind, withdraw
from access.models import Anvandare, Avisering, Roll, Uppdrag
from audit.action import action


@action
def tell_of_fynd(fel: Mapping[UUID, str]) -> None:
    """Tell of each case that has faults, by its number; what is well again tells itself no more.

    A notice that was put away comes back while the fault is there.
    """
    mottagare = _administrators()
    for objekt_id, referens in fel.items():
        remind(mottagare, Avisering.Slag.FLODE, objekt_id=objekt_id, referens=referens, actor=None)
    olasta = Avisering.objects.unread().filter(slag=Avisering.Slag.FLODE)
    kvar = set(olasta.values_list("objekt_id", flat=True)) - set(fel)
    withdraw([Avisering.Slag.FLODE], objekt_ids=kvar)


def _administrators() -> list[Anvandare]:
    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).filter(roll=Roll.ADMINISTRATOR)
    aktiva = uppdrag.filter(anvandare__is_active=True).select_related("anvandare")
    return list({ett.anvandare for ett in aktiva})
