"""Which duties one person may hold at a time."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

KEPT_APART = {
    "administrator": "Den som sköter konton kan inte ha andra uppdrag.",
    "extern": "Den som kommer från en annan part kan inte ha uppdrag i socialtjänsten.",
    "system": "Systemet är ingen person och har inga andra uppdrag.",
}
IN_A_UNIT = {"mottagning", "socialsekreterare", "gruppledare", "enhetschef", "skolsocial"}


def hinder_for_uppdrag(roll: str, har: AbstractSet[str], *, in_enhet: bool) -> list[str]:
    """Every reason why a person who has the roles `har` may not be given `roll`.

    Whoever hands out access has none themselves, and case work is always done in a unit.
    """
    hinder = [
        varfor
        for skild, varfor in KEPT_APART.items()
        if (skild == roll and har - {roll}) or (skild in har and roll != skild)
    ]
    if roll in IN_A_UNIT and not in_enhet:
        hinder.append("Det här uppdraget behöver en enhet.")
    return hinder
