"""Which duties one person may hold at a time, and which the city is never without."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

KEPT_APART = {
    "administrator": "Den som sköter konton kan inte ha andra uppdrag.",
    "nyckelansvarig": "Den som förvarar nycklar kan inte ha andra uppdrag.",
    "dataskyddsombud": "Dataskyddsombudet är oberoende och kan inte ha andra uppdrag.",
    "namndledamot": "Den som är förtroendevald i nämnden kan inte ha andra uppdrag här.",
    "extern": "Den som kommer från en annan part kan inte ha uppdrag i socialtjänsten.",
    "system": "Systemet är ingen person och har inga andra uppdrag.",
}
IN_A_UNIT = {"mottagning", "socialsekreterare", "gruppledare", "enhetschef", "skolsocial"}
NEVER_WITHOUT = {
    "administrator": "Det måste finnas en administratör kvar. Ge uppdraget till en annan först.",
    "nyckelansvarig": "Det måste finnas en nyckelansvarig kvar. Ge uppdraget till en annan först.",
}
"""Roles whose last holder cannot be removed: nobody else could give the duty anew."""


def hinder_for_uppdrag(roll: str, har: AbstractSet[str], *, in_enhet: bool) -> list[str]:
    """Every reason why a person who has the roles `har` may not be given `roll`.

    Whoever hands out access, keeps keys or watches over the rest does no case work, and case work
    is always done in a unit.
    """
    hinder = [
        varfor
        for skild, varfor in KEPT_APART.items()
        if (skild == roll and har - {roll}) or (skild in har and roll != skild)
    ]
    if roll in IN_A_UNIT and not in_enhet:
        hinder.append("Det här uppdraget behöver en enhet.")
    return hinder
