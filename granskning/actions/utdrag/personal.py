"""How staff are named to the person: by name, or by role and unit alone (FL 33 §)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from access.models import Anvandare, Enhet, Namnskydd, Roll
from granskning.rules.maskning import Hemlig, Lage

ROLLER = dict(Roll.choices)
UTAN_NAMN = "Anställd, namnet lämnas inte ut"
SYSTEMET = "Systemet"


class Personal:
    """The staff of one extract, read once. Where the place is hidden no unit is told."""

    def __init__(self, lage: Lage) -> None:
        self.visar_enhet = not lage.hides_place
        self.skyddade = set(Namnskydd.objects.in_force().values_list("anvandare", flat=True))
        self._namn: dict[Any, str] = {}
        self._enheter: dict[Any, str] = {}

    def load(self, personer: Iterable[Any], enheter: Iterable[Any] = ()) -> None:
        """Read these names at once; those met later are read one by one."""
        self._namn |= dict(Anvandare.objects.filter(pk__in=set(personer)).values_list("pk", "namn"))
        self._enheter |= {
            enhet.pk: f"{enhet.namn}, {enhet.namnd}"
            for enhet in Enhet.objects.filter(pk__in=set(enheter)).select_related("namnd")
        }

    def namn(self, person: Any) -> str:
        """Their name, or that it is not told."""
        if person in self.skyddade:
            return UTAN_NAMN
        if person not in self._namn:
            self.load([person])
        return self._namn.get(person, "Okänd")

    def vem(self, person: Any, roll: str, enhet: Any) -> str:
        """Name, role and unit of whoever an entry of the log is about."""
        if person is None or roll == Roll.SYSTEM:
            return SYSTEMET
        delar = [self.namn(person), ROLLER.get(roll, roll)]
        if self.visar_enhet and enhet in self._enheter:
            delar.append(self._enheter[enhet])
        return ", ".join(filter(None, delar))

    def hemliga(self) -> list[Hemlig]:
        """Protected names, wherever they may stand in a text."""
        namn = Anvandare.objects.filter(pk__in=self.skyddade).values_list("namn", flat=True)
        return [Hemlig(ett, "fl33") for ett in namn]
