"""When what an age brings with it is begun, and until when it is done.

A birth date is sealed, and only the year stands in clear. So that neither the day something was
begun nor the day of its clock tells the date, both follow from the Monday of the birthday's week.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid5

KOD, FRIST, STEG = "aldersovergang", "aldersovergang", "grans"
ALDRAR = (12, 15, 18, 20, 21)
VARSEL = timedelta(days=30)
"""How long before the birthday it has begun, at the latest."""
VECKA = timedelta(days=7)


def outcome_of(alder: int) -> str:
    """How the first step of the flow says which age it is about."""
    return f"fyller_{alder}"


def gate_id(akt_id: UUID, alder: int) -> UUID:
    """One person's coming to one age, as what an arbetsgång is about: there is one for each."""
    return uuid5(akt_id, outcome_of(alder))


def near_ages(fodelsear: int, idag: date) -> Iterator[int]:
    """The ages that somebody born in a year may come to so near `idag` that it matters."""
    forst, sist = idag - VARSEL, idag + VARSEL + 2 * VECKA
    return (alder for alder in ALDRAR if forst.year <= fodelsear + alder <= sist.year)


def is_due(dag: date, idag: date) -> bool:
    """Whether to begin for a birthday. Also for one that has passed while nobody looked.

    Asked once a week, it is yes at least `VARSEL` before the day.
    """
    return idag - VARSEL <= dag and monday_of(dag) <= idag + VARSEL + VECKA


def last_day(dag: date, idag: date) -> date:
    """The day of the clock: the Monday of the birthday's week, or today if that has passed."""
    return max(monday_of(dag), idag)


def monday_of(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())
