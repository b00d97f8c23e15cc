"""People's own habits: how many akter they open on a day of work. Never compared with others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from itertools import groupby
from statistics import median
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncDate

from access.models.handelser import first_moment
from arenden.rules.frister import STOCKHOLM
from granskning.actions.urval.manad import ROWS_AT_A_TIME, Manad
from granskning.rules.signaler import Vana


def habits_of(aktorer: Collection[UUID], manad: Manad) -> dict[UUID, Vana]:
    """Each person's median in the weeks before the month; nobody without a day in them."""
    till = first_moment(manad.forsta)
    fran = first_moment(manad.forsta - timedelta(weeks=manad.regelverk.volym_veckor))
    dagar = (
        manad.openings_between(fran, till)
        .filter(aktor_id__in=aktorer)
        .annotate(dag=TruncDate("tid", tzinfo=STOCKHOLM))
        .values_list("aktor_id", "dag")
        .annotate(antal=Count("akt_id", distinct=True))
        .order_by("aktor_id", "dag")
        .iterator(chunk_size=ROWS_AT_A_TIME)
    )
    vanor = {}
    for aktor_id, dagens in groupby(dagar, key=lambda rad: rad[0]):
        antal = [rad[2] for rad in dagens]
        vanor[aktor_id] = Vana(median(antal), len(antal))
    return vanor
