"""How a unit kept its clocks in a month: two numbers, and nothing of whose."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import F, Q
from django.utils import timezone

from access.models.handelser import first_moment
from arenden.models import Frist


def late_clocks(enhet_id: UUID | None, manad: date) -> dict[str, int]:
    """How many clocks of the unit ran out in the month, and how many are past their limit now.

    A clock ran out if nothing had stopped it when its limit was passed. Those who act for the nämnd
    as a whole have no cases of their own, so theirs are none.
    """
    if enhet_id is None:
        return {"frister_utgangna": 0, "frister_sena": 0}
    egna = Frist.objects.filter(arende__enhet=enhet_id)
    fran, till = first_moment(manad), first_moment(manad + relativedelta(months=1))
    utgangna = egna.filter(senast__gte=fran, senast__lt=min(till, timezone.now()))
    return {
        "frister_utgangna": utgangna.filter(Q(stoppad=None) | Q(stoppad__gt=F("senast"))).count(),
        "frister_sena": egna.due(timezone.now()).count(),
    }
